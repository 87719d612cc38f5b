import * as vscode from 'vscode';
import type { KeyMetadata, KeyRotation, KeyState, PastKeyRotation } from '../../core/catalog/items';
import type { LastUse } from '../../core/keys/lastUse';

const DAY = 86_400_000;
/** https://docs.aws.amazon.com/kms/latest/APIReference/API_RotateKeyOnDemand.html */
export const MAX_ON_DEMAND_ROTATIONS = 10;

/** `PendingDeletion` as people say it: `pending deletion`. */
export function stateText(state: KeyState): string {
  return state.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
}

/** `deleted in 7 days, on 12/3/2026`, with what matters first: rows are narrow. Undefined for a key that stays. */
export function keyDeletionText(
  { state, deletionDate, pendingDeletionWindowInDays: window }: KeyMetadata,
  now: number = Date.now(),
): string | undefined {
  if (deletionDate !== undefined) {
    const day = dayText(deletionDate);
    const days = Math.ceil((deletionDate - now) / DAY);
    if (days > 1) return vscode.l10n.t('deleted in {0} days, on {1}', days, day);
    return vscode.l10n.t('deleted within a day, on {0}', day);
  }
  if (state !== 'PendingReplicaDeletion' || window === undefined) return undefined;
  return vscode.l10n.t('deleted {0} days after its last replica', window);
}

/** What sets a key apart from the usual one, for its row: spec, Regions, key store. */
export function keyKindText({
  spec,
  multiRegionConfiguration: regions,
  multiRegion,
  customKeyStoreId,
}: KeyMetadata): string | undefined {
  const parts = [
    spec !== undefined && spec !== 'SYMMETRIC_DEFAULT' && spec,
    regions?.type === 'REPLICA'
      ? vscode.l10n.t('replica of {0}', regions.primaryRegion)
      : multiRegion && vscode.l10n.t('multi-Region'),
    customKeyStoreId !== undefined && vscode.l10n.t('custom key store'),
  ];
  return parts.filter(Boolean).join(' · ') || undefined;
}

export function multiRegionText({
  multiRegion,
  multiRegionConfiguration: regions,
}: KeyMetadata): string | undefined {
  if (regions === undefined) return multiRegion ? vscode.l10n.t('yes') : undefined;
  const { type, primaryRegion, replicaRegions } = regions;
  const replicas = replicaRegions.length > 0 ? replicaRegions.join(', ') : vscode.l10n.t('none');
  return type === 'PRIMARY'
    ? vscode.l10n.t('primary; replicas: {0}', replicas)
    : vscode.l10n.t('replica; primary in {0}; replicas: {1}', primaryRegion, replicas);
}

export function keyRotationText(rotation: KeyRotation): string {
  const { enabled, periodInDays, nextRotationDate, onDemandRotationStartDate } = rotation;
  const parts = [
    !enabled
      ? vscode.l10n.t('off')
      : periodInDays === undefined
        ? vscode.l10n.t('on')
        : vscode.l10n.t('every {0} days', periodInDays),
  ];
  if (enabled && nextRotationDate !== undefined)
    parts.push(vscode.l10n.t('next on {0}', dayText(nextRotationDate)));
  if (onDemandRotationStartDate !== undefined) parts.push(vscode.l10n.t('one on demand is under way'));
  return parts.join(', ');
}

export function lastRotationText(rotations: readonly PastKeyRotation[]): string | undefined {
  const [first, ...others] = rotations;
  if (first === undefined) return undefined;
  const last = others.reduce((newest, each) => (each.date > newest.date ? each : newest), first);
  const day = dayText(last.date);
  return last.type === 'ON_DEMAND' ? vscode.l10n.t('{0}, on demand', day) : day;
}

/** How many of the rotations on demand that a key may have are used; undefined for none. */
export function onDemandText(rotations: readonly PastKeyRotation[]): string | undefined {
  const used = rotations.filter(({ type }) => type === 'ON_DEMAND').length;
  return used > 0 ? vscode.l10n.t('{0} of {1}', used, MAX_ON_DEMAND_ROTATIONS) : undefined;
}

/** For the tooltip: `11/3/2026, 10:00:00 (Decrypt)`, or what KMS knows of none. */
export function lastUseText(use: LastUse): string {
  switch (use.kind) {
    case 'used': {
      const at = new Date(use.at).toLocaleString();
      return use.operation === undefined ? at : `${at} (${use.operation})`;
    }
    case 'never':
      return vscode.l10n.t('never since it was made');
    case 'not-since':
      return vscode.l10n.t('not since {0}, when KMS began to keep it', dayText(use.since));
  }
}

function dayText(time: number): string {
  return new Date(time).toLocaleDateString();
}
