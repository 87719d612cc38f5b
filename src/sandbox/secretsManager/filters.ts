// https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_Filter.html: prefixes, `!` in front means "not".
import { awsError } from '../errors';
import { type Input, optionalTexts, records, requiredText } from '../input';
import type { StoredSecret } from '../state';

export interface SecretFilter {
  readonly key: string;
  readonly values: readonly string[];
}

const keys = ['description', 'name', 'tag-key', 'tag-value', 'primary-region', 'owning-service', 'all'];

export function listFilters(input: Input): readonly SecretFilter[] {
  return records(input, 'Filters').map(entry => {
    const key = requiredText(entry, 'Key', { oneOf: keys });
    const values = optionalTexts(entry, 'Values', { max: 10 }) ?? [];
    if (values.length === 0)
      throw awsError('InvalidParameterException', `Invalid filter values for key: ${key}`);
    return { key, values };
  });
}

export function matchesAll(secret: StoredSecret, filters: readonly SecretFilter[]): boolean {
  return filters.every(({ key, values }) =>
    values.some(value =>
      value.startsWith('!') ? !matches(secret, key, value.slice(1)) : matches(secret, key, value),
    ),
  );
}

function matches(secret: StoredSecret, key: string, value: string): boolean {
  switch (key) {
    case 'name':
      return secret.name.startsWith(value);
    case 'description':
      return words(secret.description ?? '').some(start => start.startsWith(value.toLowerCase()));
    case 'tag-key':
      return secret.tags.some(tag => tag.Key.startsWith(value));
    case 'tag-value':
      return secret.tags.some(tag => tag.Value.startsWith(value));
    case 'all':
      return everywhere(secret, value.toLowerCase());
    default:
      // Neither replicas nor service-owned secrets exist in the sandbox.
      return false;
  }
}

function everywhere(secret: StoredSecret, value: string): boolean {
  const texts = [secret.name, secret.description ?? '', ...secret.tags.flatMap(tag => [tag.Key, tag.Value])];
  const starts = texts.flatMap(words);
  return value.split(/\s+/).every(word => starts.some(start => start.startsWith(word)));
}

/** The text from each word on, in lower case. */
function words(text: string): readonly string[] {
  const lower = text.toLowerCase();
  return [...lower.matchAll(/[^\s/_+=.@!-]+/g)].map(match => lower.slice(match.index));
}
