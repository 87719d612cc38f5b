import * as vscode from 'vscode';
import { constraintsText, operationsText } from '../../../../core/catalog/grantText';
import type { KeyGrant } from '../../../../core/catalog/items';
import { failureOf } from '../../../../core/failure';
import { visible } from '../../../../core/text/markdown';
import type { Change } from '../../../gate/writeGate';
import { hideAccounts } from '../../../session/screenShare';
import { type Meant, meantTarget } from '../../meant';
import { type KeyDeps, type KeyMeant, notDone, ownKey } from '../ownKey';

/**
 * Whether it was revoked. AWS makes no grant again as it was: there is no way back.
 * @param why `undone`: it was made a moment ago
 */
export async function revokeGrant(
  key: KeyMeant,
  grant: KeyGrant,
  why: 'chosen' | 'undone',
  { session, gate }: Omit<KeyDeps, 'offerUndo'>,
  meant: Meant,
): Promise<boolean> {
  const { account, aws } = await meantTarget(session, meant);
  await ownKey(key, aws);
  if (!(await gate.pass(changeFor(key, grant, why), account))) return false;
  await aws.keys.revokeGrant(key.keyId, grant.grantId).catch((thrown: unknown) => {
    if (failureOf(thrown, 'kms:RevokeGrant').code === 'not-found')
      throw notDone(key, 'conflict', vscode.l10n.t('Somebody was faster: the grant is gone already.'));
    throw thrown;
  });
  const done = vscode.l10n.t('The grant of {0} is revoked.', granteeOf(grant));
  vscode.window.setStatusBarMessage(hideAccounts(done).replaceAll('$(', '$ ('), 4_000);
  return true;
}

/** An ARN, or a service. */
export function granteeOf({ granteePrincipal }: KeyGrant): string {
  return granteePrincipal === undefined
    ? vscode.l10n.t('somebody AWS does not name')
    : visible(granteePrincipal);
}

function changeFor(key: KeyMeant, grant: KeyGrant, why: 'chosen' | 'undone'): Change {
  return {
    kind: 'delete',
    question: vscode.l10n.t('Revoke a grant of the key {0}?', key.label),
    details: [
      vscode.l10n.t('It is of {0}.', granteeOf(grant)),
      ...grantDetails(grant),
      ...(why === 'undone'
        ? [vscode.l10n.t('It is the one that was just made.')]
        : [
            vscode.l10n.t('What an AWS service keeps under the key by this grant cannot be read any longer.'),
            vscode.l10n.t('This cannot be undone: who needs it has to make another.'),
          ]),
    ],
    action: vscode.l10n.t('Revoke'),
    target: key.label,
    names: key.aliases,
  };
}

/** A sentence each; texts of AWS, so with their hidden characters shown. */
export function grantDetails(grant: KeyGrant): readonly string[] {
  const bound = constraintsText(grant);
  return [
    vscode.l10n.t('It lets them {0}.', visible(operationsText(grant))),
    ...(bound === undefined ? [] : [vscode.l10n.t('It holds {0}.', visible(bound))]),
  ];
}
