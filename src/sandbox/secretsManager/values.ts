// How Secrets Manager keeps values: encrypted under a key of KMS, the secret and the version as encryption context.
// https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
import { createHash, randomUUID } from 'node:crypto';
import type { RequestContext } from '../context';
import { awsError, isAwsError } from '../errors';
import { type Input, optionalBlob, optionalText, optionalTexts } from '../input';
import { openFor, sealFor } from '../kms/crypto';
import { findKey, managedKey } from '../kms/keys';
import type { StoredSecret, StoredSecretVersion } from '../state';
import { findActiveSecret, versionWithStage } from './secrets';

/** https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html */
export const MAX_BYTES = 65_536;

export interface GivenValue {
  readonly form: 'string' | 'binary';
  readonly bytes: Buffer;
}

/** SecretString or SecretBinary; undefined when neither is there. */
export function givenValue(input: Input): GivenValue | undefined {
  const text = optionalText(input, 'SecretString');
  const binary = optionalBlob(input, 'SecretBinary', { min: 1 });
  if (text !== undefined && binary !== undefined)
    throw awsError(
      'InvalidParameterException',
      "You can't specify both a binary secret value and a string secret value in the same secret.",
    );
  const value: GivenValue | undefined =
    text !== undefined
      ? { form: 'string', bytes: Buffer.from(text, 'utf8') }
      : binary && { form: 'binary', bytes: binary };
  if (value && value.bytes.length > MAX_BYTES)
    throw awsError(
      'ValidationException',
      `1 validation error detected: Value at '${value.form === 'string' ? 'secretString' : 'secretBinary'}' failed to satisfy constraint: Member must have length less than or equal to ${MAX_BYTES}`,
    );
  return value;
}

/** ClientRequestToken becomes the version's id; 32 to 64 characters. */
export function versionIdOf(input: Input): string {
  return optionalText(input, 'ClientRequestToken', { min: 32, max: 64 }) ?? randomUUID();
}

/**
 * The secret with one more version. Sending the same token and value again changes nothing; another value under the same
 * token is refused: https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutSecretValue.html
 */
export function withVersion(
  context: RequestContext,
  secret: StoredSecret,
  id: string,
  value: GivenValue,
  stages: readonly string[],
): StoredSecret {
  const same = secret.versions.find(version => version.id === id);
  if (same) {
    if (isSameValue(context, secret, same, value)) return secret;
    throw awsError(
      'ResourceExistsException',
      `You can't use ClientRequestToken ${id} because that value is already in use for a version of secret ${secret.arn}.`,
    );
  }
  const version: StoredSecretVersion = {
    id,
    created: context.now(),
    form: value.form,
    ciphertext: closeValue(context, secret, id, value.bytes),
    stages: [],
  };
  const added: StoredSecret = {
    ...secret,
    changed: context.now(),
    versions: [...secret.versions, version],
  };
  return stages.reduce((moved, stage) => withStageAt(moved, stage, id), added);
}

const RE_ENCRYPTED = ['AWSCURRENT', 'AWSPENDING', 'AWSPREVIOUS'];

/** Under another key; undefined: aws/secretsmanager. Versions without one of AWS's stages stay under the old one. */
export function withKey(
  context: RequestContext,
  secret: StoredSecret,
  kmsKeyId: string | undefined,
): StoredSecret {
  requireEncryptionKey(context, kmsKeyId);
  const { kmsKeyId: _before, ...rest } = secret;
  const changed: StoredSecret = kmsKeyId === undefined ? rest : { ...rest, kmsKeyId };
  const versions = secret.versions.map(version => {
    if (!version.stages.some(stage => RE_ENCRYPTED.includes(stage))) return version;
    const bytes = openValue(context, secret, version);
    return { ...version, ciphertext: closeValue(context, changed, version.id, bytes) };
  });
  return { ...changed, versions };
}

/** The versions of a secret for a copy of it: opened where they are, closed where the copy is. */
export function sealAgain(
  from: RequestContext,
  secret: StoredSecret,
  to: RequestContext,
  target: StoredSecret,
): StoredSecret {
  const versions = secret.versions.map(version => ({
    ...version,
    ciphertext: closeValue(to, target, version.id, openValue(from, secret, version)),
  }));
  return { ...target, versions };
}

