import * as vscode from 'vscode';
import type { LiveDocuments, LivePlace } from './liveDocuments';

type Drafts = Pick<LiveDocuments<LivePlace, never>, 'draft' | 'onDidChangeDraft'>;

const CONTEXT = 'keyhole.documentStaged';

/** Shows that a document is saved and not sent: a mark on its tab, buttons in its title, and once a sentence. */
export function createStagedMark(kinds: readonly Drafts[]): vscode.Disposable {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  let told = false;

  const isStaged = (uri: vscode.Uri | undefined) =>
    uri !== undefined && kinds.some(({ draft }) => draft(uri)?.staged !== undefined);
  const update = () => {
    const uri = vscode.window.activeTextEditor?.document.uri;
    void vscode.commands.executeCommand('setContext', CONTEXT, isStaged(uri));
  };

  const onDraft = (uri: vscode.Uri) => {
    changed.fire(uri);
    update();
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
  ];
  return vscode.Disposable.from(...subscriptions);
}
