import * as vscode from 'vscode';
import { originOf } from '../../../../core/catalog/replica';
import type { Handler } from '../../../commands/context';
import type { SecretNode } from '../../../tree/nodes';
import type { ChangeContext } from '../../changeContext';
import { undoOffer } from '../../undoOffer';
import { forEachConnection } from '../chosenSecrets';
import { promoteReplica } from './promoteReplica';
import { type ChosenSecret, type ReplicationDeps, removeReplicas, replicateSecret } from './replication';
import { askReplicas, askTargets } from './replicationQuestions';

const isPrimary = ({ metadata }: SecretNode) =>
  metadata.deletedDate === undefined && originOf(metadata) === undefined;
const isReplica = ({ metadata }: SecretNode) => originOf(metadata) !== undefined;

export const replicateSecretCommand = (context: ChangeContext): Handler =>
  oneByOne(context, vscode.l10n.t('Replicate to Regions'), isPrimary, (chosen, deps) =>
    replicateSecret(chosen, askTargets, deps),
  );

export const stopReplicatingCommand = (context: ChangeContext): Handler =>
  oneByOne(context, vscode.l10n.t('Stop Replicating'), isPrimary, (chosen, deps) =>
    removeReplicas(chosen, askReplicas, deps),
  );

export const promoteReplicaCommand = (context: ChangeContext): Handler =>
  oneByOne(context, vscode.l10n.t('Promote Replica'), isReplica, promoteReplica);

/** Each of several has a question of its own: their Regions differ. The first no ends it. */
function oneByOne(
  context: ChangeContext,
  title: string,
  fits: (node: SecretNode) => boolean,
  change: (chosen: ChosenSecret, deps: ReplicationDeps) => Promise<boolean>,
): Handler {
  const hint = vscode.l10n.t('Select a secret first.');
  return (...args) =>
    forEachConnection(args, context, { title, hint, fits }, async ({ secrets, meant }, session, refresh) => {
      const deps = { session, gate: context.gate, offerUndo: undoOffer(refresh) };
      let changed = 0;
      for (const secret of secrets) {
        if (!(await change({ secret, meant }, deps))) break;
        changed++;
      }
      return changed;
    });
}
