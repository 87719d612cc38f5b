/** What a client sent, before it is trusted: any editor may answer, and a wrong answer is none. */
import type { CatalogAnswer, CatalogName, CatalogNames, CatalogVersion } from '../core/ports';

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
      return isOrigin(origin) && isText(fieldsOf(failure).message);
    case 'unavailable':
      return failure === undefined || isText(fieldsOf(failure).message);
    default:
      return false;
  }
}

export function isNames(received: unknown): received is CatalogNames {
  const { names, incomplete } = fieldsOf(received);
  return isListOf(names, isName) && typeof incomplete === 'boolean';
}

export function isVersions(received: unknown): received is readonly CatalogVersion[] {
  return isListOf(received, (one): one is CatalogVersion => isDetailed(one, 'version'));
}

function isName(received: unknown): received is CatalogName {
  const { kind } = fieldsOf(received);
  return (kind === 'parameter' || kind === 'secret') && isDetailed(received, 'name');
}

function isDetailed(received: unknown, key: string): boolean {
  const fields = fieldsOf(received);
  return isText(fields[key]) && (fields['detail'] === undefined || isText(fields['detail']));
}

function isOrigin(received: unknown): boolean {
  const { connection, readAt } = fieldsOf(received);
  return isText(connection) && typeof readAt === 'number';
}

function isFact(received: unknown): boolean {
  const { kind, metadata } = fieldsOf(received);
  const { name, type } = fieldsOf(metadata);
  return isText(name) && (kind === 'secret' || (kind === 'parameter' && isText(type)));
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
