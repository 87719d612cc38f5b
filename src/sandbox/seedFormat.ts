// Reads a seed out of JSON of unknown shape. Unknown members are errors: a misspelt one would be lost silently.
import type { ParameterType } from '../core/catalog/items';
import {
  flag,
  type Input,
  isRecord,
  optionalChoice,
  optionalInteger,
  optionalText,
  optionalTexts,
  records,
  requiredText,
  textMap,
  textsOf,
} from './input';
import type { KeySeed, ParameterSeed, RegionSeed, SandboxSeed, SecretSeed } from './seed';

const parameterTypes: readonly ParameterType[] = ['String', 'StringList', 'SecureString'];

export function parseSeed(json: unknown): SandboxSeed {
  if (!isRecord(json)) throw new Error('A seed is a JSON object.');
  only('the seed', json, ['version', 'account', 'roles', 'users', 'regions']);
  if (json['version'] !== 1) throw new Error('The seed\'s "version" is not 1.');
  const account = optionalText(json, 'account');
  if (account !== undefined && !/^\d{12}$/.test(account))
    throw new Error('The seed\'s "account" is not twelve digits.');
  const { regions } = json;
  if (!isRecord(regions)) throw new Error('The seed has no "regions".');
  return {
    version: 1,
    ...(account === undefined ? {} : { account }),
    roles: optionalTexts(json, 'roles') ?? [],
    users: optionalTexts(json, 'users') ?? [],
    regions: Object.fromEntries(
      Object.entries(regions).map(([name, content]) => [name, regionSeed(name, content)]),
    ),
  };
}

function regionSeed(name: string, content: unknown): RegionSeed {
  if (!/^[a-z]{2}(-[a-z]+)+-\d+$/.test(name)) throw new Error(`Not the name of a Region: ${name}`);
  if (!isRecord(content)) throw new Error(`The seed's Region ${name} is not an object.`);
  only(`Region ${name}`, content, ['keys', 'parameters', 'secrets']);
  return {
    keys: entries(content, 'keys', keySeed),
    parameters: entries(content, 'parameters', parameterSeed),
    secrets: entries(content, 'secrets', secretSeed),
  };
}

function keySeed(entry: Input): KeySeed {
  only('a key', entry, [
    'id',
    'alias',
    'description',
    'policy',
    'rotationPeriodInDays',
    'state',
    'created',
    'tags',
  ]);
  const rotation = optionalInteger(entry, 'rotationPeriodInDays');
  const state = optionalChoice(entry, 'state', ['Enabled', 'Disabled', 'PendingDeletion'] as const);
  return {
    ...textsOf(entry, ['id', 'alias', 'description', 'created']),
    ...policyOf(entry),
    ...(rotation === undefined ? {} : { rotationPeriodInDays: rotation }),
    ...(state === undefined ? {} : { state }),
    ...tagsOf(entry),
  };
}

function parameterSeed(entry: Input): ParameterSeed {
  only('a parameter', entry, [
    'name',
    'type',
    'values',
    'description',
    'tier',
    'keyId',
    'allowedPattern',
    'modified',
    'tags',
  ]);
  const tier = optionalChoice(entry, 'tier', ['Standard', 'Advanced', 'Intelligent-Tiering'] as const);
  const type = optionalChoice(entry, 'type', parameterTypes);
  if (!type) throw new Error('type is missing');
  return {
    name: requiredText(entry, 'name'),
    type,
    values: values(entry),
    ...textsOf(entry, ['description', 'keyId', 'allowedPattern', 'modified']),
    ...(tier === undefined ? {} : { tier }),
    ...tagsOf(entry),
  };
}

function secretSeed(entry: Input): SecretSeed {
  only('a secret', entry, [
    'name',
    'values',
    'description',
    'kmsKeyId',
    'policy',
    'deleted',
    'modified',
    'tags',
  ]);
  return {
    name: requiredText(entry, 'name'),
    values: values(entry),
    deleted: flag(entry, 'deleted'),
    ...textsOf(entry, ['description', 'kmsKeyId', 'modified']),
    ...policyOf(entry),
    ...tagsOf(entry),
  };
}

function values(entry: Input): readonly string[] {
  const given = optionalTexts(entry, 'values', { min: 1 });
  if (!given) throw new Error('values is missing');
  return given;
}

function policyOf(entry: Input): { readonly policy?: object } {
  const { policy } = entry;
  if (policy === undefined) return {};
  if (!isRecord(policy)) throw new Error('policy is not an object');
  return { policy };
}

function tagsOf(entry: Input): { readonly tags?: Readonly<Record<string, string>> } {
  return entry['tags'] === undefined ? {} : { tags: textMap(entry, 'tags') };
}

function entries<T>(content: Input, member: string, read: (entry: Input) => T): readonly T[] {
  return records(content, member).map((entry, index) => {
    try {
      return read(entry);
    } catch (error) {
      const reason = error instanceof Error ? error.message : typeof error;
      throw new Error(`The seed's ${member}[${index}]: ${reason}`);
    }
  });
}

function only(what: string, entry: Input, members: readonly string[]): void {
  const unknown = Object.keys(entry).find(name => !members.includes(name));
  if (unknown !== undefined)
    throw new Error(`Unknown member of ${what}: ${unknown}. Known: ${members.join(', ')}.`);
}
