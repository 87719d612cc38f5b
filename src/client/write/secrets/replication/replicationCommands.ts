import * as vscode from 'vscode';
import { originOf } from '../../../../core/catalog/replica';
import type { Handler } from '../../../commands/context';
import type { SecretNode } from '../../../tree/nodes';
import type { ChangeContext } from '../../changeContext';
import { oneByOne } from '../chosenSecrets';
import { promoteReplica } from './promoteReplica';
import { removeReplicas, replicateSecret } from './replication';
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
