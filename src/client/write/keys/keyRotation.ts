/** Turns the automatic rotation of a key on and off, and rotates it now. */
import * as vscode from 'vscode';
import type { KeyMetadata, KeyRotation } from '../../../core/catalog/items';
import type { AwsConnection } from '../../../core/ports';
import { connectedTarget } from '../../gate/account';
import type { Change } from '../../gate/writeGate';
import { keyRotationText, MAX_ON_DEMAND_ROTATIONS } from '../../tree/keyTexts';
import { type Meant, meantTarget } from '../meant';
import { assertSameState, type KeyDeps, type KeyMeant, notDone, ownKey, wrongState } from './ownKey';

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_EnableKeyRotation.html */
export const MIN_PERIOD = 90;
export const MAX_PERIOD = 2_560;
export const DEFAULT_PERIOD = 365;

/** Undefined: off. */
export type Period = number | undefined;

/** What is wrong with the days as they are typed. */
export function periodProblem(text: string): string | undefined {
  const days = /^\d{1,4}$/.test(text.trim()) ? Number(text) : Number.NaN;
  return days >= MIN_PERIOD && days <= MAX_PERIOD
    ? undefined
    : vscode.l10n.t('AWS takes {0} to {1} days.', MIN_PERIOD, MAX_PERIOD);
}

/** Asks for the period, beginning with that of now; undefined: they went away. */
export type AskPeriod = (now: Period) => Promise<number | undefined>;

/** Whether it was done. */
export async function setRotation(
  key: KeyMeant,
  wanted: AskPeriod | 'off',
  deps: KeyDeps,
  meant?: Meant,
): Promise<boolean> {
  const { session, gate, offerUndo } = deps;
  const { account, aws } = await meantTarget(session, meant);
  const before = await ownKey(key, aws);
  assertRotates(key, before, ['AWS_KMS']);
  const rotation = await aws.keys.rotation(key.keyId);
  const old = rotation.enabled ? (rotation.periodInDays ?? DEFAULT_PERIOD) : undefined;
  const next = wanted === 'off' ? undefined : await wanted(old);
  if (wanted !== 'off' && next === undefined) return false;
  if (next === old) throw asItIs(key, rotation);
  if (!(await gate.pass(changeFor(key, old, next), account))) return false;
  await assertSameState(key, before, aws);
  await assertSameRotation(key, rotation, aws);
  await (next === undefined ? aws.keys.disableRotation(key.keyId) : aws.keys.enableRotation(key.keyId, next));
  const done =
    next === undefined
      ? vscode.l10n.t('{0} is not rotated any longer.', key.label)
      : vscode.l10n.t('{0} is rotated every {1} days.', key.label, next);
  offerUndo(done, async () => {
    await setRotation(key, old === undefined ? 'off' : async () => old, deps, { account });
  });
  return true;
}

/** Whether it was done. There is no way back. */
export async function rotateNow(key: KeyMeant, deps: Omit<KeyDeps, 'offerUndo'>): Promise<boolean> {
  const { session, gate } = deps;
  const { account, aws } = await connectedTarget(session);
  const before = await ownKey(key, aws);
  assertRotates(key, before, ['AWS_KMS', 'EXTERNAL']);
  const used = await onDemandRotations(key, aws);
  if (used >= MAX_ON_DEMAND_ROTATIONS)
    throw notDone(
      key,
      'invalid',
      vscode.l10n.t('{0} was rotated on demand {1} times; AWS allows no more of one key.', key.label, used),
    );
  const change: Change = {
    kind: 'overwrite',
    question: vscode.l10n.t('Rotate the key {0} now?', key.label),
    details: [
      vscode.l10n.t('What is encrypted from then on has new key material; what was before stays readable.'),
      vscode.l10n.t('This cannot be undone.'),
      vscode.l10n.t('AWS allows {0} in the life of a key, and {1} are used.', MAX_ON_DEMAND_ROTATIONS, used),
      ...(before.origin === 'EXTERNAL' ? [vscode.l10n.t('The new material has to be imported before.')] : []),
    ],
    action: vscode.l10n.t('Rotate'),
    target: key.label,
    names: key.aliases,
  };
  if (!(await gate.pass(change, account))) return false;
  await assertSameState(key, before, aws);
  await aws.keys.rotateOnDemand(key.keyId);
  void vscode.window.showInformationMessage(
    vscode.l10n.t('{0} is being rotated, which may take a moment.', key.label),
  );
  return true;
}

/**
 * Symmetric encryption keys that are enabled, of a multi-Region key the primary alone:
 * https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html
 */
function assertRotates(key: KeyMeant, now: KeyMetadata, origins: readonly string[]): void {
  const { spec = 'SYMMETRIC_DEFAULT', origin = 'AWS_KMS', multiRegionConfiguration: regions } = now;
  if (regions?.type === 'REPLICA')
    throw notDone(
      key,
      'invalid',
      vscode.l10n.t(
        '{0} rotates with its primary key, in {1}: change it there.',
        key.label,
        regions.primaryRegion,
      ),
    );
  if (spec !== 'SYMMETRIC_DEFAULT' || !origins.includes(origin))
    throw notDone(
      key,
      'invalid',
      vscode.l10n.t('AWS does not rotate keys like {0} ({1}, {2}).', key.label, spec, origin),
    );
  if (now.state !== 'Enabled') throw wrongState(key, now);
}

function changeFor(key: KeyMeant, old: Period, next: Period): Change {
  const shared = { target: key.label, names: key.aliases };
  if (next === undefined)
    return {
      ...shared,
      kind: 'overwrite',
      question: vscode.l10n.t('Turn off the rotation of the key {0}?', key.label),
      details: [vscode.l10n.t('It is rotated every {0} days now.', old ?? DEFAULT_PERIOD)],
      action: vscode.l10n.t('Turn Off'),
    };
  return {
    ...shared,
    kind: old === undefined ? 'create' : 'overwrite',
    question: vscode.l10n.t('Rotate the key {0} every {1} days?', key.label, next),
    details: [
      ...(old === undefined ? [] : [vscode.l10n.t('It is rotated every {0} days now.', old)]),
      vscode.l10n.t('What it has encrypted stays readable. The first rotation is {0} days from now.', next),
    ],
    action: vscode.l10n.t('Turn On'),
  };
}

async function assertSameRotation(key: KeyMeant, seen: KeyRotation, { keys }: AwsConnection): Promise<void> {
  const now = await keys.rotation(key.keyId);
  if (now.enabled === seen.enabled && now.periodInDays === seen.periodInDays) return;
  throw notDone(
    key,
    'conflict',
    vscode.l10n.t(
      'Not changed: somebody was faster. The rotation of {0} now: {1}.',
      key.label,
      keyRotationText(now),
    ),
  );
}

function asItIs(key: KeyMeant, rotation: KeyRotation) {
  const message = vscode.l10n.t(
    'Nothing to change. The rotation of {0}: {1}.',
    key.label,
    keyRotationText(rotation),
  );
  return notDone(key, 'invalid', message);
}

async function onDemandRotations({ keyId }: KeyMeant, { keys }: AwsConnection): Promise<number> {
  let used = 0;
  for await (const page of keys.rotations(keyId))
    used += page.filter(({ type }) => type === 'ON_DEMAND').length;
  return used;
}
