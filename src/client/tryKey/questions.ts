import * as vscode from 'vscode';
import { askBytes } from './bytesQuestion';
import { askContext } from './contextQuestion';
import type { TryQuestions } from './tryDeps';

export const tryQuestions: TryQuestions = {
  async algorithm(algorithms, title) {
    const [only, ...others] = algorithms;
    if (others.length === 0) return only;
    const options = { title: vscode.l10n.t('{0}: the algorithm', title), ignoreFocusOut: true };
    return vscode.window.showQuickPick([...algorithms], options);
  },
  context: askContext,
  bytes: askBytes,
  async form(title) {
    const picks = [
      { label: vscode.l10n.t('A message'), form: 'message' as const },
      {
        label: vscode.l10n.t('The digest of a message'),
        description: vscode.l10n.t('the message itself is not needed'),
        form: 'digest' as const,
      },
    ];
    return (await vscode.window.showQuickPick(picks, { title, ignoreFocusOut: true }))?.form;
  },
  async openFile(title) {
    const openLabel = vscode.l10n.t('Take This File');
    return (await vscode.window.showOpenDialog({ title, openLabel }))?.[0];
  },
  async saveFile(title, defaultUri) {
    return vscode.window.showSaveDialog({ title, defaultUri });
  },
  async dataKey(title) {
    const lengths = [32, 16, 64].map(bytes => ({
      label: vscode.l10n.t('{0} bits', bytes * 8),
      description: bytes === 64 ? '' : `AES_${bytes * 8}`,
      bytes,
    }));
    const asked = { title, ignoreFocusOut: true };
    const length = await vscode.window.showQuickPick(lengths, asked);
    if (length === undefined) return undefined;
    const ways = [
      {
        label: vscode.l10n.t('In the plain and encrypted'),
        detail: vscode.l10n.t('To encrypt with it now: the plain one is used and forgotten, the other kept.'),
        plain: true,
      },
      {
        label: vscode.l10n.t('Encrypted alone'),
        detail: vscode.l10n.t('To be decrypted by whoever uses it, when they do.'),
        plain: false,
      },
    ];
    const way = await vscode.window.showQuickPick(ways, asked);
    return way && { bytes: length.bytes, plain: way.plain };
  },
};
