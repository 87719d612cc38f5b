import * as vscode from 'vscode';
import type { LiveDocuments, LivePlace } from './liveDocuments';

type Drafts = Pick<LiveDocuments<LivePlace, never>, 'draft' | 'staged' | 'onDidChangeDraft'>;

const CONTEXT = 'keyhole.documentStaged';
/** Whether there is any in the window. */
const ANY = 'keyhole.anyStaged';

/**
 * Shows that a document is saved and not sent: a mark on its tab, buttons in its title, how many there are in the status
 * bar, and once a sentence.
 */
export function createStagedMark(kinds: readonly Drafts[]): vscode.Disposable {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const item = vscode.window.createStatusBarItem('keyhole.staged', vscode.StatusBarAlignment.Left, 8);
  item.name = vscode.l10n.t('Keyhole Staged Changes');
  item.command = 'keyhole.showStaged';
  let told = false;

  const isStaged = (uri: vscode.Uri | undefined) =>
    uri !== undefined && kinds.some(({ draft }) => draft(uri)?.staged !== undefined);
  const update = () => {
    const uri = vscode.window.activeTextEditor?.document.uri;
    void vscode.commands.executeCommand('setContext', CONTEXT, isStaged(uri));
  };

  const count = () => {
    const staged = kinds.reduce((sum, kind) => sum + kind.staged().length, 0);
    void vscode.commands.executeCommand('setContext', ANY, staged > 0);
    if (staged === 0) {
      item.hide();
      return;
    }
    item.text = `$(cloud-upload) ${vscode.l10n.t('{0} staged', staged)}`;
    item.tooltip = vscode.l10n.t(
      'Saved in this window, not in AWS: {0}. Closing or reloading the window loses that. Click to list it.',
      staged,
    );
    item.accessibilityInformation = { label: item.tooltip, role: 'button' };
    item.show();
  };

  const onDraft = (uri: vscode.Uri) => {
    changed.fire(uri);
    update();
    count();
    if (told || !isStaged(uri)) return;
    told = true;
    // Without a button, so that it goes away by itself.
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Saved in this window, not in AWS: Apply sends it.'),
    );
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
    ...kinds.map(({ onDidChangeDraft }) => onDidChangeDraft(onDraft)),
    changed,
    item,
  ];
  return vscode.Disposable.from(...subscriptions);
}
