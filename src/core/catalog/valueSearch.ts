/** Which parameters hold a text: names alone come out of it. */
import { batchesOf } from '../batches';
import { type Failure, failureOf } from '../failure';
import type { CallOptions } from '../stores/call';
import type { ParameterStore } from '../stores/parameterStore';
import type { Sensitive } from '../value/sensitive';

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameters.html */
const NAMES_A_CALL = 10;
/** A batch that AWS throttles is asked for again, at the pace of the limiter, which waits after each. */
const ATTEMPTS = 5;

export interface ValueQuery {
  /** It may be a secret. */
  readonly text: Sensitive<string>;
  /** The value is exactly this; otherwise it is part of it, whatever the case. */
  readonly whole: boolean;
}

export interface ValueSearch {
  readonly matched: readonly string[];
  /** How many values were compared. */
  readonly read: number;
  /** Those that could not be read, for want of a permission to them or to their key. */
  readonly denied: readonly string[];
  /** What ended it before all were read. */
  readonly ended?: Failure;
}

export interface SearchOptions extends CallOptions {
  readonly onProgress?: (done: number, of: number, matched: number) => void;
}

/** How many calls it will be; each batch with one in it that is denied takes ten more. */
export function callsFor(count: number): number {
  return Math.ceil(count / NAMES_A_CALL);
}

/** Never empty: every value holds nothing. */
export function holdsText({ text, whole }: ValueQuery): (value: string) => boolean {
  const wanted = text.reveal();
  if (wanted === '') return () => false;
  if (whole) return value => value === wanted;
  const lower = wanted.toLowerCase();
  return value => value.toLowerCase().includes(lower);
}

/**
 * Looks through them ten at a time. GetParameters denies a whole batch for one name in it, so those are asked for by
 * themselves; where that denies all ten of a batch, no other is taken apart. Never rejects: what was found is kept.
 * @param decrypted SecureStrings are looked through too
 */
export async function searchValues(
  names: readonly string[],
  query: ValueQuery,
  { parameters }: { readonly parameters: Pick<ParameterStore, 'matching'> },
  decrypted: boolean,
  { onProgress, ...options }: SearchOptions = {},
): Promise<ValueSearch> {
  const holds = holdsText(query);
  const matched: string[] = [];
  const denied: string[] = [];
  let read = 0;
  let takesApart = true;

  async function look(batch: readonly string[]): Promise<void> {
    const found = await patiently(() => parameters.matching(batch, holds, { decrypted }, options));
    read += found.size;
    matched.push(...batch.filter(name => found.get(name) === true));
  }

  async function lookOrTakeApart(batch: readonly string[]): Promise<void> {
    try {
      await look(batch);
    } catch (thrown) {
      if (!isDenied(failureOf(thrown))) throw thrown;
      if (takesApart && batch.length > 1) await lookApart(batch);
      else denied.push(...batch);
    }
  }

  async function lookApart(batch: readonly string[]): Promise<void> {
    let refused = 0;
    for (const name of batch) {
      try {
        await look([name]);
      } catch (thrown) {
        if (!isDenied(failureOf(thrown))) throw thrown;
        denied.push(name);
        refused++;
      }
    }
    if (refused === NAMES_A_CALL) takesApart = false;
  }

  const batches = batchesOf([...new Set(names)], NAMES_A_CALL);
  const result = (ended?: Failure): ValueSearch => ({ matched, read, denied, ...(ended && { ended }) });
  for (const [index, batch] of batches.entries()) {
    try {
      options.signal?.throwIfAborted();
      await lookOrTakeApart(batch);
    } catch (thrown) {
      return result(failureOf(thrown, 'ssm:GetParameters'));
    }
    onProgress?.(index + 1, batches.length, matched.length);
  }
  return result();
}

/** Of one name, or of its key. */
function isDenied({ code }: Failure): boolean {
  return code === 'denied' || code === 'key-unusable';
}

async function patiently<T>(read: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await read();
    } catch (thrown) {
      if (failureOf(thrown).code !== 'throttled' || attempt === ATTEMPTS) throw thrown;
    }
  }
}
