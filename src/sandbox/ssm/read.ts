import type { Operation, Output, RequestContext } from '../context';
import { seconds } from '../context';
import { awsError, constraintError, isAwsError, validationError } from '../errors';
import { flag, optionalInteger, optionalText, optionalTexts, requiredText } from '../input';
import { keyOfToken, takePage } from '../paging';
import type { StoredParameter, StoredParameterVersion } from '../state';
import { byPathFilters, matchesAll } from './filters';
import { givenParameter, publicParameters } from './given';
import { invalidNextToken, ssmPage, underPath } from './listing';
import { type ParameterId, parameterArn, parameterNotFound, parseParameterId } from './names';
import { policiesOutput } from './policies';
import { readSecretReference, secretReferenceOf } from './secretReference';
import { openValue } from './values';

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html */
export const getParameter: Operation = (input, context) => ({
  Parameter: readOne(context, requiredText(input, 'Name', { min: 1 }), flag(input, 'WithDecryption')),
});

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameters.html: 10 names; the unknown are listed. */
export const getParameters: Operation = (input, context) => {
  const names = optionalTexts(input, 'Names', { min: 1, max: 10 });
  if (!names) throw constraintError('Names', 'Member must not be null');
  const decrypt = flag(input, 'WithDecryption');
  const found: Output[] = [];
  const invalid: string[] = [];
  for (const name of names) {
    const parameter = readIfThere(context, name, decrypt);
    if (parameter) found.push(parameter);
    else invalid.push(name);
  }
  return { Parameters: found, InvalidParameters: invalid };
};

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParametersByPath.html: at most 10 a page. */
export const getParametersByPath: Operation = (input, context) => {
  const path = requiredText(input, 'Path', { min: 1, max: 2_048 });
  if (!path.startsWith('/'))
    throw validationError(
      `The parameter doesn't meet the parameter name requirements. The parameter name must begin with a forward slash "/".`,
    );
  const filters = byPathFilters(input);
  const recursive = flag(input, 'Recursive');
  const decrypt = flag(input, 'WithDecryption');
  const size = optionalInteger(input, 'MaxResults', { min: 1, max: 10 }) ?? 10;
  const after = keyOfToken('GetParametersByPath', optionalText(input, 'NextToken'), invalidNextToken);
  const below = path.startsWith('/aws/')
    ? publicUnderPath(path, recursive, after)
    : underPath(context, path, recursive, after);
  const page = takePage('GetParametersByPath', below, size, parameter => matchesAll(parameter, filters));
  return ssmPage('Parameters', page, parameter => {
    const version = latestOf(parameter);
    return parameterOutput(context, parameter, version, decrypt);
  });
};

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameterHistory.html: oldest first, 50 a page. */
export const getParameterHistory: Operation = (input, context) => {
  const parameter = existing(context, requiredText(input, 'Name', { min: 1, max: 2_048 }));
  const decrypt = flag(input, 'WithDecryption');
  const size = optionalInteger(input, 'MaxResults', { min: 1, max: 50 }) ?? 50;
  const operation = `GetParameterHistory ${parameter.name}`;
  const after = keyOfToken(operation, optionalText(input, 'NextToken'), invalidNextToken);
  const entries = parameter.versions
    .filter(version => after === undefined || version.version > Number(after))
    .map(version => [String(version.version), version] as const);
  return ssmPage('Parameters', takePage(operation, entries, size), version => ({
    ...metadataOutput(context, parameter, version),
    Value: valueOfVersion(context, parameter, version, decrypt),
    Labels: version.labels,
  }));
};

/** Fields of ParameterMetadata: never a value. */
export function metadataOutput(
  context: RequestContext,
  parameter: StoredParameter,
  version: StoredParameterVersion,
): Output {
  return {
    Name: parameter.name,
    ARN: parameterArn(context, parameter.name),
    Type: parameter.type,
    KeyId: version.keyId,
    LastModifiedDate: seconds(version.modified),
    LastModifiedUser: version.modifiedBy,
    Description: version.description,
    AllowedPattern: version.allowedPattern,
    Version: version.version,
    Tier: version.tier,
    Policies: policiesOutput(version.policies),
    DataType: version.dataType,
  };
}

export function latestOf(parameter: StoredParameter): StoredParameterVersion {
  const latest = parameter.versions.at(-1);
  if (!latest) throw parameterNotFound(parameter.name);
  return latest;
}

export function existing(context: RequestContext, name: string): StoredParameter {
  const { name: plain } = parseParameterId(context, name);
  const parameter = context.state.parameters.get(plain);
  if (!parameter) throw parameterNotFound(name);
  return parameter;
}

function readOne(context: RequestContext, text: string, decrypt: boolean): Output {
  const secret = secretReferenceOf(text);
  if (secret !== undefined) return readSecretReference(context, text, secret, decrypt);
  const given = givenParameter(context, text);
  const { name, selector }: ParameterId = given ? { name: text } : parseParameterId(context, text);
  const parameter = given ?? context.state.parameters.get(name);
  if (!parameter) throw parameterNotFound(text);
  const version = selector === undefined ? latestOf(parameter) : selected(parameter, selector.slice(1));
  const output = parameterOutput(context, parameter, version, decrypt);
  return selector === undefined ? output : { ...output, Selector: selector };
}

function publicUnderPath(path: string, recursive: boolean, after: string | undefined) {
  const folder = `${path.replace(/\/+$/, '')}/`;
  return publicParameters.filter(
    ([name]) =>
      name.startsWith(folder) &&
      (after === undefined || name > after) &&
      (recursive || !name.slice(folder.length).includes('/')),
  );
}

function readIfThere(context: RequestContext, name: string, decrypt: boolean): Output | undefined {
  try {
    return readOne(context, name, decrypt);
  } catch (error) {
    if (isAwsError(error) && /^Parameter(Version)?NotFound$/.test(error.awsError.code)) return undefined;
    throw error;
  }
}

function selected(parameter: StoredParameter, selector: string): StoredParameterVersion {
  const version = parameter.versions.find(candidate =>
    /^\d+$/.test(selector) ? candidate.version === Number(selector) : candidate.labels.includes(selector),
  );
  if (version) return version;
  throw awsError(
    'ParameterVersionNotFound',
    `Systems Manager could not find version ${selector} of ${parameter.name}. Verify the version and try again.`,
  );
}

function parameterOutput(
  context: RequestContext,
  parameter: StoredParameter,
  version: StoredParameterVersion,
  decrypt: boolean,
): Output {
  return {
    Name: parameter.name,
    Type: parameter.type,
    Value: valueOfVersion(context, parameter, version, decrypt),
    Version: version.version,
    LastModifiedDate: seconds(version.modified),
    ARN: parameterArn(context, parameter.name),
    DataType: version.dataType,
  };
}

/** Without decryption a SecureString is its ciphertext. */
function valueOfVersion(
  context: RequestContext,
  parameter: StoredParameter,
  version: StoredParameterVersion,
  decrypt: boolean,
): string {
  if (parameter.type !== 'SecureString' || !decrypt) return version.value;
  return openValue(context, parameter.name, version.value);
}
