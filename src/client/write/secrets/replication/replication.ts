/** Replicates a secret to other Regions, and removes its replicas. */
import * as vscode from 'vscode';
import type { DescribedSecret, SecretReplica } from '../../../../core/catalog/items';
import { originOf } from '../../../../core/catalog/replica';
import { type FailureCode, failureError } from '../../../../core/failure';
import type { ReplicaTarget } from '../../../../core/stores/secretChanges';
import { meantTarget } from '../../meant';
import type { ChosenSecret, SecretDeps } from '../secretDeps';

/** Where to; undefined: the person went away. */
export type TargetsQuestion = (
  secret: DescribedSecret,
  region: string,
) => Promise<readonly ReplicaTarget[] | undefined>;

/** Which Regions of those; undefined: the person went away. */
export type ReplicasQuestion = (
  secret: DescribedSecret,
  replicas: readonly SecretReplica[],
) => Promise<readonly string[] | undefined>;

/** Whether AWS replicates it now. */
export async function replicateSecret(
  { secret, meant }: ChosenSecret,
  ask: TargetsQuestion,
  deps: SecretDeps,
): Promise<boolean> {
  const { account, aws } = await meantTarget(deps.session, meant);
  const before = await aws.secrets.describe(secret.arn);
  refuseReplica(before);
  const targets = await ask(before, aws.region);
  if (targets === undefined || targets.length === 0) return false;
  const { name } = before;
  const regions = targets.map(({ region }) => region);
  const passes = await deps.gate.pass(
    {
      kind: 'create',
      question: vscode.l10n.t('Replicate {0} to {1}?', name, regions.join(', ')),
      details: [
        vscode.l10n.t('Its value and what becomes of it can be read there too.'),
        ...keysText(targets),
      ],
      action: vscode.l10n.t('Replicate'),
      target: name,
    },
    account,
  );
  if (!passes) return false;
  const taken = regionsOf(await aws.secrets.describe(secret.arn));
  const faster = regions.filter(region => taken.includes(region));
  if (faster.length > 0)
    throw notDone(
      'conflict',
      vscode.l10n.t('Not replicated: {0} is in {1} meanwhile.', name, faster.join(', ')),
    );
  const answered = await aws.secrets.replicate(secret.arn, targets);
  const failed = answered.filter(({ region, status }) => regions.includes(region) && status === 'Failed');
  const begun = regions.filter(region => !failed.some(each => each.region === region));
  const told = begun.length > 0 ? vscode.l10n.t('{0} is replicated to {1}.', name, begun.join(', ')) : '';
  const problems = failed.map(({ region, statusMessage = '' }) =>
    vscode.l10n.t('It failed in {0}: {1}', region, statusMessage),
  );
  deps.offerUndo([told, ...problems].filter(Boolean).join(' '), async () => {
    await removeReplicas({ secret: before, meant: { account } }, async () => regions, deps);
  });
  return true;
}

/** Whether they are gone. */
export async function removeReplicas(
  { secret, meant }: ChosenSecret,
  ask: ReplicasQuestion,
  deps: SecretDeps,
): Promise<boolean> {
  const { account, aws } = await meantTarget(deps.session, meant);
  const before = await aws.secrets.describe(secret.arn);
  refuseReplica(before);
  const { name, replicas = [] } = before;
  if (replicas.length === 0) throw notDone('invalid', vscode.l10n.t('{0} has no replicas.', name));
  const regions = await ask(before, replicas);
  if (regions === undefined || regions.length === 0) return false;
  const passes = await deps.gate.pass(
    {
      kind: 'delete',
      question: vscode.l10n.t('Remove the replicas of {0} in {1}?', name, regions.join(', ')),
      details: [
        vscode.l10n.t('They are gone at once: whoever reads the secret there cannot any longer.'),
        vscode.l10n.t('The secret itself stays as it is.'),
      ],
      action: vscode.l10n.t('Remove'),
      target: name,
    },
    account,
  );
  if (!passes) return false;
  const left = regionsOf(await aws.secrets.describe(secret.arn));
  const gone = regions.filter(region => !left.includes(region));
  if (gone.length > 0)
    throw notDone(
      'conflict',
      vscode.l10n.t('Not removed: {0} is not replicated to {1} any longer.', name, gone.join(', ')),
    );
  await aws.secrets.removeReplicas(secret.arn, regions);
  const again = replicas.flatMap(({ region, keyId }): readonly ReplicaTarget[] =>
    regions.includes(region) ? [{ region, ...(keyId !== undefined && { keyId }) }] : [],
  );
  deps.offerUndo(vscode.l10n.t('{0} is not in {1} any longer.', name, regions.join(', ')), async () => {
    await replicateSecret({ secret: before, meant: { account } }, async () => again, deps);
  });
  return true;
}

/** Replicas that come back may each have had a key of its own. */
function keysText(targets: readonly ReplicaTarget[]): readonly string[] {
  const keyOf = ({ keyId = 'aws/secretsmanager' }: ReplicaTarget) => keyId;
  const [first, ...others] = new Set(targets.map(keyOf));
  if (first === undefined) return [];
  return others.length === 0
    ? [vscode.l10n.t('Encrypted there with {0}.', first)]
    : targets.map(target => vscode.l10n.t('Encrypted in {0} with {1}.', target.region, keyOf(target)));
}

export function notDone(code: FailureCode, message: string) {
  return failureError({
    kind: 'failure',
    code,
    message,
    operation: 'secretsmanager:ReplicateSecretToRegions',
  });
}

function regionsOf({ replicas = [] }: DescribedSecret): readonly string[] {
  return replicas.map(({ region }) => region);
}

function refuseReplica(secret: DescribedSecret): void {
  const origin = originOf(secret);
  if (origin === undefined) return;
  throw notDone(
    'invalid',
    vscode.l10n.t('{0} is a replica: it is replicated where it comes from, in {1}.', secret.name, origin),
  );
}
