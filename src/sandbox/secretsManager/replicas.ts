// A secret that is replicated is copied at once, where AWS takes a moment ("InProgress").
// https://docs.aws.amazon.com/secretsmanager/latest/userguide/replicate-secrets.html
import type { Operation, RequestContext } from '../context';
import { awsError } from '../errors';
import { optionalText, optionalTexts, records, requiredText } from '../input';
import type { StoredReplica, StoredSecret } from '../state';
import { byName, findActiveSecret, identityOf } from './secrets';
import { sealAgain } from './values';

/** The secret, unless it is scheduled for deletion or follows one in another Region. */
export function findPrimary(context: RequestContext, id: string): StoredSecret {
  const secret = findActiveSecret(context, id);
  if (secret.primaryRegion !== undefined)
    throw awsError(
      'InvalidParameterException',
      "Operation not permitted on a replica secret. Call must be made in primary secret's region.",
    );
  return secret;
}

/** Keeps a secret that was changed, and what its replicas have of it. */
export function keep(context: RequestContext, secret: StoredSecret): void {
  context.state.secrets.set(secret.arn, secret);
  for (const replica of secret.replicas ?? [])
    if (replica.status === 'InSync') copy(context, secret, replica);
}

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_ReplicateSecretToRegions.html */
export const replicateSecretToRegions: Operation = (input, context) => {
  const secret = findPrimary(context, requiredText(input, 'SecretId', { min: 1, max: 2_048 }));
  const asked = records(input, 'AddReplicaRegions').map(entry => {
    const kmsKeyId = optionalText(entry, 'KmsKeyId', { max: 2_048 });
    const region = requiredText(entry, 'Region', { min: 1, max: 128 });
    return { region, ...(kmsKeyId !== undefined && { kmsKeyId }) };
  });
  const known = secret.replicas ?? [];
  const taken = asked.find(
    ({ region }) => region === context.region || known.some(replica => replica.region === region),
  );
  if (asked.length === 0 || taken) throw awsError('InvalidParameterException', 'Invalid replica region.');
  const added = asked.map((replica): StoredReplica => {
    const there = byName(context.elsewhere(replica.region), secret.name);
    const message = `Replication failed: Secret name ${secret.name} already exists in region ${replica.region}.`;
    return there ? { ...replica, status: 'Failed', message } : { ...replica, status: 'InSync' };
  });
  const stored = { ...secret, replicas: [...known, ...added] };
  keep(context, stored);
  return { ARN: secret.arn, ...replicationFields(context, stored) };
};

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_RemoveRegionsFromReplication.html: gone at once. */
export const removeRegionsFromReplication: Operation = (input, context) => {
  const secret = findPrimary(context, requiredText(input, 'SecretId', { min: 1, max: 2_048 }));
  const regions = optionalTexts(input, 'RemoveReplicaRegions', { min: 1 }) ?? [];
  for (const { region, status } of secret.replicas ?? [])
    if (regions.includes(region) && status === 'InSync')
      context.elsewhere(region).state.secrets.delete(arnIn(secret, context, region));
  const stored = withReplicas(
    secret,
    (secret.replicas ?? []).filter(({ region }) => !regions.includes(region)),
  );
  context.state.secrets.set(stored.arn, stored);
  return { ARN: secret.arn, ...replicationFields(context, stored) };
};

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_StopReplicationToReplica.html */
export const stopReplicationToReplica: Operation = (input, context) => {
  const secret = findActiveSecret(context, requiredText(input, 'SecretId', { min: 1, max: 2_048 }));
  const { primaryRegion, ...own } = secret;
  if (primaryRegion === undefined)
    throw awsError('InvalidRequestException', 'The secret is not a replica secret.');
  context.state.secrets.set(own.arn, own);
  const there = context.elsewhere(primaryRegion);
  const primary = byName(there, secret.name);
  if (primary)
    there.state.secrets.set(
      primary.arn,
      withReplicas(
        primary,
        (primary.replicas ?? []).filter(({ region }) => region !== context.region),
      ),
    );
  return { ARN: identityOf(own)['ARN'] };
};

/** What DescribeSecret tells; a primary without replicas tells nothing. */
export function replicationFields(context: RequestContext, { replicas, primaryRegion }: StoredSecret) {
  if (primaryRegion !== undefined) return { PrimaryRegion: primaryRegion };
  if (replicas === undefined) return {};
  return {
    PrimaryRegion: context.region,
    ReplicationStatus: replicas.map(({ region, kmsKeyId, status, message }) => ({
      Region: region,
      KmsKeyId: kmsKeyId ?? 'alias/aws/secretsmanager',
      Status: status,
      StatusMessage: message ?? 'Replication succeeded',
    })),
  };
}

function withReplicas(secret: StoredSecret, replicas: readonly StoredReplica[]): StoredSecret {
  const { replicas: _before, ...rest } = secret;
  return replicas.length === 0 ? rest : { ...rest, replicas };
}

/** Under a key of its own Region; rotation is the primary's. */
function copy(context: RequestContext, primary: StoredSecret, { region, kmsKeyId }: StoredReplica): void {
  const there = context.elsewhere(region);
  const { replicas: _replicas, rotation: _rotation, kmsKeyId: _key, ...rest } = primary;
  const replica: StoredSecret = {
    ...rest,
    arn: arnIn(primary, context, region),
    primaryRegion: context.region,
    ...(kmsKeyId !== undefined && { kmsKeyId }),
  };
  there.state.secrets.set(replica.arn, sealAgain(context, primary, there, replica));
}

function arnIn({ arn }: StoredSecret, { region: from }: RequestContext, region: string): string {
  return arn.replace(`:secretsmanager:${from}:`, `:secretsmanager:${region}:`);
}
