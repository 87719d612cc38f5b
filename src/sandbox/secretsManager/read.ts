import type { Operation } from '../context';
import { seconds } from '../context';
import { awsError, isAwsError } from '../errors';
import { flag, optionalInteger, optionalText, optionalTexts, requiredText } from '../input';
import { keyOfToken, takePage } from '../paging';
import { listFilters, matchesAll } from './filters';
import { replicationFields } from './replicas';
import { rotationFields } from './rotation';
import { findSecret, identityOf, isGone, lookUp, metadataOf, stagesByVersion, startOfDay } from './secrets';
import { readSecretValue } from './values';

const invalidNextToken = () => awsError('InvalidNextTokenException', 'The NextToken value is invalid.');

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html */
export const getSecretValue: Operation = (input, context) => {
  const id = requiredText(input, 'SecretId', { min: 1, max: 2_048 });
  const versionId = optionalText(input, 'VersionId', { min: 32, max: 64 });
  const stage = optionalText(input, 'VersionStage', { min: 1, max: 256 });
  const read = readSecretValue(context, id, {
    ...(versionId === undefined ? {} : { versionId }),
    ...(stage === undefined ? {} : { stage }),
  });
  if (!read) {
    const missing =
      versionId === undefined ? `staging label: ${stage ?? 'AWSCURRENT'}` : `VersionId: ${versionId}`;
    throw awsError(
      'ResourceNotFoundException',
      `Secrets Manager can't find the specified secret value for ${missing}`,
    );
  }
  const { secret, version, bytes } = read;
  return {
    ...identityOf(secret),
    VersionId: version.id,
    ...(version.form === 'string'
      ? { SecretString: bytes.toString('utf8') }
      : { SecretBinary: bytes.toString('base64') }),
    VersionStages: version.stages,
    CreatedDate: seconds(version.created),
  };
};

/**
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_BatchGetSecretValue.html: what one secret has against
 * being read stands beside the others. Of the two ways to say which, by filters is not here.
 */
export const batchGetSecretValue: Operation = (input, context) => {
  const ids = optionalTexts(input, 'SecretIdList', { min: 1, max: 20 });
  if (ids === undefined)
    throw awsError('InvalidParameterException', 'You must include either Filters or SecretIdList.');
  const read = ids.map(id => {
    try {
      context.authorize('secretsmanager:GetSecretValue', lookUp(context, id)?.arn ?? id);
      return { value: getSecretValue({ SecretId: id }, context) };
    } catch (thrown) {
      if (!isAwsError(thrown)) throw thrown;
      return { error: { SecretId: id, ErrorCode: thrown.awsError.code, Message: thrown.message } };
    }
  });
  return {
    SecretValues: read.flatMap(({ value }) => (value ? [value] : [])),
    Errors: read.flatMap(({ error }) => (error ? [error] : [])),
  };
};

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DescribeSecret.html works on deleted ones too. */
export const describeSecret: Operation = (input, context) => {
  const secret = findSecret(context, requiredText(input, 'SecretId', { min: 1, max: 2_048 }));
  return {
    ...metadataOf(secret),
    ...rotationFields(secret),
    ...replicationFields(context, secret),
    VersionIdsToStages: stagesByVersion(secret),
  };
};

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_ListSecrets.html: at most 100 a page. */
export const listSecrets: Operation = (input, context) => {
  const filters = listFilters(input);
  const withDeleted = flag(input, 'IncludePlannedDeletion');
  const size = optionalInteger(input, 'MaxResults', { min: 1, max: 100 }) ?? 100;
  const after = keyOfToken('ListSecrets', optionalText(input, 'NextToken'), invalidNextToken);
  const page = takePage('ListSecrets', context.state.secrets.from('', after), size, secret => {
    if (isGone(context, secret) || (secret.deletionDate !== undefined && !withDeleted)) return false;
    return matchesAll(secret, filters);
  });
  return {
    SecretList: page.items.map(secret => ({
      ...metadataOf(secret),
      ...rotationFields(secret),
      // Where it is replicated to DescribeSecret alone tells.
      PrimaryRegion: replicationFields(context, secret).PrimaryRegion,
      SecretVersionsToStages: stagesByVersion(secret),
    })),
    ...(page.token === undefined ? {} : { NextToken: page.token }),
  };
};

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_ListSecretVersionIds.html */
export const listSecretVersionIds: Operation = (input, context) => {
  const secret = findSecret(context, requiredText(input, 'SecretId', { min: 1, max: 2_048 }));
  const withDeprecated = flag(input, 'IncludeDeprecated');
  const size = optionalInteger(input, 'MaxResults', { min: 1, max: 100 }) ?? 100;
  const operation = `ListSecretVersionIds ${secret.arn}`;
  const after = keyOfToken(operation, optionalText(input, 'NextToken'), invalidNextToken);
  const start = after === undefined ? 0 : secret.versions.findIndex(version => version.id === after) + 1;
  const entries = secret.versions.slice(start).map(version => [version.id, version] as const);
  const page = takePage(operation, entries, size, version => withDeprecated || version.stages.length > 0);
  return {
    ...identityOf(secret),
    Versions: page.items.map(version => ({
      VersionId: version.id,
      VersionStages: version.stages,
      LastAccessedDate: version.accessed === undefined ? undefined : seconds(startOfDay(version.accessed)),
      CreatedDate: seconds(version.created),
      KmsKeyIds: [secret.kmsKeyId ?? 'DefaultEncryptionKey'],
    })),
    ...(page.token === undefined ? {} : { NextToken: page.token }),
  };
};
