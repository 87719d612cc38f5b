import * as vscode from 'vscode';
import { previewScheme } from '../language/previewScheme';
import type { CommandContext } from './context';

/**
 * Drops at once whatever of AWS this window holds: values that are shown, the clipboard where it is ours, leave to change
 * anything, lists, and the credentials in use. Nothing is asked of AWS until somebody unlocks.
 */
export async function lock({ session, explorer, writes }: CommandContext): Promise<void> {
  session.lock();
  const shown = explorer.made();
  for (const { webview } of shown?.panels.panels ?? []) webview.dispose();
  writes.made()?.disableChanges();
  await Promise.all([shown?.clipboard.clear(), closePreviews()]);
}

/** They hold values that were written out. */
async function closePreviews(): Promise<void> {
  const tabs = vscode.window.tabGroups.all.flatMap(group => group.tabs);
  const ours = tabs.filter(
    ({ input }) => input instanceof vscode.TabInputText && input.uri.scheme === previewScheme,
  );
  if (ours.length > 0) await vscode.window.tabGroups.close(ours);
}