/** Moves a staging label; AWSPREVIOUS follows AWSCURRENT to the version that was current before. */
export function withStageAt(secret: StoredSecret, stage: string, id: string): StoredSecret {
  const before = versionWithStage(secret, stage);
  const moved = moveStage(secret, stage, id);
  if (stage !== 'AWSCURRENT' || !before || before.id === id) return moved;
  return moveStage(moved, 'AWSPREVIOUS', before.id);
}

export function moveStage(secret: StoredSecret, stage: string, id: string | undefined): StoredSecret {
  const versions = secret.versions.map(version => {
    const others = version.stages.filter(candidate => candidate !== stage);
    return { ...version, stages: version.id === id ? [...others, stage] : others };
  });
  return { ...secret, versions };
}

export interface ReadSecret {
  readonly secret: StoredSecret;
  readonly version: StoredSecretVersion;
  readonly bytes: Buffer;
}

/** The value of a version, by id, stage or both; without either AWSCURRENT. Undefined: no such version. */
export function readSecretValue(
  context: RequestContext,
  id: string,
  { versionId, stage }: { readonly versionId?: string; readonly stage?: string } = {},
): ReadSecret | undefined {
  const secret = findActiveSecret(context, id);
  const version =
    versionId === undefined
      ? versionWithStage(secret, stage ?? 'AWSCURRENT')
      : secret.versions.find(candidate => candidate.id === versionId);
  if (!version) return undefined;
  if (stage !== undefined && !version.stages.includes(stage))
    throw awsError(
      'InvalidRequestException',
      'You provided a VersionStage that is not associated to the provided VersionId.',
    );
  const bytes = openValue(context, secret, version);
  const accessed = context.now();
  context.state.secrets.set(secret.arn, {
    ...secret,
    accessed,
    versions: secret.versions.map(entry => (entry.id === version.id ? { ...entry, accessed } : entry)),
  });
  return { secret, version, bytes };
}

/** Without a key of its own a secret is under aws/secretsmanager. */
export function requireEncryptionKey(context: RequestContext, kmsKeyId: string | undefined): void {
  wrapKeyErrors('EncryptionFailure', () => keyOf(context, kmsKeyId));
}

export function versionStages(input: Input): readonly string[] {
  return optionalTexts(input, 'VersionStages', { min: 1, max: 20 }) ?? ['AWSCURRENT'];
}

function closeValue(context: RequestContext, secret: StoredSecret, id: string, bytes: Buffer): string {
  return wrapKeyErrors('EncryptionFailure', () =>
    sealFor(
      context,
      keyOf(context, secret.kmsKeyId),
      bytes,
      encryptionContext(secret, id),
      'kms:GenerateDataKey',
    ),
  );
}

function openValue(context: RequestContext, secret: StoredSecret, version: StoredSecretVersion): Buffer {
  return wrapKeyErrors('DecryptionFailure', () =>
    openFor(context, version.ciphertext, encryptionContext(secret, version.id)),
  );
}

function keyOf(context: RequestContext, kmsKeyId: string | undefined) {
  return kmsKeyId === undefined ? managedKey(context, 'secretsmanager') : findKey(context, kmsKeyId);
}

function encryptionContext(secret: StoredSecret, versionId: string) {
  return { SecretARN: secret.arn, SecretVersionId: versionId };
}

function isSameValue(
  context: RequestContext,
  secret: StoredSecret,
  version: StoredSecretVersion,
  value: GivenValue,
): boolean {
  const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
  return version.form === value.form && digest(openValue(context, secret, version)) === digest(value.bytes);
}

/** What Secrets Manager says about a key it cannot use, or that the caller may not. */
function wrapKeyErrors<T>(code: 'EncryptionFailure' | 'DecryptionFailure', work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!isAwsError(error)) throw error;
    if (error.awsError.code === 'AccessDeniedException')
      throw awsError('AccessDeniedException', 'Access to KMS is not allowed');
    throw awsError(
      code,
      code === 'DecryptionFailure'
        ? "Secrets Manager can't decrypt the protected secret text using the provided KMS key."
        : "Secrets Manager can't encrypt the protected secret text using the provided KMS key. Check that the KMS key is available, enabled, and not in an invalid state.",
    );
  }
}
