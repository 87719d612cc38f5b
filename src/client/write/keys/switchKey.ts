/** Disables a key, or enables it again; each takes the other back. */
import * as vscode from 'vscode';
import type { KeyMetadata } from '../../../core/catalog/items';
import type { Change } from '../../gate/writeGate';
import { type Meant, meantTarget } from '../meant';
import { keyCommand } from './keyCommand';
import { lastUseOr, useSentence } from './keyUse';
import { type KeyUses, usesOf, usesText } from './keyUses';
import { assertSameState, type KeyDeps, type KeyMeant, ownKey, wrongState } from './ownKey';

export interface Switching {
  readonly to: 'Enabled' | 'Disabled';
  /** What stops working with it. */
  readonly uses?: KeyUses;
  /** Where it is taken back. */
  readonly in?: Meant;
}

/** Whether it was done. */
export async function switchKey(key: KeyMeant, switching: Switching, deps: KeyDeps): Promise<boolean> {
  const { to } = switching;
  const { session, gate, offerUndo } = deps;
  const { account, aws } = await meantTarget(session, switching.in);
  const before = await ownKey(key, aws);
  if (before.state !== otherOf(to)) throw wrongState(key, before);
  const missing: string[] = [];
  const use = to === 'Disabled' ? [useSentence(await lastUseOr(key.keyId, aws.keys, missing))] : [];
  const unknown = missing.map(what => vscode.l10n.t('Not known for want of a permission: {0}.', what));
  if (!(await gate.pass(changeFor(key, switching, before, [...unknown, ...use]), account))) return false;
  await assertSameState(key, before, aws);
  await (to === 'Enabled' ? aws.keys.enable(key.keyId) : aws.keys.disable(key.keyId));
  const done =
    to === 'Enabled'
      ? vscode.l10n.t('{0} is enabled.', key.label)
      : vscode.l10n.t('{0} is disabled.', key.label);
  offerUndo(done, async () => {
    const { uses } = switching;
    await switchKey(key, { to: otherOf(to), in: { account }, ...(uses && { uses }) }, deps);
  });
  return true;
}

function changeFor(
  key: KeyMeant,
  { to, uses }: Switching,
  { multiRegion }: KeyMetadata,
  use: readonly string[],
): Change {
  const shared = { target: key.label, names: key.aliases };
  if (to === 'Enabled')
    return {
      ...shared,
      kind: 'create',
      question: vscode.l10n.t('Enable the key {0}?', key.label),
      details: [vscode.l10n.t('Whoever its policy lets in can encrypt and decrypt with it again.')],
      action: vscode.l10n.t('Enable'),
    };
  return {
    ...shared,
    kind: 'overwrite',
    question: vscode.l10n.t('Disable the key {0}?', key.label),
    details: [
      vscode.l10n.t('Whatever encrypts or decrypts with it fails until it is enabled again.'),
      ...(uses ? usesText(uses) : []),
      ...use,
      // https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-manage.html
      ...(multiRegion ? [vscode.l10n.t('Its keys in other Regions stay as they are.')] : []),
    ],
    action: vscode.l10n.t('Disable'),
  };
}

function otherOf(state: Switching['to']): Switching['to'] {
  return state === 'Enabled' ? 'Disabled' : 'Enabled';
}

export const disableKeyCommand = keyCommand(
  () => vscode.l10n.t('Disable Key'),
  (key, deps, { explorer }) =>
    switchKey(key, { to: 'Disabled', uses: usesOf(key, explorer.get().views) }, deps),
);

export const enableKeyCommand = keyCommand(
  () => vscode.l10n.t('Enable Key'),
  (key, deps, { explorer }) =>
    switchKey(key, { to: 'Enabled', uses: usesOf(key, explorer.get().views) }, deps),
);
