import * as vscode from 'vscode';

/** Texts to look at beside others: read-only, not linted, and kept as long as the window. Never a secret. */
export interface ShownTexts extends vscode.Disposable {
  /** The address of the text; what was shown there before is replaced. */
  put(path: string, text: string): vscode.Uri;
}

export function createShownTexts(scheme: string): ShownTexts {
  const texts = new Map<string, string>();
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const registration = vscode.workspace.registerTextDocumentContentProvider(scheme, {
    onDidChange: changed.event,
    provideTextDocumentContent: ({ path }) => texts.get(path) ?? '',
  });
  return {
    put(path, text) {
      const uri = vscode.Uri.from({ scheme, path });
      texts.set(uri.path, text);
      changed.fire(uri);
      return uri;
    },
    dispose() {
      registration.dispose();
      changed.dispose();
    },
  };
}
