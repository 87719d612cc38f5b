import * as vscode from 'vscode';
import { copyPlan } from '../../../../core/catalog/copyPlan';
import { visible } from '../../../../core/text/markdown';
import type { Handler } from '../../../commands/context';
import { isNode } from '../../../commands/pickItems';
import { sessionOfNode } from '../../../commands/sessionOf';
import { newPathProblem } from '../../../parameterNames';
import { connectionName } from '../../../session/connectionName';
import { hideAccounts } from '../../../session/screenShare';
import type { Session } from '../../../session/session';
import type { FolderNode } from '../../../tree/nodes';
import type { ChangeContext } from '../../changeContext';
import { undoOffer } from '../../undoOffer';
import { comparePaths } from './comparePaths';
import { createCompareQuestions } from './compareQuestions';
import type { Place } from './comparing';
import { copyAcross } from './copyAcross';

/** Two folders that are selected; else the one that was clicked and one that is asked for; of the palette, both are. */
export const comparePathsCommand =
  (context: ChangeContext): Handler =>
  async (clicked, selection) => {
    const folders = foldersOf(clicked, selection);
    if (folders === undefined) return;
    const [one, other] = folders;
    const left = one
      ? await placeOfFolder(context, one)
      : await askPlace(context, vscode.l10n.t('Left'), '/');
    if (left === undefined) return;
    const right = other
      ? await placeOfFolder(context, other)
      : await askPlace(context, vscode.l10n.t('Compare {0} with', left.label), left.path, left);
    if (right === undefined) return;
    const problem = left.session === right.session ? besideProblem(right.path, left.path) : undefined;
    if (problem !== undefined) {
      void vscode.window.showInformationMessage(problem);
      return;
    }
    const { gate, explorer, language } = context;
    const { views, panels } = explorer.get();
    const questions = createCompareQuestions(panels);
    const pairs = await comparePaths(left, right, questions);
    if (pairs === undefined) return;
    if (pairs.length === 0) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('There is no parameter below {0} or {1}.', left.label, right.label),
      );
      return;
    }
    const across = await questions.show(left, right, pairs);
    if (across === undefined) return;
    const refresh = async () => {
      language.refresh();
      await views.parameters.refresh();
    };
    const offerUndo = undoOffer(() => void refresh());
    const sent = await copyAcross(across, left, right, { gate, questions, offerUndo });
    if (sent && sent.made.length > 0) await refresh();
  };

/** Undefined for what is nothing of the view. A click on what is not selected is about that alone. */
function foldersOf(clicked: unknown, selection: unknown): readonly FolderNode[] | undefined {
  if (clicked === undefined) return [];
  if (!isNode(clicked) || clicked.kind !== 'folder') return undefined;
  const selected = Array.isArray(selection) ? selection.filter(isNode) : [];
  const folders = selected.filter(node => node.kind === 'folder');
  return folders.length === 2 && selected.length === 2 ? folders : [clicked];
}

async function placeOfFolder(context: ChangeContext, folder: FolderNode): Promise<Place | undefined> {
  const session = sessionOfNode(context, folder);
  if (session === undefined) return undefined;
  // Names without a leading slash are in no hierarchy that AWS could be asked for.
  if (!folder.path.startsWith('/')) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Only paths that begin with a slash can be compared: {0}', folder.path),
    );
    return undefined;
  }
  return placeOf(context, session, folder.path);
}

async function placeOf(context: ChangeContext, session: Session, path: string): Promise<Place> {
  const { generation } = await session.connect();
  const several = context.explored.connections.length > 1;
  return { path, session, generation, label: several ? `${path} (${shownName(session)})` : path };
}

/** @param beside what it is compared with */
async function askPlace(
  context: ChangeContext,
  title: string,
  path: string,
  beside?: Place,
): Promise<Place | undefined> {
  const session = await askSession(context, title);
  if (session === undefined) return undefined;
  const to = await vscode.window.showInputBox({
    title,
    value: path,
    valueSelection: [path.lastIndexOf('/') + 1, path.length],
    prompt: vscode.l10n.t('A path: /my-app/prod'),
    ignoreFocusOut: true,
    validateInput: text =>
      newPathProblem(text) ?? (beside?.session === session ? besideProblem(text, beside.path) : undefined),
  });
  return to === undefined ? undefined : placeOf(context, session, to === '/' ? to : to.replace(/\/$/, ''));
}

async function askSession({ explored }: ChangeContext, title: string): Promise<Session | undefined> {
  const { connections } = explored;
  if (connections.length < 2) return explored.window;
  const picks = connections.map(({ session }) => ({ label: shownName(session), session }));
  const placeHolder = vscode.l10n.t('In which connection');
  return (await vscode.window.showQuickPick(picks, { title, placeHolder, ignoreFocusOut: true }))?.session;
}

/** A profile's name is a file's text: a `$(` in it would become an icon. */
function shownName(session: Session): string {
  return hideAccounts(visible(connectionName(session))).replaceAll('$(', '$ (');
}

/** Of one connection: a path below the other would be compared with what holds it. */
export function besideProblem(text: string, path: string): string | undefined {
  const to = text === '/' ? text : text.replace(/\/$/, '');
  if (to === path) return vscode.l10n.t('This is the other side.');
  const plans = [copyPlan([`${path}/x`], path, to), copyPlan([`${to}/x`], to, path)];
  const isInside = path === '/' || to === '/' || plans.some(({ kind }) => kind === 'problem');
  return isInside ? vscode.l10n.t('One of the paths is below the other.') : undefined;
}
