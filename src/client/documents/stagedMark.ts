import * as vscode from 'vscode';
import type { KeyPolicyDocuments } from './keyPolicy';

const CONTEXT = 'keyhole.keyPolicyStaged';

/** Shows that a policy is saved and not sent: a mark on its tab, buttons in its title, and once a sentence. */
export function createStagedMark(keyPolicies: KeyPolicyDocuments): vscode.Disposable {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  let told = false;

  const isStaged = (uri: vscode.Uri | undefined) =>
    uri !== undefined && keyPolicies.draft(uri)?.staged !== undefined;
  const update = () => {
    const uri = vscode.window.activeTextEditor?.document.uri;
    void vscode.commands.executeCommand('setContext', CONTEXT, isStaged(uri));
  };

  const subscriptions = [
    vscode.window.registerFileDecorationProvider({
      onDidChangeFileDecorations: changed.event,
      provideFileDecoration: uri =>
        isStaged(uri)
          ? new vscode.FileDecoration(
              'S',
              vscode.l10n.t('Saved here, not applied to AWS'),
              new vscode.ThemeColor('gitDecoration.modifiedResourceForeground'),
            )
          : undefined,
    }),
    vscode.window.onDidChangeActiveTextEditor(update),
    keyPolicies.onDidChangeDraft(uri => {
      changed.fire(uri);
      update();
      if (told || !isStaged(uri)) return;
      told = true;
      const apply = vscode.l10n.t('Apply…');
      void vscode.window
        .showInformationMessage(vscode.l10n.t('Saved here, not in AWS. Closing the window loses it.'), apply)
        .then(answer => {
          if (answer === apply) void vscode.commands.executeCommand('keyhole.applyKeyPolicy', uri);
        });
    }),
    changed,
  ];
  return vscode.Disposable.from(...subscriptions);
}
