import * as vscode from 'vscode';
import type { KeyKind } from '../../../../core/keys/keyKinds';
import type { NewKeyPolicy } from '../../../../core/keys/newKeyPolicy';
import { visible } from '../../../../core/text/markdown';
import type { Change } from '../../../gate/writeGate';
import type { Period } from '../keyRotation';

/** All that was answered. */
export interface KeyWanted {
  readonly kind: KeyKind;
  readonly multiRegion: boolean;
  readonly alias: string;
  readonly description: string;
  readonly days: Period;
  readonly policy: NewKeyPolicy;
}

/** What the gate asks. */
export function changeFor({ kind, multiRegion, alias, days, policy }: KeyWanted): Change {
  const details = [
    multiRegion
      ? vscode.l10n.t('{0}, {1}, multi-Region: this cannot be changed later.', kind.spec, kind.usage)
      : vscode.l10n.t('{0}, {1}, in one Region: this cannot be changed later.', kind.spec, kind.usage),
    ...(days === undefined ? [] : [vscode.l10n.t('It is rotated every {0} days.', days)]),
    policyText(policy),
    // https://aws.amazon.com/kms/pricing/
    vscode.l10n.t('AWS charges for a key until it is deleted, which takes 7 days at least.'),
  ];
  return {
    kind: 'create',
    question:
      alias === ''
        ? vscode.l10n.t('Create a key without an alias?')
        : vscode.l10n.t('Create the key {0}?', alias),
    details,
    action: vscode.l10n.t('Create'),
    target: alias === '' ? vscode.l10n.t('a key without an alias') : alias,
  };
}

function policyText(policy: NewKeyPolicy): string {
  switch (policy.kind) {
    case 'default':
      return vscode.l10n.t('Who may use and manage it is left to the IAM policies of the account.');
    case 'role':
      return vscode.l10n.t(
        'Its policy lets {0} use it; the rest is left to the IAM policies of the account.',
        visible(policy.arn),
      );
    case 'service':
      return vscode.l10n.t(
        'Its policy lets everybody in the account use it through {0}; the rest is left to the IAM policies of the account.',
        policy.service,
      );
  }
}
