import * as vscode from 'vscode';
import type { PageTexts } from './page';

/** What the value panel's page says. `{0}` and `{1}` are put in by the page. */
export function pageTexts(): PageTexts {
  return {
    reveal: vscode.l10n.t('Reveal'),
    hide: vscode.l10n.t('Hide'),
    copy: vscode.l10n.t('Copy'),
    copyAll: vscode.l10n.t('Copy Value'),
    edit: vscode.l10n.t('Edit'),
    continueEditing: vscode.l10n.t('Continue Editing'),
    save: vscode.l10n.t('Save to AWS…'),
    cancel: vscode.l10n.t('Cancel'),
    discard: vscode.l10n.t('Discard'),
    addKey: vscode.l10n.t('Add Key'),
    removeKey: vscode.l10n.t('Remove'),
    generate: vscode.l10n.t('Generate'),
    key: vscode.l10n.t('Key'),
    asText: vscode.l10n.t('Edit as Text'),
    asKeys: vscode.l10n.t('Edit by Key'),
    unsaved: vscode.l10n.t('What you typed is kept in this window, and not saved.'),
    saving: vscode.l10n.t('Saving…'),
    bytes: vscode.l10n.t('{0} of {1} bytes', '{0}', '{1}'),
    duplicate: vscode.l10n.t('Two keys have this name.'),
    emptyKey: vscode.l10n.t('A key has a name.'),
    notJson: vscode.l10n.t('This is no JSON any longer: programs that read single keys will fail.'),
    hidden: vscode.l10n.t('The value is hidden.'),
    busy: vscode.l10n.t('Reading…'),
    countdown: vscode.l10n.t('Hidden again in {0} s', '{0}'),
    escaped: vscode.l10n.t(
      'Characters that cannot be seen are shown by their number, as <U+200B>. Copying gives the value as it is.',
    ),
    value: vscode.l10n.t('Value'),
  };
}
