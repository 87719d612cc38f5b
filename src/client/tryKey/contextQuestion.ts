import * as vscode from 'vscode';
import { type EncryptionContext, type ReadContext, readContext } from '../../core/keys/encryptionContext';

/** Empty where there is to be none; undefined: they went away. */
export async function askContext(title: string): Promise<EncryptionContext | undefined> {
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('{0}: the encryption context', title),
    prompt: vscode.l10n.t(
      'stage=prod,app=billing, or as JSON; may be empty. To decrypt it is the same again. No secret: CloudTrail logs it.',
    ),
    placeHolder: 'stage=prod',
    ignoreFocusOut: true,
    validateInput: contextText,
  });
  const read = text === undefined ? undefined : readContext(text);
  return read?.kind === 'context' ? read.context : undefined;
}

/** What is wrong with a context as it is typed. */
export function contextText(text: string): string | undefined {
  const read = readContext(text);
  return read.kind === 'problem' ? contextProblemText(read) : undefined;
}

export function contextProblemText({ problem, part }: Extract<ReadContext, { kind: 'problem' }>): string {
  switch (problem) {
    case 'no-pair':
      return vscode.l10n.t('This is no pair: {0}. It is written name=value.', part);
    case 'no-name':
      return vscode.l10n.t('A pair has a name before its equals sign.');
    case 'twice':
      return vscode.l10n.t('There are two of this name: {0}', part);
    case 'no-texts':
      return vscode.l10n.t('The value of {0} is no text.', part);
    case 'no-json':
      return vscode.l10n.t('This is no JSON object.');
  }
}
