/** Has the function of a secret rotate it at once. */
import * as vscode from 'vscode';
import type { PendingRotation } from '../../../../core/secrets/pendingRotation';
import { CURRENT, versionWithStage } from '../../../../core/secrets/versionStages';
import type { Change } from '../../../gate/writeGate';
import { pendingRotationOf } from '../../../tree/lastRotation';
import { meantTarget } from '../../meant';
import type { ChosenSecret, SecretDeps } from '../secretDeps';
import { refuseManaged, rotationFailure } from './rotationState';

/** Whether a rotation has begun. It cannot be taken back: the value is changed where it is used too. */
export async function rotateNow(
  { secret, meant }: ChosenSecret,
  { session, gate }: Omit<SecretDeps, 'offerUndo'>,
): Promise<boolean> {
  const { account, aws } = await meantTarget(session, meant);
  const before = await aws.secrets.describe(secret.arn);
  const { name, rotationLambda } = before;
  refuseManaged(before, aws.region);
  if (!before.rotationEnabled || rotationLambda === undefined)
    throw rotationFailure('invalid', vscode.l10n.t('{0} does not rotate: set its rotation first.', name));
  const pending = await pendingRotationOf(before, aws);
  if (pending !== undefined) throw rotationFailure('conflict', pendingText(name, pending));
  const change: Change = {
    kind: 'overwrite',
    question: vscode.l10n.t('Rotate the secret {0} now?', name),
    details: [
      vscode.l10n.t('The function {0} makes a new value, and changes it where it is used.', rotationLambda),
      vscode.l10n.t('Whoever holds a copy of the value has an old one then. This cannot be undone.'),
    ],
    action: vscode.l10n.t('Rotate'),
    target: name,
  };
  if (!(await gate.pass(change, account))) return false;
  const now = await aws.secrets.describe(secret.arn);
  if (versionWithStage(now, CURRENT) !== versionWithStage(before, CURRENT))
    throw rotationFailure('conflict', vscode.l10n.t('Not rotated: {0} has another value meanwhile.', name));
  await aws.secrets.rotate(secret.arn, { immediately: true });
  const told = vscode.l10n.t('The rotation of {0} has begun.', name);
  vscode.window.setStatusBarMessage(told.replaceAll('$(', '$ ('), 6_000);
  return true;
}

function pendingText(name: string, { state, since, versionId }: PendingRotation): string {
  const at = since === undefined ? '' : new Date(since).toLocaleString();
  switch (state) {
    case 'under-way':
      return vscode.l10n.t(
        'Not rotated: a rotation of {0} is under way since {1}. Version {2} has AWSPENDING.',
        name,
        at,
        versionId,
      );
    case 'unfinished':
      return vscode.l10n.t(
        'Not rotated: the last rotation of {0} did not finish (pending since {1}, version {2} has AWSPENDING). Show Rotation Log tells why.',
        name,
        at,
        versionId,
      );
    case 'unknown':
      return vscode.l10n.t(
        'Not rotated: a rotation of {0} is under way, or did not finish. Version {1} has AWSPENDING. Show Rotation Log tells why.',
        name,
        versionId,
      );
  }
}
