// Reads the entries of a state file back; what does not fit throws with the member's name.
import type { ParameterType } from '../core/catalog/items';
import {
  flag,
  type Input,
  isRecord,
  optionalChoice,
  optionalText,
  optionalTexts,
  records,
  requiredText,
  type Tag,
  textMap,
  textsOf,
} from './input';
import type { KeyUsage } from './kms/keySpecs';
import type {
  StoredAlias,
  StoredGrant,
  StoredKey,
  StoredParameter,
  StoredParameterVersion,
  StoredPrincipal,
  StoredReplica,
  StoredRotation,
  StoredSecret,
  StoredSecretVersion,
} from './state';

const keyUsages: readonly KeyUsage[] = ['ENCRYPT_DECRYPT', 'SIGN_VERIFY', 'GENERATE_VERIFY_MAC'];
const parameterTypes: readonly ParameterType[] = ['String', 'StringList', 'SecureString'];

export function readPrincipal(entry: Input): StoredPrincipal {
  return {
    kind: required('kind', optionalChoice(entry, 'kind', ['role', 'user'] as const)),
    name: requiredText(entry, 'name'),
    path: requiredText(entry, 'path'),
    created: number(entry, 'created'),
  };
}

export function readParameter(entry: Input): StoredParameter {
  return {
    name: requiredText(entry, 'name'),
    type: required('type', optionalChoice(entry, 'type', parameterTypes)),
    versions: records(entry, 'versions').map(readParameterVersion),
    tags: tags(entry),
  };
}

export function readSecret(entry: Input): StoredSecret {
  const { rotation } = entry;
  const replicas = records(entry, 'replicas').map(readReplica);
  return {
    arn: requiredText(entry, 'arn'),
    name: requiredText(entry, 'name'),
    created: number(entry, 'created'),
    changed: number(entry, 'changed'),
    tags: tags(entry),
    versions: records(entry, 'versions').map(readSecretVersion),
    ...textsOf(entry, ['description', 'kmsKeyId', 'policy', 'primaryRegion']),
    ...(replicas.length > 0 ? { replicas } : {}),
    ...numbers(entry, ['accessed', 'deletionDate']),
    ...(isRecord(rotation) ? { rotation: readSecretRotation(rotation) } : {}),
  };
}

export function readKey(entry: Input): StoredKey {
  const { rotation, lastUse } = entry;
  const usage = optionalChoice(entry, 'usage', keyUsages);
  return {
    id: requiredText(entry, 'id'),
    description: requiredText(entry, 'description'),
    manager: required('manager', optionalChoice(entry, 'manager', ['AWS', 'CUSTOMER'] as const)),
    created: number(entry, 'created'),
    enabled: flag(entry, 'enabled'),
    policy: requiredText(entry, 'policy'),
    material: requiredText(entry, 'material'),
    tags: tags(entry),
    ...textsOf(entry, ['spec', 'primaryRegion']),
    ...(usage === undefined ? {} : { usage }),
    ...numbers(entry, ['deletionDate', 'readyAt', 'updatingUntil', 'waitingDays']),
    ...(entry['grants'] === undefined ? {} : { grants: records(entry, 'grants').map(readGrant) }),
    ...(entry['multiRegion'] === undefined ? {} : { multiRegion: flag(entry, 'multiRegion') }),
    ...(entry['rotatedOnDemand'] === undefined ? {} : { rotatedOnDemand: dates(entry, 'rotatedOnDemand') }),
    ...(isRecord(lastUse)
      ? { lastUse: { operation: requiredText(lastUse, 'operation'), at: number(lastUse, 'at') } }
      : {}),
    ...(isRecord(rotation)
      ? { rotation: { periodInDays: number(rotation, 'periodInDays'), since: number(rotation, 'since') } }
      : {}),
  };
}

function readGrant(entry: Input): StoredGrant {
  return {
    id: requiredText(entry, 'id'),
    granteePrincipal: requiredText(entry, 'granteePrincipal'),
    operations: optionalTexts(entry, 'operations') ?? [],
    created: number(entry, 'created'),
    ...textsOf(entry, ['name', 'retiringPrincipal']),
    ...(entry['contextEquals'] === undefined ? {} : { contextEquals: textMap(entry, 'contextEquals') }),
    ...(entry['contextSubset'] === undefined ? {} : { contextSubset: textMap(entry, 'contextSubset') }),
  };
}

export function readAlias(entry: Input): StoredAlias {
  return {
    name: requiredText(entry, 'name'),
    keyId: requiredText(entry, 'keyId'),
    created: number(entry, 'created'),
    updated: number(entry, 'updated'),
  };
}

function readParameterVersion(entry: Input): StoredParameterVersion {
  return {
    version: number(entry, 'version'),
    value: requiredText(entry, 'value'),
    modified: number(entry, 'modified'),
    modifiedBy: requiredText(entry, 'modifiedBy'),
    tier: required('tier', optionalChoice(entry, 'tier', ['Standard', 'Advanced'] as const)),
    dataType: requiredText(entry, 'dataType'),
    labels: optionalTexts(entry, 'labels') ?? [],
    ...textsOf(entry, ['description', 'keyId', 'allowedPattern', 'policies']),
  };
}

function readReplica(entry: Input): StoredReplica {
  return {
    region: requiredText(entry, 'region'),
    status: required('status', optionalChoice(entry, 'status', ['InSync', 'Failed'] as const)),
    ...textsOf(entry, ['kmsKeyId', 'message']),
  };
}

function readSecretRotation(entry: Input): StoredRotation {
  return {
    enabled: flag(entry, 'enabled'),
    lambdaArn: requiredText(entry, 'lambdaArn'),
    ...textsOf(entry, ['expression', 'duration']),
    ...numbers(entry, ['days', 'last', 'next']),
  };
}

function readSecretVersion(entry: Input): StoredSecretVersion {
  return {
    id: requiredText(entry, 'id'),
    created: number(entry, 'created'),
    form: required('form', optionalChoice(entry, 'form', ['string', 'binary'] as const)),
    ciphertext: requiredText(entry, 'ciphertext'),
    stages: optionalTexts(entry, 'stages') ?? [],
    ...numbers(entry, ['accessed']),
  };
}

function tags(entry: Input): readonly Tag[] {
  return records(entry, 'tags').map(tag => ({
    Key: requiredText(tag, 'Key'),
    Value: optionalText(tag, 'Value') ?? '',
  }));
}

function number(entry: Input, member: string): number {
  const value = entry[member];
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new Error(`${member} is not a number`);
  return value;
}

function dates(entry: Input, member: string): readonly number[] {
  const value = entry[member];
  if (!Array.isArray(value) || !value.every(each => typeof each === 'number'))
    throw new Error(`${member} is not a list of numbers`);
  return value;
}

function required<T>(member: string, value: T | undefined): T {
  if (value === undefined) throw new Error(`${member} is missing`);
  return value;
}

function numbers<K extends string>(entry: Input, members: readonly K[]): Partial<Record<K, number>> {
  const found: Partial<Record<K, number>> = {};
  for (const member of members) {
    if (entry[member] !== undefined) found[member] = number(entry, member);
  }
  return found;
}
