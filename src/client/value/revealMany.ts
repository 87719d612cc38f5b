import { batchesOf } from '../../core/batches';
import { type Failure, type FailureCode, failureOf } from '../../core/failure';
import type { AwsConnection } from '../../core/ports';
import type { CallOptions } from '../../core/stores/call';
import type { RevealedParameter } from '../../core/stores/parameterStore';

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameters.html */
const BATCH = 10;
/** About one of the names, so that the others may answer. */
const OF_ONE: ReadonlySet<FailureCode> = new Set(['denied', 'key-unusable', 'invalid', 'internal']);

/** How many calls it takes where nothing is denied. */
export function callsToReveal(count: number): number {
  return Math.ceil(count / BATCH);
}

export interface RevealPace extends CallOptions {
  /** Called after each call with how many are done. */
  readonly report?: (done: number) => void;
}

/**
 * Values of many parameters, because a person asked for all of them. A name without an entry does not exist; one that may
 * not be read has its failure. Rejects where no other name would fare better: expired, throttled, cancelled.
 */
export async function revealMany(
  names: readonly string[],
  { parameters }: Pick<AwsConnection, 'parameters'>,
  { report, ...options }: RevealPace = {},
): Promise<ReadonlyMap<string, RevealedParameter | Failure>> {
  const found = new Map<string, RevealedParameter | Failure>();
  let done = 0;
  for (const batch of batchesOf(names, BATCH)) {
    try {
      for (const [name, revealed] of await parameters.revealNames(batch, options)) found.set(name, revealed);
    } catch (thrown) {
      if (!OF_ONE.has(failureOf(thrown).code)) throw thrown;
      // One that may not be decrypted takes its whole batch along.
      for (const name of batch) {
        const one = await revealOne(name, parameters, options);
        if (one) found.set(name, one);
      }
    }
    done += batch.length;
    report?.(done);
  }
  return found;
}

async function revealOne(
  name: string,
  parameters: AwsConnection['parameters'],
  options: CallOptions,
): Promise<RevealedParameter | Failure | undefined> {
  try {
    return await parameters.reveal(name, undefined, options);
  } catch (thrown) {
    const failure = failureOf(thrown);
    if (failure.code === 'not-found') return undefined;
    if (!OF_ONE.has(failure.code)) throw thrown;
    return failure;
  }
}

export function isRevealed(candidate: RevealedParameter | Failure): candidate is RevealedParameter {
  return 'value' in candidate;
}
