import { type Failure, type FailureCode, failureOf } from '../failure';
import type { AwsConnection } from '../ports';
import { type Check, checks, type Found } from './checks';

/** How a call went. `untried` calls were not made, so nothing is known of them. */
export type AccessOutcome =
  | { readonly kind: 'allowed' }
  | { readonly kind: 'denied' | 'failed'; readonly failure: Failure }
  | { readonly kind: 'untried'; readonly why: 'reads-value' | 'nothing-there' | 'no-service' };

export interface AccessRow {
  readonly action: string;
  readonly usedFor: string;
  /** The name or ARN it was tried on. */
  readonly on?: string;
  readonly outcome: AccessOutcome;
}

export interface CheckAccessOptions {
  readonly signal?: AbortSignal;
  /** Before each call: which, and how many of how many are behind. */
  readonly onProgress?: (action: string, done: number, of: number) => void;
}

/** What stops every call that follows as well, whichever it is. */
const ENDS_ALL: ReadonlySet<FailureCode> = new Set([
  'expired',
  'mfa-required',
  'no-credentials',
  'no-region',
  'cancelled',
]);
/** What says that a service as a whole does not answer here. */
const ENDS_SERVICE: ReadonlySet<FailureCode> = new Set(['unreachable', 'unsupported-region']);

/**
 * Makes every call that reads metadata once, one after the other, and tells which are allowed. What reads a value is not
 * tried: AWS logs each read, and it moves the date a secret was last used.
 * Rejects with a FailureError where nothing can be learned: no or expired credentials, or cancelled.
 */
export async function checkAccess(
  aws: AwsConnection,
  { signal, onProgress }: CheckAccessOptions = {},
): Promise<readonly AccessRow[]> {
  const rows: AccessRow[] = [];
  const dead = new Set<string>();
  let found: Found = {};
  for (const [index, check] of checks.entries()) {
    const { action, usedFor, on } = check;
    const item = on && found[on];
    const why = untried(check, item, dead);
    const row = { action, usedFor, ...(item !== undefined && { on: item }) };
    if (why !== undefined || check.run === undefined) {
      rows.push({ ...row, outcome: { kind: 'untried', why: why ?? 'reads-value' } });
      continue;
    }
    onProgress?.(action, index, checks.length);
    try {
      found = { ...found, ...(await check.run(aws, item ?? '', signal ? { signal } : {})) };
      rows.push({ ...row, outcome: { kind: 'allowed' } });
    } catch (thrown) {
      const failure = failureOf(thrown, action);
      if (ENDS_ALL.has(failure.code)) throw thrown;
      if (ENDS_SERVICE.has(failure.code)) dead.add(serviceOf(action));
      rows.push({ ...row, outcome: { kind: failure.code === 'denied' ? 'denied' : 'failed', failure } });
    }
  }
  return rows;
}

function untried(check: Check, item: string | undefined, dead: ReadonlySet<string>) {
  if (check.run === undefined) return 'reads-value';
  if (dead.has(serviceOf(check.action))) return 'no-service';
  return check.on !== undefined && item === undefined ? 'nothing-there' : undefined;
}

function serviceOf(action: string): string {
  return action.slice(0, action.indexOf(':'));
}
