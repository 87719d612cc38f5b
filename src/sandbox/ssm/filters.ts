// ParameterFilters of DescribeParameters and GetParametersByPath.
// https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_ParameterStringFilter.html
import { awsError, notInSandbox, validationError } from '../errors';
import { type Input, optionalText, optionalTexts, records, requiredText } from '../input';
import type { StoredParameter } from '../state';

export interface ParameterFilter {
  readonly key: string;
  readonly option: string;
  readonly values: readonly string[];
}

export function describeFilters(input: Input): readonly ParameterFilter[] {
  const current = parse(input, ['Path', 'Name', 'Type', 'KeyId', 'Tier', 'DataType']);
  const legacy = records(input, 'Filters').map(legacyFilter);
  if (current.length > 0 && legacy.length > 0)
    throw validationError('You can use either Filters or ParameterFilters in a single request.');
  return [...current, ...legacy];
}

export function byPathFilters(input: Input): readonly ParameterFilter[] {
  return parse(input, ['Type', 'KeyId', 'Label', 'DataType']);
}

export function matchesAll(parameter: StoredParameter, filters: readonly ParameterFilter[]): boolean {
  return filters.every(filter => matches(parameter, filter));
}

function parse(input: Input, keys: readonly string[]): readonly ParameterFilter[] {
  const filters = records(input, 'ParameterFilters').map(entry => filterOf(entry, keys));
  const twice = filters.find((filter, index) => filters.findIndex(other => other.key === filter.key) < index);
  if (twice)
    throw awsError(
      'InvalidFilterKey',
      `The following filter is duplicated in the request: ${twice.key}. A request can contain only one occurrence of a specific filter.`,
    );
  return filters;
}

function filterOf(entry: Input, keys: readonly string[]): ParameterFilter {
  const key = requiredText(entry, 'Key', { min: 1, max: 132 });
  const known = [...keys, 'Path', 'Name', 'Type', 'KeyId', 'Label', 'Tier', 'DataType'];
  const tag = /^tag:./.test(key);
  if (!tag && !known.includes(key))
    throw validationError(
      `1 validation error detected: Value '${key}' at 'parameterFilters.1.member.key' failed to satisfy constraint: Member must satisfy regular expression pattern: tag:.+|Name|Type|KeyId|Path|Label|Tier`,
    );
  if (!tag && !keys.includes(key))
    throw awsError(
      'InvalidFilterKey',
      `The following filter key is not valid: ${key}. Valid filter keys include: [${keys.join(', ')}].`,
    );
  const values = optionalTexts(entry, 'Values', { max: 50 }) ?? [];
  if (values.length === 0 && !tag)
    throw awsError(
      'InvalidFilterValue',
      `The following filter values are missing : null for filter key ${key}.`,
    );
  const option =
    optionalText(entry, 'Option', { min: 1, max: 10 }) ?? (key === 'Path' ? 'OneLevel' : 'Equals');
  checkOption(key, option);
  checkValues(key, values);
  return { key, option, values };
}

function checkOption(key: string, option: string): void {
  const valid =
    key === 'Path'
      ? ['Recursive', 'OneLevel']
      : key === 'Name'
        ? ['BeginsWith', 'Equals', 'Contains']
        : ['BeginsWith', 'Equals'];
  if (!valid.includes(option))
    throw awsError(
      'InvalidFilterOption',
      `The following filter option is not valid: ${option}. Valid options include: [${valid.join(', ')}].`,
    );
}

function checkValues(key: string, values: readonly string[]): void {
  for (const value of values) {
    if (key === 'Type' && !['String', 'StringList', 'SecureString'].includes(value))
      throw awsError(
        'InvalidFilterOption',
        `The following filter value is not valid: ${value}. Valid values include: [SecureString, StringList, String].`,
      );
    if (key === 'Tier' && !['Standard', 'Advanced', 'Intelligent-Tiering'].includes(value))
      throw awsError(
        'InvalidFilterOption',
        `The following filter value is not valid: ${value}. Valid values include: [Standard, Advanced, Intelligent-Tiering].`,
      );
    if (key === 'Path') checkPath(value);
  }
}

function checkPath(value: string): void {
  if (/^\/(aws|ssm)/i.test(value))
    throw validationError(
      'Filters for common parameters can\'t be prefixed with "aws" or "ssm" (case-insensitive). When using global parameters, please specify within a global namespace.',
    );
  if (!value.startsWith('/') || value.includes('//') || !/^[a-zA-Z0-9_.\-/]*$/.test(value))
    throw validationError(
      'The parameter doesn\'t meet the parameter name requirements. The parameter name must begin with a forward slash "/". It can\'t be prefixed with "aws" or "ssm" (case-insensitive). It must use only letters, numbers, or the following symbols: . (period), - (hyphen), _ (underscore). Special characters are not allowed. All sub-paths, if specified, must use the forward slash symbol "/". Valid example: /get/parameters2-/by1./path0_.',
    );
}

/** The older `Filters`: Name by beginning, Type and KeyId by equality. */
function legacyFilter(entry: Input): ParameterFilter {
  const key = requiredText(entry, 'Key', { oneOf: ['Name', 'Type', 'KeyId'] });
  const values = optionalTexts(entry, 'Values', { min: 1, max: 50 }) ?? [];
  return { key, option: key === 'Name' ? 'BeginsWith' : 'Equals', values };
}

function matches(parameter: StoredParameter, { key, option, values }: ParameterFilter): boolean {
  if (key.startsWith('tag:')) {
    const tags = parameter.tags.filter(tag => tag.Key === key.slice('tag:'.length));
    return tags.some(tag => values.length === 0 || values.some(value => compare(tag.Value, option, value)));
  }
  if (key === 'Name') return values.some(value => compareName(parameter.name, option, value));
  if (key === 'Path') return values.some(value => isBelow(parameter.name, value, option === 'Recursive'));
  const actual = attribute(parameter, key);
  return actual !== undefined && values.some(value => compare(actual, option, value));
}

function attribute(parameter: StoredParameter, key: string): string | undefined {
  const latest = parameter.versions.at(-1);
  switch (key) {
    case 'Type':
      return parameter.type;
    case 'KeyId':
      return latest?.keyId;
    case 'Tier':
      return latest?.tier;
    case 'DataType':
      return latest?.dataType;
    case 'Label':
      throw notInSandbox('filtering by label');
    default:
      return undefined;
  }
}

/** A leading slash makes no difference when names are compared as a whole. */
function compareName(name: string, option: string, value: string): boolean {
  if (option === 'Contains') return name.includes(value);
  return compare(`/${name.replace(/^\/+/, '')}`, option, `/${value.replace(/^\/+/, '')}`);
}

function compare(actual: string, option: string, value: string): boolean {
  return option === 'BeginsWith' ? actual.startsWith(value) : actual === value;
}

function isBelow(name: string, path: string, recursive: boolean): boolean {
  const folder = `${path.replace(/\/+$/, '')}/`;
  const full = name.startsWith('/') ? name : `/${name}`;
  return full.startsWith(folder) && (recursive || !full.slice(folder.length).includes('/'));
}
