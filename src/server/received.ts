/** What a client sent, before it is trusted: any editor may answer, and a wrong answer is none. */
import type { SecretVersion } from '../core/catalog/items';
import type {
  AccountFact,
  CatalogAnswer,
  CatalogName,
  CatalogNames,
  CatalogVersion,
  FoundFile,
  FoundFiles,
} from '../core/ports';

export function isAnswer(received: unknown): received is CatalogAnswer {
  const { status, origin, fact, failure } = fieldsOf(received);
  switch (status) {
    case 'known':
      return isOrigin(origin) && isFact(fact);
    case 'absent': {
      const { similar } = fieldsOf(received);
      return isOrigin(origin) && (similar === undefined || isListOf(similar, isText));
    }
    case 'denied':
      return isOrigin(origin) && isFailure(failure);
    case 'unavailable':
      return isMaybe(failure, isFailure);
    default:
      return false;
  }
}

export function isNames(received: unknown): received is CatalogNames {
  const { names, incomplete } = fieldsOf(received);
  return isListOf(names, isName) && typeof incomplete === 'boolean';
}

export function isAccount(received: unknown): received is AccountFact {
  const { account, origin } = fieldsOf(received);
  return isText(account) && /^\d{12}$/.test(account) && isOrigin(origin);
}

export function isFoundFiles(received: unknown): received is FoundFiles {
  const { files, incomplete } = fieldsOf(received);
  const isFile = (one: unknown): one is FoundFile => isText(fieldsOf(one).uri) && isText(fieldsOf(one).text);
  return isListOf(files, isFile) && typeof incomplete === 'boolean';
}

export function isVersions(received: unknown): received is readonly CatalogVersion[] {
  return isListOf(received, (one): one is CatalogVersion => isDetailed(one, 'version'));
}

function isName(received: unknown): received is CatalogName {
  const { kind } = fieldsOf(received);
  return (kind === 'parameter' || kind === 'secret' || kind === 'principal') && isDetailed(received, 'name');
}

function isDetailed(received: unknown, key: string): boolean {
  const fields = fieldsOf(received);
  return isText(fields[key]) && (fields['detail'] === undefined || isText(fields['detail']));
}

function isOrigin(received: unknown): boolean {
  const { connection, readAt, region } = fieldsOf(received);
  return isText(connection) && isNumber(readAt) && isMaybe(region, isText);
}

function isFact(received: unknown): boolean {
  const { kind, metadata, pinned, key, versions, jsonKeys } = fieldsOf(received);
  const { name, type, version, deletedDate } = fieldsOf(metadata);
  if (!isText(name) || !isMaybe(key, isDetailOf(isKey))) return false;
  if (kind === 'parameter')
    return isText(type) && typeof version === 'number' && isMaybe(pinned, isDetailOf(isBoolean));
  return (
    kind === 'secret' &&
    isMaybe(deletedDate, isNumber) &&
    isMaybe(
      versions,
      isDetailOf(list => isListOf(list, isVersion)),
    ) &&
    isMaybe(jsonKeys, isDetailOf(isJsonKeys))
  );
}

function isDetailOf(is: (value: unknown) => boolean): (received: unknown) => boolean {
  return received => {
    const { status, value, failure } = fieldsOf(received);
    if (status === 'known') return is(value);
    if (status === 'denied') return isFailure(failure);
    return status === 'unavailable' && isMaybe(failure, isFailure);
  };
}

function isKey(received: unknown): boolean {
  const { keyId, state } = fieldsOf(received);
  return isText(keyId) && isText(state);
}

function isVersion(received: unknown): received is SecretVersion {
  const { versionId, stages } = fieldsOf(received);
  return isText(versionId) && isListOf(stages, isText);
}

function isJsonKeys(received: unknown): boolean {
  const { form, keys } = fieldsOf(received);
  return form === 'json' ? isListOf(keys, isText) : isText(form);
}

function isFailure(received: unknown): boolean {
  const { message, operation } = fieldsOf(received);
  return isText(message) && isText(operation);
}

function isMaybe(received: unknown, is: (value: unknown) => boolean): boolean {
  return received === undefined || is(received);
}

function isBoolean(received: unknown): received is boolean {
  return typeof received === 'boolean';
}

function isNumber(received: unknown): received is number {
  return typeof received === 'number';
}

function isText(received: unknown): received is string {
  return typeof received === 'string';
}

function isListOf<T>(received: unknown, is: (one: unknown) => one is T): received is readonly T[] {
  return Array.isArray(received) && received.every(is);
}

function fieldsOf(received: unknown): Readonly<Record<string, unknown>> {
  return typeof received === 'object' && received !== null ? { ...received } : {};
}
