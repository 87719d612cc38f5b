import type { ParameterType } from '../../core/catalog/items';
import type { Operation } from '../context';
import { awsError, validationError } from '../errors';
import { flag, type Input, optionalChoice, optionalTags, optionalText, requiredText } from '../input';
import type { StoredParameter, StoredParameterVersion } from '../state';
import { checkNewName } from './names';
import { givenPolicies, hasPolicies } from './policies';
import { closeValue, defaultKey } from './values';

const types: readonly ParameterType[] = ['String', 'StringList', 'SecureString'];
const tiers = ['Standard', 'Advanced', 'Intelligent-Tiering'] as const;
const dataTypes = ['text', 'aws:ec2:image', 'aws:ssm:integration'] as const;

/** https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html */
const MAX_BYTES = { Standard: 4_096, Advanced: 8_192 } as const;
/** https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-versions.html */
const MAX_VERSIONS = 100;

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html */
export const putParameter: Operation = (input, context) => {
  const name = requiredText(input, 'Name', { min: 1, max: 2_048 });
  const value = requiredText(input, 'Value', { min: 1 });
  checkNewName(context, name);
  const known = context.state.parameters.get(name);
  refuseOverwrite(input, known);
  const type = typeOf(input, known);
  const policies = givenPolicies(input) ?? known?.versions.at(-1)?.policies;
  const tier = tierOf(input, known, Buffer.byteLength(value, 'utf8'), hasPolicies(policies));
  const keyId = keyIdOf(input, type, known);
  const allowedPattern = checkedPattern(input, value);
  const version: StoredParameterVersion = {
    version: (known?.versions.at(-1)?.version ?? 0) + 1,
    value: keyId === undefined ? value : closeValue(context, name, value, keyId, tier),
    modified: context.now(),
    modifiedBy: context.callerArn,
    tier,
    dataType: optionalChoice(input, 'DataType', dataTypes) ?? 'text',
    labels: [],
    ...described(input, known),
    ...(keyId === undefined ? {} : { keyId }),
    ...(allowedPattern === undefined ? {} : { allowedPattern }),
    ...(policies === undefined ? {} : { policies }),
  };
  context.state.parameters.set(name, {
    name,
    type,
    versions: withinLimit(name, [...(known?.versions ?? []), version]),
    tags: known?.tags ?? optionalTags(input),
  });
  return { Version: version.version, Tier: version.tier };
};

function refuseOverwrite(input: Input, known: StoredParameter | undefined): void {
  const overwrite = flag(input, 'Overwrite');
  if (known && !overwrite)
    throw awsError(
      'ParameterAlreadyExists',
      'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.',
    );
  if (overwrite && optionalTags(input).length > 0)
    throw validationError(
      "Invalid request: tags and overwrite can't be used together. To create a parameter with tags, please remove overwrite flag. To update tags for an existing parameter, please use AddTagsToResource or RemoveTagsFromResource.",
    );
}

function typeOf(input: Input, known: StoredParameter | undefined): ParameterType {
  const asked = optionalChoice(input, 'Type', types);
  if (!known && !asked) throw validationError('A parameter type is required when you create a parameter.');
  if (known && asked && asked !== known.type)
    throw awsError(
      'HierarchyTypeMismatchException',
      `Parameter Store doesn't support changing a parameter type in a hierarchy. For example, you can't change a parameter from a ${known.type} type to a ${asked} type. You must create a new, unique parameter.`,
    );
  return known?.type ?? asked ?? 'String';
}

/** Without a tier an existing parameter keeps its own; Intelligent-Tiering takes the smallest that fits. */
function tierOf(
  input: Input,
  known: StoredParameter | undefined,
  bytes: number,
  withPolicies: boolean,
): 'Standard' | 'Advanced' {
  const current = known?.versions.at(-1)?.tier;
  const asked = optionalChoice(input, 'Tier', tiers) ?? current ?? 'Standard';
  const tier =
    asked === 'Intelligent-Tiering'
      ? current === 'Advanced' || bytes > MAX_BYTES.Standard || withPolicies
        ? 'Advanced'
        : 'Standard'
      : asked;
  if (current === 'Advanced' && tier === 'Standard')
    throw validationError(
      "This parameter uses the advanced-parameter tier. You can't downgrade a parameter from the advanced-parameter tier to the standard-parameter tier. If necessary, you can delete the advanced parameter and recreate it as a standard parameter.",
    );
  if (withPolicies && tier === 'Standard')
    throw validationError(
      'Parameter policies are supported for advanced-tier parameters only. Use the advanced-parameter tier.',
    );
  if (bytes > MAX_BYTES[tier])
    throw validationError(
      tier === 'Standard'
        ? `Standard tier parameters support a maximum parameter value of ${MAX_BYTES.Standard} characters. To create a larger parameter value, upgrade the parameter to use the advanced-parameter tier. For more information, see https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html`
        : `Advanced tier parameters support a maximum parameter value of ${MAX_BYTES.Advanced} characters.`,
    );
  return tier;
}

function keyIdOf(input: Input, type: ParameterType, known: StoredParameter | undefined): string | undefined {
  const asked = optionalText(input, 'KeyId', { min: 1, max: 256 });
  if (type === 'SecureString') return asked ?? known?.versions.at(-1)?.keyId ?? defaultKey;
  if (asked !== undefined) throw validationError('KeyId is required for SecureString type parameter only.');
  return undefined;
}

function checkedPattern(input: Input, value: string): string | undefined {
  const pattern = optionalText(input, 'AllowedPattern', { max: 1_024 });
  if (pattern === undefined || pattern === '') return undefined;
  let expression: RegExp;
  try {
    expression = new RegExp(pattern);
  } catch {
    throw awsError('InvalidAllowedPatternException', `Invalid allowed pattern: ${pattern}`);
  }
  if (!expression.test(value))
    throw awsError(
      'ParameterPatternMismatchException',
      `Parameter value, cannot be validated against allowedPattern: ${pattern}`,
    );
  return pattern;
}

function described(input: Input, known: StoredParameter | undefined): { readonly description?: string } {
  const description =
    optionalText(input, 'Description', { max: 1_024 }) ?? known?.versions.at(-1)?.description;
  return description === undefined ? {} : { description };
}

function withinLimit(
  name: string,
  versions: readonly StoredParameterVersion[],
): readonly StoredParameterVersion[] {
  if (versions.length <= MAX_VERSIONS) return versions;
  const [oldest, ...rest] = versions;
  if (oldest && oldest.labels.length > 0)
    throw awsError(
      'ParameterMaxVersionLimitExceeded',
      `You attempted to create a new version of ${name} by calling the PutParameter API with the overwrite flag. Version ${oldest.version}, the oldest version, can't be deleted because it has a label associated with it. Move the label to another version of the parameter, and try again.`,
    );
  return rest;
}
