/**
 * Replicates the primary key of a multi-Region key to another Region: the gate, ReplicateKey, a wait until the replica can be
 * used, its alias. What can be taken back is a replica that is deleted in seven days.
 */
import * as vscode from 'vscode';
import type { KeyMetadata } from '../../../../core/catalog/items';
import { failureOf } from '../../../../core/failure';
import { policyElsewhere } from '../../../../core/keys/policyElsewhere';
import type { AwsConnection } from '../../../../core/ports';
import type { KeyStore } from '../../../../core/stores/keyStore';
import { connectedTarget } from '../../../gate/account';
import type { Account, Change } from '../../../gate/writeGate';
import { assertSameState, type KeyDeps, type KeyMeant, notDone, ownKey, wrongState } from '../ownKey';
import { sentOnce } from '../sentOnce';
import { deleteReplica } from './deleteReplica';
import { type WaitEnd, waitUntil } from './waitUntil';

/** What a person is asked, in this order; undefined: they went away. */
export interface ReplicateQuestions {
  /** Not one of `taken`. */
  region(key: KeyMeant, own: string, taken: readonly string[]): Promise<string | undefined>;
  policy(key: KeyMeant, region: string): Promise<'primary' | 'default' | undefined>;
  /** Empty: none. */
  description(key: KeyMeant, now: string): Promise<string | undefined>;
  /** With `alias/` before it; empty: none. */
  alias(key: KeyMeant, region: string): Promise<string | undefined>;
}

export interface ReplicateDeps extends KeyDeps {
  readonly questions: ReplicateQuestions;
  /** Between two looks; for tests. */
  readonly wait?: (milliseconds: number) => Promise<void>;
}

interface Wanted {
  readonly region: string;
  readonly description: string;
  readonly alias: string;
  /** Absent: KMS's default. */
  readonly policy?: string;
}

/** Whether there is one more. */
export async function replicateKey(key: KeyMeant, deps: ReplicateDeps): Promise<boolean> {
  const { session, gate, offerUndo } = deps;
  const { account, aws } = await connectedTarget(session);
  const before = await ownKey(key, aws);
  assertReplicates(key, before);
  const wanted = await ask(key, before, aws, deps.questions);
  if (wanted === undefined) return false;
  if (!(await gate.pass(changeFor(key, wanted, aws.region, account), account))) return false;
  await assertSameState(key, before, aws);
  await makeReplica(key, wanted, aws);
  const there = aws.keysIn(wanted.region);
  const title = vscode.l10n.t('Waiting for the replica of {0} in {1}', key.label, wanted.region);
  const isThere = async () => (await there.describe(key.keyId)).state !== 'Creating';
  const end = await waitUntil(title, isThere, deps.wait);
  const alias = await nameReplica(key, wanted, there, end);
  offerUndo([endText(key, wanted, end), alias].filter(Boolean).join(' '), async () => {
    await deleteReplica(key, wanted.region, deps, { account });
  });
  return true;
}

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_ReplicateKey.html */
function assertReplicates(key: KeyMeant, now: KeyMetadata): void {
  const { multiRegionConfiguration: regions } = now;
  if (regions === undefined)
    throw notDone(
      key,
      'invalid',
      vscode.l10n.t(
        '{0} is a key of one Region, which it stays: a key that can be replicated is made as such.',
        key.label,
      ),
    );
  if (regions.type === 'REPLICA')
    throw notDone(
      key,
      'invalid',
      vscode.l10n.t('{0} is a replica: replicate its primary key, in {1}.', key.label, regions.primaryRegion),
    );
  if (now.state !== 'Enabled') throw wrongState(key, now);
}

