/** Schedules the deletion of a key, after it has told what is known to need the key; disabling it is offered first. */
import * as vscode from 'vscode';
import type { KeyMetadata } from '../../../core/catalog/items';
import { connectedTarget } from '../../gate/account';
import type { Change } from '../../gate/writeGate';
import { type CancelDeps, cancelKeyDeletion, isToBeDeleted } from './cancelKeyDeletion';
import { findingsOf, findingsText, type KeyFindings } from './keyFindings';
import type { KeyUses } from './keyUses';
import { assertSameState, type KeyMeant, ownKey, wrongState } from './ownKey';
import { switchKey } from './switchKey';

export interface DeletionDeps extends CancelDeps {
  readonly questions: DeletionQuestions;
}

/** What a person is asked; undefined: they went away. */
export interface DeletionQuestions {
  /** With what is known to need the key; all of it is told in the last question. */
  way(key: KeyMeant, findings: KeyFindings): Promise<'disable' | 'delete' | undefined>;
  days(key: KeyMeant): Promise<number | undefined>;
}

/** Whether anything was done. */
export async function scheduleKeyDeletion(
  key: KeyMeant,
  uses: KeyUses,
  deps: DeletionDeps,
): Promise<boolean> {
  const { session, gate, questions, offerUndo } = deps;
  const { account, aws } = await connectedTarget(session);
  const before = await ownKey(key, aws);
  if (isToBeDeleted(before)) throw wrongState(key, before);
  const findings = await findingsOf(key, aws, uses);
  const facts = findingsText(findings);
  // Of a key that is disabled everybody knows already what does not work without it.
  const way = before.state === 'Enabled' ? await questions.way(key, findings) : 'delete';
  if (way === undefined) return false;
  if (way === 'disable') return switchKey(key, { to: 'Disabled', uses, in: { account } }, deps);
  const days = await questions.days(key);
  if (days === undefined) return false;
  if (!(await gate.pass(changeFor(key, before, days, facts), account))) return false;
  await assertSameState(key, before, aws);
  const date = await aws.keys.scheduleDeletion(key.keyId, days);
  offerUndo(doneText(key, date), async () => {
    await cancelKeyDeletion(key, { enables: before.state === 'Enabled', in: { account } }, deps);
  });
  return true;
}

function changeFor(
  key: KeyMeant,
  { multiRegionConfiguration: regions }: KeyMetadata,
  days: number,
  facts: readonly string[],
): Change {
  const waits = regions?.type === 'PRIMARY' && regions.replicaRegions.length > 0;
  return {
    kind: 'delete',
    question: vscode.l10n.t('Delete the key {0} in {1} days?', key.label, days),
    details: [
      ...facts,
      ...(waits
        ? [
            vscode.l10n.t(
              'The days begin when its replicas are gone: {0}.',
              regions.replicaRegions.join(', '),
            ),
            vscode.l10n.t('To keep them, make one of them the primary key before: Change Primary Region.'),
          ]
        : []),
      vscode.l10n.t(
        'Nothing can be encrypted or decrypted with it from now on; until it is gone that can be undone.',
      ),
      vscode.l10n.t('Then nobody can ever read again what it has encrypted, AWS included.'),
    ],
    action: vscode.l10n.t('Schedule Deletion'),
    target: key.label,
    names: key.aliases,
  };
}

function doneText({ label }: KeyMeant, date: number | undefined): string {
  return date === undefined
    ? vscode.l10n.t('{0} will be deleted when its replicas are.', label)
    : vscode.l10n.t('{0} will be deleted on {1}.', label, new Date(date).toLocaleDateString());
}
