/** How a secret rotates, as AWS tells it, and what keeps it from being rotated from here. */
import * as vscode from 'vscode';
import type { SecretMetadata } from '../../../../core/catalog/items';
import { type FailureCode, failureError } from '../../../../core/failure';
import type { RotationRules } from '../../../../core/stores/secretChanges';

/** The service that owns a secret rotates it (managed rotation), and a replica follows its primary. */
export function refuseManaged(
  { name, owningService, primaryRegion, deletedDate }: SecretMetadata,
  region: string,
): void {
  if (owningService)
    throw rotationFailure(
      'invalid',
      vscode.l10n.t('{0} is managed by {1}, which rotates it.', name, owningService),
    );
  if (primaryRegion !== undefined && primaryRegion !== region)
    throw rotationFailure(
      'invalid',
      vscode.l10n.t(
        '{0} is a replica: it rotates with the secret it comes from, in {1}.',
        name,
        primaryRegion,
      ),
    );
  if (deletedDate !== undefined)
    throw rotationFailure('invalid', vscode.l10n.t('{0} is scheduled for deletion.', name));
}

/** As it is set; `AutomaticallyAfterDays` is calculated where there is an expression. */
export function rulesOf({ rotationDays, rotationSchedule, rotationWindow }: SecretMetadata): RotationRules {
  const duration = rotationWindow === undefined ? {} : { duration: rotationWindow };
  if (rotationSchedule !== undefined) return { scheduleExpression: rotationSchedule, ...duration };
  return rotationDays ? { automaticallyAfterDays: rotationDays, ...duration } : {};
}

/** `every 30 days`, or `rate(12 hours)` with its window. */
export function rulesText({ automaticallyAfterDays, scheduleExpression, duration }: RotationRules): string {
  const schedule =
    scheduleExpression ??
    (automaticallyAfterDays === undefined
      ? vscode.l10n.t('no schedule')
      : vscode.l10n.t('every {0} days', automaticallyAfterDays));
  return duration === undefined ? schedule : vscode.l10n.t('{0}, window {1}', schedule, duration);
}

export function isSameRotation(a: SecretMetadata, b: SecretMetadata): boolean {
  const told = (secret: SecretMetadata) =>
    JSON.stringify([
      secret.rotationEnabled === true,
      secret.rotationLambda,
      secret.rotationSchedule ?? secret.rotationDays,
      secret.rotationWindow,
    ]);
  return told(a) === told(b);
}

export function rotationFailure(code: FailureCode, message: string) {
  return failureError({ kind: 'failure', code, message, operation: 'secretsmanager:RotateSecret' });
}
