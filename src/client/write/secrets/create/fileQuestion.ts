import * as vscode from 'vscode';
import { MAX_SECRET_BYTES } from '../../../../core/facts/secretLimits';
import type { FieldValue } from '../../../../core/secrets/secretContent';
import { sensitive } from '../../../../core/value/sensitive';

/**
 * The text of a file that is chosen: what has lines cannot be typed into a box. Read past VS Code's documents, so that no
 * other extension sees it.
 */
export async function askFile(
  title: string,
  optional: boolean,
): Promise<FieldValue | 'left-out' | undefined> {
  const [uri] =
    (await vscode.window.showOpenDialog({ title, openLabel: vscode.l10n.t('Take the Text of This File') })) ??
    [];
  if (uri === undefined) return optional ? askWithout(title) : undefined;
  const problem = (message: string) => {
    void vscode.window.showErrorMessage(message);
    return undefined;
  };
  const { size } = await vscode.workspace.fs.stat(uri);
  if (size === 0) return problem(vscode.l10n.t('The file is empty.'));
  if (size > MAX_SECRET_BYTES)
    return problem(vscode.l10n.t('A secret holds at most {0} bytes.', MAX_SECRET_BYTES.toLocaleString()));
  const text = textOf(await vscode.workspace.fs.readFile(uri));
  return text === undefined
    ? problem(vscode.l10n.t('The file holds something other than text in UTF-8.'))
    : { kind: 'given', value: sensitive(text) };
}

/** Who closes the dialog means one of two things. */
async function askWithout(title: string): Promise<'left-out' | undefined> {
  const without = vscode.l10n.t('Leave It Out');
  const picked = await vscode.window.showQuickPick([without], { title, ignoreFocusOut: true });
  return picked === without ? 'left-out' : undefined;
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
