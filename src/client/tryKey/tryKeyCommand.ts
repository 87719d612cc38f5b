import * as vscode from 'vscode';
import type { CommandContext, Handler } from '../commands/context';
import { itemsFor } from '../commands/pickItems';
import { hideAccounts } from '../session/screenShare';
import { tryQuestions } from './questions';
import { showResult } from './resultPick';
import { tryOf } from './tries';
import type { Verdict } from './tryDeps';
import { type TryKeyDeps, tryKey } from './tryKey';

/** The key that was clicked, whatever else is selected, or one that is picked. */
export const tryKeyCommand =
  ({ explorer, explored, lazy }: CommandContext): Handler =>
  async clicked => {
    const { views, clipboard } = explorer.get();
    const { keys } = views;
    const given = clicked === undefined ? [] : [clicked];
    const [key] = await itemsFor(given, { keys }, ['key'], vscode.l10n.t('Try Key'), isOwn);
    const session = key && explored.sessionOf(key.source);
    if (key?.kind !== 'key' || session === undefined) return;
    const { generation } = session;
    const outcome = await tryKey(key, {
      session,
      questions: tryQuestions,
      fileEncryption: lazy.fileEncryption,
      choose,
    });
    // Locked, or connected to something else: what came out goes with all the rest.
    if (session.generation !== generation) return;
    if (outcome?.kind === 'result') await showResult(outcome, { clipboard, session }).left;
    if (outcome?.kind === 'verdict') tell(outcome);
    if (outcome?.kind === 'saved') vscode.window.setStatusBarMessage(plain(outcome.message), 8_000);
  };

function isOwn(node: { readonly kind: string; readonly manager?: unknown }): boolean {
  return node.kind === 'key' && node.manager === 'CUSTOMER';
}

const choose: TryKeyDeps['choose'] = async ({ label }, offered) => {
  const picks = offered.map(kind => {
    const { label, detail } = tryOf(kind);
    return { label, detail, what: kind };
  });
  const title = vscode.l10n.t('Try the key {0}', label);
  const placeHolder = vscode.l10n.t('What to do with it; nothing in AWS is changed');
  const options = { title, placeHolder, matchOnDetail: true, ignoreFocusOut: true };
  return (await vscode.window.showQuickPick(picks, options))?.what;
};

function plain(message: string): string {
  return hideAccounts(message).replaceAll('$(', '$ (');
}

function tell({ holds, message }: Verdict): void {
  const text = hideAccounts(message);
  void (holds ? vscode.window.showInformationMessage(text) : vscode.window.showWarningMessage(text));
}
