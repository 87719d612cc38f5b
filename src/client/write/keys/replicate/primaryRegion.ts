/**
 * Changes which key of a multi-Region key is the primary one: the gate, UpdatePrimaryRegion, a wait until both can be managed
 * again. It is taken back by moving it back.
 * https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-update.html
 */
import * as vscode from 'vscode';
import type { KeyMetadata, MultiRegionConfiguration } from '../../../../core/catalog/items';
import type { AwsConnection } from '../../../../core/ports';
import type { KeyStore } from '../../../../core/stores/keyStore';
import { connectedTarget } from '../../../gate/account';
import type { Change } from '../../../gate/writeGate';
import { stateText } from '../../../tree/keyTexts';
import { type Meant, meantTarget } from '../../meant';
import { type KeyDeps, type KeyMeant, notDone, ownKey } from '../ownKey';
import { sentOnce } from '../sentOnce';
import { type WaitEnd, waitUntil } from './waitUntil';

export interface PrimaryRegionDeps extends KeyDeps {
  /** One of the Regions that have a replica; `own` is that of the connection. Undefined: they went away. */
  readonly region: (key: KeyMeant, replicas: readonly string[], own: string) => Promise<string | undefined>;
  /** Between two looks; for tests. */
  readonly wait?: (milliseconds: number) => Promise<void>;
}

interface Move {
  readonly from: string;
  readonly to: string;
}

/** Whether it was done. Of a replica too: AWS is asked where the primary key is. */
export async function changePrimaryRegion(key: KeyMeant, deps: PrimaryRegionDeps): Promise<boolean> {
  const { account, aws } = await connectedTarget(deps.session);
  const { primaryRegion: from, replicaRegions } = regionsOf(key, await ownKey(key, aws));
  const to = await deps.region(key, replicaRegions, aws.region);
  return to === undefined ? false : movePrimary(key, { from, to }, deps, { account });
}

async function movePrimary(
  key: KeyMeant,
  move: Move,
  deps: PrimaryRegionDeps,
  meant: Meant,
): Promise<boolean> {
  const { account, aws } = await meantTarget(deps.session, meant);
  await assertMoves(key, move, aws);
  if (!(await deps.gate.pass(changeFor(key, move), { ...account, region: move.from }))) return false;
  await assertMoves(key, move, aws);
  await sentOnce(
    () => keysAt(move.from, aws).updatePrimaryRegion(key.keyId, move.to),
    vscode.l10n.t(
      'Whether AWS has changed it is not known: look at the tooltip of the key before you try again.',
    ),
  );
  const title = vscode.l10n.t('Waiting until {1} is the primary Region of {0}', key.label, move.to);
  const end = await waitUntil(title, () => isMoved(key, move, aws), deps.wait);
  deps.offerUndo(endText(key, move, end), async () => {
    await movePrimary(key, { from: move.to, to: move.from }, deps, meant);
  });
  return true;
}

function regionsOf(key: KeyMeant, now: KeyMetadata): MultiRegionConfiguration {
  const { multiRegionConfiguration: regions } = now;
  if (regions === undefined)
    throw notDone(
      key,
      'invalid',
      vscode.l10n.t('{0} is a key of one Region, and has no primary one.', key.label),
    );
  if (regions.replicaRegions.length > 0) return regions;
  throw notDone(
    key,
    'invalid',
    vscode.l10n.t('{0} has no replica that could be the primary key: replicate it first.', key.label),
  );
}

/** Read as late as can be: another Region may have been made the primary one meanwhile. */
async function assertMoves(key: KeyMeant, move: Move, aws: AwsConnection): Promise<void> {
  const { primary, replica } = await describeBoth(key, move, aws);
  const now = primary.multiRegionConfiguration;
  if (now?.type !== 'PRIMARY')
    throw notDone(
      key,
      'conflict',
      vscode.l10n.t(
        'Not changed: the primary Region of {0} is {1} now.',
        key.label,
        now?.primaryRegion ?? '?',
      ),
    );
  for (const [region, state] of [
    [move.from, primary.state],
    [move.to, replica.state],
  ] as const) {
    if (state === 'Enabled') continue;
    throw notDone(
      key,
      'invalid',
      vscode.l10n.t(
        'Not changed: the key of {0} in {1} is {2}, and both must be enabled.',
        key.label,
        region,
        stateText(state),
      ),
    );
  }
}

function changeFor(key: KeyMeant, { from, to }: Move): Change {
  return {
    kind: 'overwrite',
    question: vscode.l10n.t('Make {1} the primary Region of {0}?', key.label, to),
    details: [
      vscode.l10n.t('The key in {0} becomes a replica of it.', from),
      vscode.l10n.t('From then on it is replicated from {0}, and its rotation is set there.', to),
      vscode.l10n.t('Nothing that encrypts or decrypts with either of them notices.'),
      vscode.l10n.t('Each keeps its policy, tags and aliases. AWS asks for leave on both keys.'),
    ],
    action: vscode.l10n.t('Make Primary'),
    target: key.label,
    names: key.aliases,
  };
}

/** While AWS moves it, both may be shown as replicas. */
async function isMoved(key: KeyMeant, move: Move, aws: AwsConnection): Promise<boolean> {
  const { primary: before, replica: now } = await describeBoth(key, move, aws);
  return (
    now.multiRegionConfiguration?.type === 'PRIMARY' &&
    now.state !== 'Updating' &&
    before.state !== 'Updating'
  );
}

async function describeBoth({ keyId }: KeyMeant, { from, to }: Move, aws: AwsConnection) {
  const [primary, replica] = await Promise.all([
    keysAt(from, aws).describe(keyId),
    keysAt(to, aws).describe(keyId),
  ]);
  return { primary, replica };
}

function endText(key: KeyMeant, { to }: Move, end: WaitEnd): string {
  if (end.kind === 'done') return vscode.l10n.t('The primary Region of {0} is {1}.', key.label, to);
  return end.why === undefined
    ? vscode.l10n.t(
        '{1} is becoming the primary Region of {0}; until then it cannot be managed.',
        key.label,
        to,
      )
    : vscode.l10n.t(
        '{1} becomes the primary Region of {0}; whether that is done is not known: {2}',
        key.label,
        to,
        end.why,
      );
}

function keysAt(region: string, aws: AwsConnection): KeyStore {
  return region === aws.region ? aws.keys : aws.keysIn(region);
}
