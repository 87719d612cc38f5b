/** Makes a replica a secret of its own. */
import * as vscode from 'vscode';
import { originOf } from '../../../../core/catalog/replica';
import type { Change } from '../../../gate/writeGate';
import { meantTarget } from '../../meant';
import type { ChosenSecret, SecretDeps } from '../secretDeps';
import { notDone } from './replication';

/** Whether it is one now. It cannot be tied to its primary again. */
export async function promoteReplica(
  { secret, meant }: ChosenSecret,
  { session, gate }: Omit<SecretDeps, 'offerUndo'>,
): Promise<boolean> {
  const { account, aws } = await meantTarget(session, meant);
  const before = await aws.secrets.describe(secret.arn);
  const { name } = before;
  const origin = originOf(before);
  if (origin === undefined) throw notDone('invalid', vscode.l10n.t('{0} is no replica.', name));
  const change: Change = {
    kind: 'overwrite',
    question: vscode.l10n.t('Make the replica {0} a secret of its own?', name),
    details: [
      vscode.l10n.t('What changes in {0} does not reach it any longer, nor does rotation there.', origin),
      vscode.l10n.t('This cannot be undone: it would have to be deleted and replicated again.'),
    ],
    action: vscode.l10n.t('Promote'),
    target: name,
  };
  if (!(await gate.pass(change, account))) return false;
  const now = await aws.secrets.describe(secret.arn);
  if (originOf(now) === undefined)
    throw notDone('conflict', vscode.l10n.t('{0} is a secret of its own meanwhile.', name));
  await aws.secrets.promoteReplica(secret.arn);
  const told = vscode.l10n.t('{0} is a secret of its own now.', name);
  vscode.window.setStatusBarMessage(told.replaceAll('$(', '$ ('), 6_000);
  return true;
}