async function ask(
  key: KeyMeant,
  { multiRegionConfiguration, description = '' }: KeyMetadata,
  { region: own, keys }: AwsConnection,
  questions: ReplicateQuestions,
): Promise<Wanted | undefined> {
  const region = await questions.region(key, own, multiRegionConfiguration?.replicaRegions ?? []);
  if (region === undefined) return undefined;
  const way = await questions.policy(key, region);
  if (way === undefined) return undefined;
  const policy = way === 'primary' ? await keys.policy(key.keyId) : undefined;
  const text = await questions.description(key, description);
  if (text === undefined) return undefined;
  const alias = await questions.alias(key, region);
  return alias === undefined
    ? undefined
    : { region, description: text, alias, ...(policy !== undefined && { policy }) };
}

function changeFor(key: KeyMeant, wanted: Wanted, own: string, { account }: Account): Change {
  const { region, policy, alias } = wanted;
  return {
    kind: 'create',
    question: vscode.l10n.t('Replicate the key {0} to {1}?', key.label, region),
    details: [
      vscode.l10n.t('The replica has the same key material, and decrypts there what is encrypted here.'),
      ...(policy === undefined
        ? [vscode.l10n.t('Who may use and manage it there is left to the IAM policies of the account.')]
        : policyDetails(policy, own, account)),
      vscode.l10n.t(
        'Its policy, tags and aliases are its own: what is changed here later is not changed there.',
      ),
      ...(alias === '' ? [] : [vscode.l10n.t('It gets the alias {0} there.', alias)]),
      // https://aws.amazon.com/kms/pricing/
      vscode.l10n.t(
        'AWS charges for each replica as for a key, until it is deleted, which takes 7 days at least.',
      ),
    ],
    action: vscode.l10n.t('Replicate'),
    target: key.label,
    names: [...key.aliases, ...(alias === '' ? [] : [alias])],
  };
}

function policyDetails(policy: string, own: string, account: string | undefined): readonly string[] {
  const { errors, namesRegion } = policyElsewhere(policy, own, account);
  const [first] = errors;
  return [
    vscode.l10n.t('It begins with the policy of the primary key.'),
    ...(first === undefined ? [] : [vscode.l10n.t('Keyhole found an error in it: {0}', first)]),
    ...(namesRegion
      ? [vscode.l10n.t('That policy names {0}: what it allows there may not hold in the other Region.', own)]
      : []),
  ];
}

async function makeReplica(key: KeyMeant, wanted: Wanted, { keys }: AwsConnection): Promise<void> {
  const unknown = vscode.l10n.t(
    'Whether AWS made the replica is not known: look at the tooltip of the key before you try again.',
  );
  try {
    await sentOnce(() => keys.replicate(key.keyId, wanted), unknown);
  } catch (thrown) {
    if (failureOf(thrown, 'kms:ReplicateKey').code !== 'conflict') throw thrown;
    throw notDone(
      key,
      'conflict',
      vscode.l10n.t('Not replicated: {0} has a key in {1} already.', key.label, wanted.region),
    );
  }
}

/** What is missing afterwards, as a sentence. */
async function nameReplica(
  { keyId }: KeyMeant,
  { alias }: Wanted,
  there: KeyStore,
  end: WaitEnd,
): Promise<string | undefined> {
  if (alias === '') return undefined;
  if (end.kind === 'not-yet') return vscode.l10n.t('It has no alias {0} yet: make it there.', alias);
  try {
    await there.createAlias(alias, keyId);
    return undefined;
  } catch (thrown) {
    const { message } = failureOf(thrown, 'kms:CreateAlias');
    return vscode.l10n.t('It has no alias {0}: {1}', alias, message);
  }
}

function endText(key: KeyMeant, { region }: Wanted, end: WaitEnd): string {
  switch (end.kind) {
    case 'done':
      return vscode.l10n.t('{0} is replicated to {1}.', key.label, region);
    case 'not-yet':
      return end.why === undefined
        ? vscode.l10n.t('{0} is being replicated to {1}, and cannot be used there yet.', key.label, region)
        : vscode.l10n.t(
            '{0} is replicated to {1}; whether it can be used there yet is not known: {2}',
            key.label,
            region,
            end.why,
          );
  }
}
