/** Schedules secrets for deletion, always with time to take it back, and takes it back. */
import * as vscode from 'vscode';
import type { DescribedSecret, SecretMetadata } from '../../../core/catalog/items';
import { failureError, failureOf } from '../../../core/failure';
import type { AwsConnection } from '../../../core/ports';
import type { Change } from '../../gate/writeGate';
import { listOf } from '../listOf';
import { meantTarget } from '../meant';
import { eachSecret, restOf } from './eachSecret';
import { dayAfter, dayOf, MAX_DAYS, remainingDays } from './recoveryWindow';
import type { ChosenSecrets, SecretDeps } from './secretDeps';

export interface DeletionDeps extends SecretDeps {
  /** For how many days it can be taken back; undefined: the person went away. */
  readonly askDays: (secrets: readonly SecretMetadata[]) => Promise<number | undefined>;
}

/** How many are scheduled for deletion now; undefined where somebody said no. */
export async function deleteSecrets(
  { secrets, meant }: ChosenSecrets,
  deps: DeletionDeps,
): Promise<number | undefined> {
  const { account, aws } = await meantTarget(deps.session, meant);
  const described = await Promise.all(secrets.map(secret => lookAt(secret, aws)));
  for (const secret of described) refuseReplication(secret, aws.region);
  const doomed = described.filter(({ deletedDate }) => deletedDate === undefined);
  if (doomed.length === 0)
    throw notDone(vscode.l10n.t('Already scheduled for deletion: {0}', namesOf(secrets)));
  const days = await deps.askDays(doomed);
  if (days === undefined) return undefined;
  if (!(await deps.gate.pass(deletionOf(doomed, days), account))) return undefined;
  let until = Date.now();
  const outcome = await eachSecret(vscode.l10n.t('Deleting secrets'), doomed, async ({ arn }) => {
    until = await aws.secrets.delete(arn, days);
  });
  const { done } = outcome;
  const [first] = done;
  if (first === undefined) return 0;
  const told =
    done.length === 1
      ? vscode.l10n.t(
          '{0} is scheduled for deletion, and can be restored until {1}.',
          first.name,
          dayOf(until),
        )
      : vscode.l10n.t(
          '{0} secrets are scheduled for deletion, and can be restored until {1}.',
          done.length,
          dayOf(until),
        );
  deps.offerUndo(told + restOf(outcome), async () => {
    await restoreSecrets({ secrets: done, meant: { account } }, deps);
  });
  return done.length;
}

/** How many can be used again; undefined where somebody said no. */
export async function restoreSecrets(
  { secrets, meant }: ChosenSecrets,
  deps: DeletionDeps,
): Promise<number | undefined> {
  const { account, aws } = await meantTarget(deps.session, meant);
  const described = await Promise.all(secrets.map(secret => lookAt(secret, aws)));
  const waiting = described.filter(({ deletedDate }) => deletedDate !== undefined);
  if (waiting.length === 0) throw notDone(vscode.l10n.t('Not scheduled for deletion: {0}', namesOf(secrets)));
  if (!(await deps.gate.pass(restorationOf(waiting), account))) return undefined;
  const outcome = await eachSecret(vscode.l10n.t('Restoring secrets'), waiting, ({ arn }) =>
    aws.secrets.restore(arn),
  );
  const { done } = outcome;
  const [first] = done;
  if (first === undefined) return 0;
  const told =
    done.length === 1
      ? vscode.l10n.t('{0} is restored.', first.name)
      : vscode.l10n.t('{0} secrets are restored.', done.length);
  deps.offerUndo(told + restOf(outcome), async () => {
    const askDays = async () => remainingDays(first.deletedDate);
    await deleteSecrets({ secrets: done, meant: { account } }, { ...deps, askDays });
  });
  return done.length;
}

/** As it is now; as the list has it for whoever may delete it and not describe it. */
async function lookAt(secret: SecretMetadata, { secrets }: AwsConnection): Promise<DescribedSecret> {
  try {
    return await secrets.describe(secret.arn);
  } catch (thrown) {
    if (failureOf(thrown).code === 'denied') return secret;
    throw thrown;
  }
}

/**
 * A replica would be gone at once, and a primary that has replicas is refused by AWS:
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DeleteSecret.html
 */
function refuseReplication({ name, replicas = [], primaryRegion }: DescribedSecret, region: string): void {
  if (replicas.length > 0)
    throw notDone(
      vscode.l10n.t(
        'Not deleted: {0} has replicas in {1}. Stop replicating to them first, or promote them.',
        name,
        replicas.map(replica => replica.region).join(', '),
      ),
    );
  if (primaryRegion !== undefined && primaryRegion !== region)
    throw notDone(
      vscode.l10n.t(
        'Not deleted: {0} is a replica, and would be gone at once. It is removed where it comes from, in {1}.',
        name,
        primaryRegion,
      ),
    );
}

function deletionOf(secrets: readonly DescribedSecret[], days: number): Change {
  const [first, ...others] = secrets;
  const several = others.length > 0;
  const until = dayAfter(days);
  const target = several ? vscode.l10n.t('{0} secrets', secrets.length) : (first?.name ?? '');
  return {
    kind: 'delete',
    question: several
      ? vscode.l10n.t('Delete {0} secrets?', secrets.length)
      : vscode.l10n.t('Delete the secret {0}?', target),
    details: [
      ...(several ? [listOf(secrets.map(({ name }) => name))] : []),
      several
        ? vscode.l10n.t('Nobody can read them from now on. They can be restored until {0}.', until)
        : vscode.l10n.t('Nobody can read it from now on. It can be restored until {0}.', until),
      ...secrets.flatMap(usesOf),
    ],
    action: vscode.l10n.t('Delete'),
    target,
    ...(several && { names: secrets.map(({ name }) => name) }),
  };
}

/** Who would miss it. AWS keeps the day of the last access alone. */
function usesOf({ name, lastAccessedDate, owningService }: DescribedSecret): readonly string[] {
  const recent = lastAccessedDate !== undefined && lastAccessedDate > Date.now() - MAX_DAYS * 86_400_000;
  return [
    ...(recent ? [vscode.l10n.t('{0} was last read on {1}.', name, dayOf(lastAccessedDate))] : []),
    ...(owningService ? [vscode.l10n.t('{0} is managed by {1}, which needs it.', name, owningService)] : []),
  ];
}

function restorationOf(secrets: readonly DescribedSecret[]): Change {
  const [first, ...others] = secrets;
  const several = others.length > 0;
  const target = several ? vscode.l10n.t('{0} secrets', secrets.length) : (first?.name ?? '');
  return {
    kind: 'create',
    question: several
      ? vscode.l10n.t('Restore {0} secrets?', secrets.length)
      : vscode.l10n.t('Restore the secret {0}?', target),
    details: [
      ...(several ? [listOf(secrets.map(({ name }) => name))] : []),
      several
        ? vscode.l10n.t('They can be read again, with the values, versions and policies they had.')
        : vscode.l10n.t('It can be read again, with the value, versions and policy it had.'),
    ],
    action: vscode.l10n.t('Restore'),
    target,
    ...(several && { names: secrets.map(({ name }) => name) }),
  };
}

function namesOf(secrets: readonly SecretMetadata[]): string {
  return secrets.map(({ name }) => name).join(', ');
}

function notDone(message: string) {
  return failureError({
    kind: 'failure',
    code: 'invalid',
    message,
    operation: 'secretsmanager:DeleteSecret',
  });
}
