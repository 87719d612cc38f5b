import * as vscode from 'vscode';
import { failureError } from '../../core/failure';
import { keyPolicyScheme } from '../../protocol/messages';
import type { Session } from '../session/session';
import { signalOf } from '../tree/view';
import { keyPolicyPath, layOutPolicy, parseKeyPolicyPath } from './keyPolicyUri';

export interface KeyPolicyDocuments extends vscode.Disposable {
  open(key: { readonly keyId: string; readonly label: string }): Promise<vscode.TextEditor>;
  refresh(uri: vscode.Uri): Promise<void>;
}

/** Live key policies as read-only JSON documents, which the language server lints like files. */
export function createKeyPolicyDocuments(session: Session): KeyPolicyDocuments {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  /** Read before the document is opened: VS Code replaces a provider's error by its own. */
  const ready = new Map<string, string>();

  const provider: vscode.TextDocumentContentProvider = {
    onDidChange: changed.event,
    async provideTextDocumentContent(uri, token) {
      const read = ready.get(uri.path);
      if (read !== undefined) {
        ready.delete(uri.path);
        return read;
      }
      const place = parseKeyPolicyPath(uri.path);
      if (!place) throw notOurs();
      const { aws } = await session.connect();
      if (aws.region !== place.region) throw otherRegion(place.region);
      return layOutPolicy(await aws.keys.policy(place.keyId, { signal: signalOf(token) }));
    },
  };

  const registration = vscode.workspace.registerTextDocumentContentProvider(keyPolicyScheme, provider);

  return {
    async open({ keyId, label }) {
      const { aws } = await session.connect();
      const path = keyPolicyPath({
        region: aws.region,
        keyId,
        label: session.state.label.sandbox ? `SANDBOX ${label}` : label,
      });
      const uri = vscode.Uri.from({ scheme: keyPolicyScheme, path });
      ready.set(path, layOutPolicy(await aws.keys.policy(keyId)));
      // A document that is open already is not asked for again, but told that it changed.
      changed.fire(uri);
      const document = await vscode.workspace.openTextDocument(uri);
      return vscode.window.showTextDocument(document, { preview: true });
    },
    async refresh(uri) {
      if (uri.scheme === keyPolicyScheme) changed.fire(uri);
    },
    dispose() {
      registration.dispose();
      changed.dispose();
    },
  };
}

function notOurs() {
  return failureError({
    kind: 'failure',
    code: 'invalid',
    message: vscode.l10n.t('This is not the address of a key policy.'),
    operation: 'kms:GetKeyPolicy',
  });
}

function otherRegion(region: string) {
  return failureError({
    kind: 'failure',
    code: 'not-found',
    message: vscode.l10n.t('The key is in another Region than the one connected to: {0}', region),
    operation: 'kms:GetKeyPolicy',
  });
}
