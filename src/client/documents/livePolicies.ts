import * as vscode from 'vscode';

export interface LivePolicies extends vscode.Disposable {
  /** Asks what to do where somebody was faster: theirs beside yours, overwrite, or nothing. */
  mayOverwrite(uri: vscode.Uri, live: string): Promise<boolean>;
}

/** Read-only, and not linted: it is somebody else's, to be looked at. */
export const comparedScheme = 'keyhole-policy-live';

export function createLivePolicies(): LivePolicies {
  const texts = new Map<string, string>();
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const registration = vscode.workspace.registerTextDocumentContentProvider(comparedScheme, {
    onDidChange: changed.event,
    provideTextDocumentContent: uri => texts.get(uri.path) ?? '',
  });
  async function compare(uri: vscode.Uri, live: string): Promise<void> {
    const left = vscode.Uri.from({ scheme: comparedScheme, path: uri.path });
    texts.set(left.path, live);
    changed.fire(left);
    const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
    const title = vscode.l10n.t('{0}: in the account ↔ yours', name);
    await vscode.commands.executeCommand('vscode.diff', left, uri, title);
  }

  return {
    async mayOverwrite(uri, live) {
      const theirs = vscode.l10n.t('Compare');
      const mine = vscode.l10n.t('Overwrite');
      const answer = await vscode.window.showWarningMessage(
        vscode.l10n.t('Somebody has changed the policy since you opened it.'),
        { modal: true, detail: vscode.l10n.t('Compare shows theirs beside yours; nothing is sent then.') },
        theirs,
        mine,
      );
      if (answer === theirs) await compare(uri, live);
      return answer === mine;
    },
    dispose() {
      registration.dispose();
      changed.dispose();
    },
  };
}
