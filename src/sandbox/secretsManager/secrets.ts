// Finding secrets and versions, and the fields that several answers share.
import { randomInt } from 'node:crypto';
import type { Output, RequestContext } from '../context';
import { seconds } from '../context';
import { awsError } from '../errors';
import type { StoredSecret, StoredSecretVersion } from '../state';

const SUFFIX_LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Six random characters end the ARN: https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html */
export function newSecretArn({ region, account }: RequestContext, name: string): string {
  const suffix = Array.from({ length: 6 }, () => SUFFIX_LETTERS[randomInt(SUFFIX_LETTERS.length)]).join('');
  return `arn:aws:secretsmanager:${region}:${account}:secret:${name}-${suffix}`;
}

/**
 * By name, ARN, or ARN without its suffix. AWS takes a partial ARN that ends in a hyphen and six characters for a complete
 * one and does not find it: https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html (Name)
 */
export function findSecret(context: RequestContext, id: string): StoredSecret {
  const secret = lookUp(context, id);
  if (!secret)
    throw awsError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
  return secret;
}

export function lookUp(context: RequestContext, id: string): StoredSecret | undefined {
  return id.startsWith('arn:') ? byArn(context, id) : byName(context, id);
}

/** The secret, unless it is scheduled for deletion. */
export function findActiveSecret(context: RequestContext, id: string): StoredSecret {
  const secret = findSecret(context, id);
  if (secret.deletionDate !== undefined)
    throw awsError(
      'InvalidRequestException',
      "You can't perform this operation on the secret because it was marked for deletion.",
    );
  return secret;
}

export function byName(context: RequestContext, name: string): StoredSecret | undefined {
  for (const secret of context.state.secrets.values()) {
    if (secret.name === name && !isGone(context, secret)) return secret;
  }
  return undefined;
}

/** Its recovery window is over. */
export function isGone(context: RequestContext, secret: StoredSecret): boolean {
  return secret.deletionDate !== undefined && secret.deletionDate <= context.now();
}

export function identityOf(secret: StoredSecret): Output {
  return { ARN: secret.arn, Name: secret.name };
}

export function versionWithStage(
  secret: Pick<StoredSecret, 'versions'>,
  stage: string,
): StoredSecretVersion | undefined {
  return secret.versions.find(version => version.stages.includes(stage));
}

/** What DescribeSecret and ListSecrets both tell. */
export function metadataOf(secret: StoredSecret): Output {
  return {
    ...identityOf(secret),
    Description: secret.description,
    KmsKeyId: secret.kmsKeyId,
    CreatedDate: seconds(secret.created),
    LastChangedDate: seconds(secret.changed),
    // AWS tells the day of the last access, not the time.
    LastAccessedDate: secret.accessed === undefined ? undefined : seconds(startOfDay(secret.accessed)),
    DeletedDate: secret.deletionDate === undefined ? undefined : seconds(secret.deletionDate),
    Tags: secret.tags,
  };
}

export function stagesByVersion(secret: StoredSecret): Output {
  return Object.fromEntries(
    secret.versions.filter(version => version.stages.length > 0).map(version => [version.id, version.stages]),
  );
}

export function startOfDay(milliseconds: number): number {
  return milliseconds - (milliseconds % 86_400_000);
}

function byArn(context: RequestContext, id: string): StoredSecret | undefined {
  const exact = context.state.secrets.get(id);
  if (exact) return isGone(context, exact) ? undefined : exact;
  if (/-[A-Za-z0-9]{6}$/.test(id)) return undefined;
  const head = `${id}-`;
  for (const [arn, secret] of context.state.secrets.from(head)) {
    if (!arn.startsWith(head)) return undefined;
    if (arn.length === head.length + 6 && !isGone(context, secret)) return secret;
  }
  return undefined;
}
