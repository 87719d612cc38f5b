import * as vscode from 'vscode';
import { type ConsoleItem, consoleUrl } from '../../core/catalog/consoleUrl';
import type { Session } from '../session/session';

/**
 * Opens a page of the console of the partition that a connection is in. Who is signed in there is the browser's to know.
 * @param region of what it is about; absent: that of the connection
 */
export async function openConsolePage(
  item: ConsoleItem,
  session: Pick<Session, 'state'> | undefined,
  region = session?.state.label.region,
): Promise<void> {
  const label = session?.state.label;
  if (region === undefined || label === undefined || label.sandbox || !isAws(label.endpoint)) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('It is not in AWS: there is no console to open it in.'),
    );
    return;
  }
  const url = consoleUrl(item, region);
  if (url === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Keyhole does not know the console of the Region {0}.', region),
    );
    return;
  }
  // As text: of a Uri `openExternal` opens the decoded form, in which a plus or an ampersand of a name is another query.
  await vscode.commands.executeCommand('vscode.open', url);
}

/** An endpoint in a network of one's own is AWS as well. */
function isAws(endpoint: string | undefined): boolean {
  return (
    endpoint === undefined || /(?:^|\.)(?:amazonaws\.com(?:\.cn)?|api\.aws)$/.test(new URL(endpoint).hostname)
  );
}
