/** Makes a grant: who may do what with a key beside its policy. Revoking it takes it back. */
import * as vscode from 'vscode';
import { constraintsText, operationsText } from '../../../../core/catalog/grantText';
import type { KeyMetadata } from '../../../../core/catalog/items';
import { failureOf } from '../../../../core/failure';
import { accountOfArn, type NewGrant } from '../../../../core/keys/newGrant';
import type { AwsConnection } from '../../../../core/ports';
import { visible } from '../../../../core/text/markdown';
import type { Account, Change } from '../../../gate/writeGate';
import { type Meant, meantTarget } from '../../meant';
import { assertSameState, type KeyDeps, type KeyMeant, ownKey, wrongState } from '../ownKey';
import { sentOnce } from '../sentOnce';
import { revokeGrant } from './revokeGrant';

/** Undefined: they went away. */
export type AskGrant = (key: KeyMeant, now: KeyMetadata, aws: AwsConnection) => Promise<NewGrant | undefined>;

export interface CreateGrantDeps extends KeyDeps {
  readonly ask: AskGrant;
}

/** Whether there is one more. */
export async function createGrant(key: KeyMeant, deps: CreateGrantDeps, meant?: Meant): Promise<boolean> {
  const { session, gate, ask, offerUndo } = deps;
  const { account, aws } = await meantTarget(session, meant);
  const before = await ownKey(key, aws);
  // https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html
  if (before.state !== 'Enabled' && before.state !== 'Updating') throw wrongState(key, before);
  const grant = await ask(key, before, aws);
  if (grant === undefined) return false;
  if (!(await gate.pass(changeFor(key, grant, account), account))) return false;
  await assertSameState(key, before, aws);
  const known = grant.name === undefined ? new Set<string>() : await idsThere(key, aws);
  const grantId = await makeGrant(key, grant, aws);
  if (known?.has(grantId)) {
    const message = vscode.l10n.t('The key {0} has this very grant already: nothing is changed.', key.label);
    void vscode.window.showInformationMessage(message);
    return false;
  }
  const done = vscode.l10n.t(
    'A grant of the key {0} is made. It may take a few minutes until it holds everywhere.',
    key.label,
  );
  // Where it may not be told from one that was there, taking it back could take that one.
  if (known === undefined) void vscode.window.showInformationMessage(done);
  else
    offerUndo(done, async () => {
      await revokeGrant(key, { ...listed(grant), grantId }, 'undone', deps, { account });
    });
  return true;
}

/** Of a name AWS gives back the grant that it has, if all else is the same: looked at as late as can be. */
async function idsThere(
  { keyId }: KeyMeant,
  { keys }: AwsConnection,
): Promise<ReadonlySet<string> | undefined> {
  const ids = new Set<string>();
  try {
    for await (const page of keys.grants(keyId)) for (const { grantId } of page) ids.add(grantId);
    return ids;
  } catch (thrown) {
    if (failureOf(thrown, 'kms:ListGrants').code !== 'denied') throw thrown;
    return undefined;
  }
}

function makeGrant({ keyId }: KeyMeant, grant: NewGrant, { keys }: AwsConnection): Promise<string> {
  return sentOnce(
    () => keys.createGrant(keyId, grant),
    vscode.l10n.t('Whether AWS made the grant is not known: look at Show Key Grants before you try again.'),
  );
}

function changeFor(key: KeyMeant, grant: NewGrant, { account }: Account): Change {
  return {
    kind: 'create',
    question: vscode.l10n.t('Make a grant of the key {0}?', key.label),
    details: newGrantDetails(grant, account),
    action: vscode.l10n.t('Make Grant'),
    target: key.label,
    names: key.aliases,
  };
}

/** A sentence each. */
export function newGrantDetails(grant: NewGrant, account: string | undefined): readonly string[] {
  const { grantee, retiring, name, operations } = grant;
  const bound = constraintsText(listed(grant));
  const other = accountOfArn(grantee);
  return [
    vscode.l10n.t('It is of {0}.', visible(grantee)),
    ...(other !== undefined && account !== undefined && other !== account
      ? [vscode.l10n.t('That is in another account, {0}.', other)]
      : []),
    vscode.l10n.t('It lets them {0}.', operationsText({ operations })),
    bound === undefined
      ? vscode.l10n.t('Nothing bounds it.')
      : vscode.l10n.t('It holds {0}.', visible(bound)),
    ...(bound !== undefined && operations.some(each => UNBOUND.includes(each))
      ? [vscode.l10n.t('Describing the key and retiring grants are not bounded by that.')]
      : []),
    ...(operations.includes('CreateGrant')
      ? [vscode.l10n.t('Whoever has it can pass it on to others, within its bounds.')]
      : []),
    ...(retiring === undefined ? [] : [vscode.l10n.t('{0} may end it.', visible(retiring))]),
    ...(name === undefined ? [] : [vscode.l10n.t('Its name is {0}.', name)]),
    vscode.l10n.t('It holds beside the policy of the key, until somebody revokes it.'),
  ];
}

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateGrant.html#KMS-CreateGrant-request-Constraints */
const UNBOUND: readonly string[] = ['DescribeKey', 'RetireGrant'];

/** As ListGrants will tell it. */
function listed({ grantee, operations, constraint }: NewGrant) {
  return {
    granteePrincipal: grantee,
    operations,
    ...(constraint?.kind === 'equals' && { encryptionContextEquals: constraint.context }),
    ...(constraint?.kind === 'subset' && { encryptionContextSubset: constraint.context }),
  };
}
