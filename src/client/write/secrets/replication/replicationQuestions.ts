import * as vscode from 'vscode';
import { partitionOf } from '../../../../core/partition';
import { regions } from '../../../session/regions';
import { keyProblem } from '../../keyQuestion';
import type { ReplicasQuestion, TargetsQuestion } from './replication';

/** Regions of the same partition that have none yet, then one key for all of them. */
export const askTargets: TargetsQuestion = async ({ name, replicas = [] }, own) => {
  const title = vscode.l10n.t('Replicate {0}', name);
  const taken = replicas.map(({ region }) => region);
  const offered = regionsBeside(own)
    .filter(([id]) => !taken.includes(id))
    .map(([id, description]) => ({ label: id, description }));
  const picked = await vscode.window.showQuickPick(offered, {
    title: vscode.l10n.t('{0}: to which Regions', title),
    canPickMany: true,
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  if (picked === undefined || picked.length === 0) return undefined;
  const key = await vscode.window.showInputBox({
    title: vscode.l10n.t('{0}: the key that encrypts it there', title),
    prompt: vscode.l10n.t('An alias that each of these Regions has. Empty: aws/secretsmanager.'),
    placeHolder: 'alias/my-app',
    ignoreFocusOut: true,
    validateInput: text => (text.trim() === '' ? undefined : keyProblem(text)),
  });
  if (key === undefined) return undefined;
  const keyId = key.trim();
  return picked.map(({ label }) => ({ region: label, ...(keyId !== '' && { keyId }) }));
};

/** Each with how it stands. */
export const askReplicas: ReplicasQuestion = async ({ name }, replicas) => {
  const picks = replicas.map(({ region, status = '', statusMessage = '' }) => ({
    label: region,
    description: status,
    ...(status === 'Failed' && { detail: statusMessage }),
  }));
  const picked = await vscode.window.showQuickPick(picks, {
    title: vscode.l10n.t('Remove replicas of {0}', name),
    canPickMany: true,
    ignoreFocusOut: true,
  });
  return picked?.map(({ label }) => label);
};

/** Nothing is replicated out of a partition: China and GovCloud are among themselves. */
export function regionsBeside(own: string): typeof regions {
  return regions.filter(([id]) => id !== own && partitionOf(id) === partitionOf(own));
}
