import * as vscode from 'vscode';
import { failureOf } from '../../../../core/failure';
import { type Meant, meantTarget } from '../../meant';
import { type KeyDeps, type KeyMeant, notDone } from '../ownKey';

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html: no fewer. */
const DAYS = 7;

/** Takes a replica back that was just made. It is another Region's key: leave is asked for there. */
export async function deleteReplica(
  key: KeyMeant,
  region: string,
  { session, gate }: Omit<KeyDeps, 'offerUndo'>,
  meant: Meant,
): Promise<boolean> {
  const { account, aws } = await meantTarget(session, meant);
  const there = aws.keysIn(region);
  const { multiRegionConfiguration } = await there.describe(key.keyId);
  // The primary key may have been moved there meanwhile.
  if (multiRegionConfiguration?.type !== 'REPLICA')
    throw notDone(key, 'conflict', vscode.l10n.t('Not deleted: the key in {0} is no replica now.', region));
  const change = {
    kind: 'delete',
    question: vscode.l10n.t('Delete the replica of {0} in {1} in {2} days?', key.label, region, DAYS),
    details: [
      vscode.l10n.t(
        'AWS deletes no key at once. Until then it cannot be used, and its deletion can be cancelled there.',
      ),
      vscode.l10n.t('What is encrypted with it meanwhile is still decrypted with the primary key.'),
    ],
    action: vscode.l10n.t('Schedule Deletion'),
    target: key.label,
    names: key.aliases,
  } as const;
  if (!(await gate.pass(change, { ...account, region }))) return false;
  try {
    await there.scheduleDeletion(key.keyId, DAYS);
  } catch (thrown) {
    const failure = failureOf(thrown, 'kms:ScheduleKeyDeletion');
    if (failure.code !== 'key-unusable') throw thrown;
    throw notDone(key, 'conflict', vscode.l10n.t('Somebody was faster: it is to be deleted already.'));
  }
  return true;
}
