import * as vscode from 'vscode';

export interface TimedClipboard extends vscode.Disposable {
  /** Puts a value on the clipboard and takes it away again, unless something else was copied in the meantime. */
  copyValue(value: string): Promise<void>;
  /** Takes it away now. */
  clear(): Promise<void>;
}

export function createTimedClipboard(): TimedClipboard {
  let held: string | undefined;
  let timer: NodeJS.Timeout | undefined;

  async function clear(): Promise<void> {
    clearTimeout(timer);
    const ours = held;
    held = undefined;
    if (ours === undefined) return;
    // A browser may refuse to read the clipboard; then it is left alone, for it may hold something else by now.
    const now = await Promise.resolve(vscode.env.clipboard.readText()).catch(() => undefined);
    if (now === ours) await vscode.env.clipboard.writeText('');
  }

  return {
    async copyValue(value) {
      clearTimeout(timer);
      await vscode.env.clipboard.writeText(value);
      const seconds = vscode.workspace.getConfiguration('keyhole.clipboard').get<number>('clearSeconds', 30);
      if (seconds <= 0) {
        held = undefined;
        vscode.window.setStatusBarMessage(vscode.l10n.t('Value copied'), 5_000);
        return;
      }
      held = value;
      timer = setTimeout(() => void clear(), seconds * 1_000);
      vscode.window.setStatusBarMessage(
        vscode.l10n.t('Value copied; the clipboard is cleared in {0} s', seconds),
        seconds * 1_000,
      );
    },
    clear,
    dispose: () => void clear(),
  };
}
