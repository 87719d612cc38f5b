import type { Operation } from '../context';
import { awsError, notInSandbox } from '../errors';
import { optionalTags, optionalText, requiredText } from '../input';
import type { StoredSecret } from '../state';
import { findPrimary, keep } from './replicas';
import { byName, identityOf, newSecretArn, versionWithStage } from './secrets';
import {
  givenValue,
  moveStage,
  requireEncryptionKey,
  versionIdOf,
  versionStages,
  withKey,
  withStageAt,
  withVersion,
} from './values';

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html */
export const createSecret: Operation = (input, context) => {
  const name = requiredText(input, 'Name', { min: 1, max: 512 });
  if (!/^[A-Za-z0-9/_+=.@!-]+$/.test(name))
    throw awsError(
      'ValidationException',
      'Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!',
    );
  if (input['AddReplicaRegions'] !== undefined) throw notInSandbox('a replicated secret');
  const value = givenValue(input);
  const id = versionIdOf(input);
  const known = byName(context, name);
  if (known?.deletionDate !== undefined)
    throw awsError(
      'InvalidRequestException',
      "You can't create this secret because a secret with this name is already scheduled for deletion.",
    );
  if (known) {
    // The same request again, as a retry after a lost answer sends it, is answered as the first was.
    if (value && known.versions.some(version => version.id === id)) {
      withVersion(context, known, id, value, []);
      return { ...identityOf(known), VersionId: id };
    }
    throw awsError(
      'ResourceExistsException',
      `The operation failed because the secret ${name} already exists.`,
    );
  }
  const kmsKeyId = optionalText(input, 'KmsKeyId', { max: 2_048 });
  const description = optionalText(input, 'Description', { max: 2_048 });
  requireEncryptionKey(context, kmsKeyId);
  const secret: StoredSecret = {
    arn: newSecretArn(context, name),
    name,
    created: context.now(),
    changed: context.now(),
    tags: optionalTags(input),
    versions: [],
    ...(kmsKeyId === undefined ? {} : { kmsKeyId }),
    ...(description === undefined ? {} : { description }),
  };
  const stored = value ? withVersion(context, secret, id, value, ['AWSCURRENT']) : secret;
  keep(context, stored);
  return { ...identityOf(stored), ...(value ? { VersionId: id } : {}) };
};

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutSecretValue.html */
export const putSecretValue: Operation = (input, context) => {
  const secret = findPrimary(context, requiredText(input, 'SecretId', { min: 1, max: 2_048 }));
  const value = givenValue(input);
  if (!value)
    throw awsError('InvalidRequestException', 'You must provide either SecretString or SecretBinary.');
  const id = versionIdOf(input);
  const asked = versionStages(input);
  // The first version of a secret is always current.
  const stages =
    secret.versions.length === 0 && !asked.includes('AWSCURRENT') ? [...asked, 'AWSCURRENT'] : asked;
  const stored = withVersion(context, secret, id, value, stages);
  keep(context, stored);
  const version = stored.versions.find(candidate => candidate.id === id);
  return { ...identityOf(stored), VersionId: id, VersionStages: version?.stages ?? stages };
};

/**
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_UpdateSecret.html: an empty key is aws/secretsmanager;
 * a new one encrypts what has one of the three stages anew.
 */
export const updateSecret: Operation = (input, context) => {
  const secret = findPrimary(context, requiredText(input, 'SecretId', { min: 1, max: 2_048 }));
  const value = givenValue(input);
  const kmsKeyId = optionalText(input, 'KmsKeyId', { max: 2_048 });
  const description = optionalText(input, 'Description', { max: 2_048 });
  const encrypted = kmsKeyId === undefined ? secret : withKey(context, secret, kmsKeyId || undefined);
  const changed: StoredSecret = {
    ...encrypted,
    changed: context.now(),
    ...(description === undefined ? {} : { description }),
  };
  const id = versionIdOf(input);
  const stored = value ? withVersion(context, changed, id, value, ['AWSCURRENT']) : changed;
  keep(context, stored);
  return { ...identityOf(stored), ...(value ? { VersionId: id } : {}) };
};

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_UpdateSecretVersionStage.html */
export const updateSecretVersionStage: Operation = (input, context) => {
  const secret = findPrimary(context, requiredText(input, 'SecretId', { min: 1, max: 2_048 }));
  const stage = requiredText(input, 'VersionStage', { min: 1, max: 256 });
  const from = optionalText(input, 'RemoveFromVersionId', { min: 32, max: 64 });
  const to = optionalText(input, 'MoveToVersionId', { min: 32, max: 64 });
  const holder = versionWithStage(secret, stage);
  for (const id of [from, to]) {
    if (id !== undefined && !secret.versions.some(version => version.id === id))
      throw awsError('InvalidParameterException', `Not a valid version: ${id}`);
  }
  if (from === undefined && holder && holder.id !== to)
    throw awsError(
      'InvalidParameterException',
      `The parameter RemoveFromVersionId can't be empty. Staging label ${stage} is currently attached to version ${holder.id}, so you must explicitly reference that version in RemoveFromVersionId.`,
    );
  if (from !== undefined && holder?.id !== from)
    throw awsError(
      'InvalidParameterException',
      `Version ${from} is not associated to the staging label ${stage}.`,
    );
  if (to === undefined && stage === 'AWSCURRENT')
    throw awsError(
      'InvalidParameterException',
      "You can't remove staging label AWSCURRENT without moving it.",
    );
  const moved = to === undefined ? moveStage(secret, stage, undefined) : withStageAt(secret, stage, to);
  keep(context, { ...moved, changed: context.now() });
  return identityOf(secret);
};
