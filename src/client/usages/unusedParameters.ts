import * as vscode from 'vscode';
import { visible } from '../../core/text/markdown';
import { createMentions } from '../../core/usages/mentions';
import type { CommandContext, Handler } from '../commands/context';
import { isNode } from '../commands/pickItems';
import type { FolderNode, Node, ParameterNode } from '../tree/nodes';
import type { View } from '../tree/view';
import { eachText, type Searched } from './textFiles';

export interface Mentioned extends Searched {
  readonly unnamed: readonly ParameterNode[];
  /** May be used by a path above them, or by a name that is put together. */
  readonly perhaps: number;
}

/** Which of the parameters no file of the workspace names. Use outside of it nobody knows here. */
export async function unnamedParameters(
  nodes: readonly ParameterNode[],
  token: vscode.CancellationToken,
): Promise<Mentioned> {
  const mentions = createMentions(nodes.map(({ metadata }) => metadata.name));
  const searched = await eachText((_, text) => mentions.add(text), token);
  const found = nodes.map(node => ({ node, mention: mentions.of(node.metadata.name) }));
  return {
    ...searched,
    unnamed: found.flatMap(({ node, mention }) => (mention === 'none' ? [node] : [])),
    perhaps: found.filter(({ mention }) => mention === 'perhaps').length,
  };
}

/** Of a folder of the tree, or of all that is listed. */
export const unusedParameters =
  ({ explorer }: CommandContext): Handler =>
  async clicked => {
    const folder = isNode(clicked) && isParameterFolder(clicked) ? clicked : undefined;
    if (clicked !== undefined && folder === undefined) return;
    const view = explorer.get().views.parameters;
    if (!vscode.workspace.workspaceFolders?.length) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('Open a folder first: its files are looked through.'),
      );
      return;
    }
    const location = vscode.ProgressLocation.Notification;
    const title = vscode.l10n.t('Looking which parameters the workspace names');
    const outcome = await vscode.window.withProgress(
      { location, title, cancellable: true },
      async (_, token) => {
        await view.ensure();
        const nodes = parametersIn(view, folder);
        const mentioned =
          nodes.length > 0 && !token.isCancellationRequested
            ? await unnamedParameters(nodes, token)
            : undefined;
        return token.isCancellationRequested ? undefined : { nodes, mentioned, whole: isWhole(view) };
      },
    );
    if (outcome?.mentioned === undefined) {
      if (outcome)
        void vscode.window.showInformationMessage(vscode.l10n.t('There is no parameter to look for.'));
      return;
    }
    await show(outcome.mentioned, outcome.nodes.length, outcome.whole, view);
  };

/** Folders of secrets have paths too. */
function isParameterFolder(node: Node): node is FolderNode {
  return node.kind === 'folder' && node.view === 'keyhole.parameters';
}

export function parametersIn(view: View, folder: FolderNode | undefined): readonly ParameterNode[] {
  return view.branches
    .filter(({ source }) => folder === undefined || source === folder.source)
    .flatMap(branch => branch.items())
    .filter((node): node is ParameterNode => node.kind === 'parameter')
    .filter(
      ({ metadata }) =>
        folder === undefined || metadata.name.startsWith(`${folder.path.replace(/\/$/, '')}/`),
    );
}

function isWhole({ branches }: View): boolean {
  return branches.every(({ listing }) => listing.status.kind === 'complete');
}

async function show(mentioned: Mentioned, count: number, whole: boolean, view: View): Promise<void> {
  const { unnamed, perhaps, files, incomplete } = mentioned;
  if (unnamed.length === 0) {
    void vscode.window.showInformationMessage(summary(mentioned, count, whole));
    return;
  }
  const picks = unnamed.map(node => ({
    label: visible(node.metadata.name),
    description: node.metadata.type,
    node,
  }));
  const title = incomplete
    ? vscode.l10n.t('Not named in {0} files, and not all could be looked through', files)
    : vscode.l10n.t('Named in none of {0} files ({1} more perhaps, by path or variable)', files, perhaps);
  const picked = await vscode.window.showQuickPick(picks, {
    title,
    // Short: what does not fit into the box is cut off, and this has to be read.
    placeHolder: whole
      ? vscode.l10n.t('Whether something outside of this workspace uses them is not known')
      : vscode.l10n.t('Not all parameters are listed, and use outside of the workspace is not known'),
    matchOnDescription: true,
  });
  if (picked) await view.reveal(picked.node);
}

/** Never more than is known: use elsewhere, and in files that were not seen, is not. */
export function summary(
  { unnamed, perhaps, files, incomplete }: Mentioned,
  count: number,
  whole: boolean,
): string {
  const found = vscode.l10n.t(
    '{0} of {1} parameters are named in none of {2} files, {3} perhaps by a path or a variable. Whether something outside of this workspace uses them is not known.',
    unnamed.length,
    count,
    files,
    perhaps,
  );
  const notes = [
    incomplete && vscode.l10n.t('Not all files could be looked through, so none is known to be unused.'),
    !whole && vscode.l10n.t('The list of parameters is not complete.'),
  ];
  return [found, ...notes].filter(Boolean).join(' ');
}
