// /aws/reference/secretsmanager/NAME: Parameter Store in front of Secrets Manager, by GetParameter(s) alone.
// https://docs.aws.amazon.com/systems-manager/latest/userguide/integration-ps-secretsmanager.html
import type { Output, RequestContext } from '../context';
import { seconds } from '../context';
import { validationError } from '../errors';
import { readSecretValue } from '../secretsManager/values';
import { parameterArn, parameterNotFound } from './names';

const prefix = '/aws/reference/secretsmanager/';

export function secretReferenceOf(name: string): string | undefined {
  return name.startsWith(prefix) ? name.slice(prefix.length) : undefined;
}

export function readSecretReference(
  context: RequestContext,
  name: string,
  secretId: string,
  decrypt: boolean,
): Output {
  if (!decrypt)
    throw validationError('WithDecryption flag must be True for retrieving a Secret Manager secret.');
  context.authorize('secretsmanager:GetSecretValue', secretId);
  const read = readSecretValue(context, secretId);
  if (read?.version.form !== 'string') throw parameterNotFound(name);
  return {
    Name: name,
    Type: 'SecureString',
    Value: read.bytes.toString('utf8'),
    Version: 0,
    LastModifiedDate: seconds(read.version.created),
    ARN: parameterArn(context, name),
    DataType: 'text',
  };
}
