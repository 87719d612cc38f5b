import * as vscode from 'vscode';
import type { HealthFix } from '../../core/health/rule';

export interface FixCommand {
  readonly command: string;
  /** As the menu of the item says it. */
  readonly title: string;
  /** It changes something in AWS, through the gate. */
  readonly changes: boolean;
}

/** What is done about a finding is what the menu of the item does. */
export function fixCommand(fix: HealthFix): FixCommand {
  switch (fix) {
    case 'set-rotation':
      return change({ command: 'keyhole.setRotation', title: vscode.l10n.t('Set Rotation…') });
    case 'rotate-now':
      return change({ command: 'keyhole.rotateSecret', title: vscode.l10n.t('Rotate Secret Now…') });
    case 'show-versions':
      return look({ command: 'keyhole.showVersions', title: vscode.l10n.t('Show Versions…') });
    case 'delete-secret':
      return change({ command: 'keyhole.deleteSecret', title: vscode.l10n.t('Delete Secret…') });
    case 'restore-secret':
      return change({ command: 'keyhole.restoreSecret', title: vscode.l10n.t('Restore Secret') });
    case 'change-settings':
      return change({
        command: 'keyhole.changeParameterSettings',
        title: vscode.l10n.t('Change Parameter Settings…'),
      });
    case 'copy-parameter':
      return change({ command: 'keyhole.duplicateParameter', title: vscode.l10n.t('Copy To…') });
    case 'create-alias':
      return change({ command: 'keyhole.createKeyAlias', title: vscode.l10n.t('Create Key Alias…') });
    case 'turn-on-rotation':
      return change({ command: 'keyhole.turnOnKeyRotation', title: vscode.l10n.t('Turn On Key Rotation…') });
    case 'enable-key':
      return change({ command: 'keyhole.enableKey', title: vscode.l10n.t('Enable Key…') });
    case 'delete-key':
      return change({
        command: 'keyhole.scheduleKeyDeletion',
        title: vscode.l10n.t('Schedule Key Deletion…'),
      });
    case 'cancel-deletion':
      return change({ command: 'keyhole.cancelKeyDeletion', title: vscode.l10n.t('Cancel Key Deletion…') });
    case 'open-policy':
      return look({ command: 'keyhole.openKeyPolicy', title: vscode.l10n.t('Open Key Policy') });
  }
}

function change(command: Omit<FixCommand, 'changes'>): FixCommand {
  return { ...command, changes: true };
}

function look(command: Omit<FixCommand, 'changes'>): FixCommand {
  return { ...command, changes: false };
}
