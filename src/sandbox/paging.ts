// Pages and their tokens. A token names the last key that was sent, so items that come or go between two pages do not
// shift the rest; it is bound to its operation, because AWS refuses a token of another call.
import type { AwsError } from './errors';

export interface Page<T> {
  readonly items: readonly T[];
  readonly token?: string;
}

/**
 * @param entries in key order, from the key after the token's on
 * @param keep which entries belong into the page
 */
export function takePage<T>(
  operation: string,
  entries: Iterable<readonly [string, T]>,
  size: number,
  keep: (value: T) => boolean = () => true,
): Page<T> {
  const items: T[] = [];
  let last = '';
  for (const [key, value] of entries) {
    if (!keep(value)) continue;
    if (items.length === size) return { items, token: tokenOf(operation, last) };
    items.push(value);
    last = key;
  }
  return { items };
}

/** The key a token stands for. `invalid` makes the service's own error for a token that is not one of ours. */
export function keyOfToken(
  operation: string,
  token: string | undefined,
  invalid: () => AwsError,
): string | undefined {
  if (token === undefined || token === '') return undefined;
  const decoded = Buffer.from(token, 'base64url').toString('utf8');
  const prefix = `${operation}:`;
  if (!decoded.startsWith(prefix)) throw invalid();
  return decoded.slice(prefix.length);
}

function tokenOf(operation: string, key: string): string {
  return Buffer.from(`${operation}:${key}`, 'utf8').toString('base64url');
}
