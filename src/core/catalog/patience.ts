/** When to stop asking: a policy that denies, or a line that is down, gives a thousand names the same answer. */
import type { Failure } from '../failure';
import type { Clock } from '../ports';

export interface Patience {
  /** Why there is no use in asking now; undefined: ask. */
  refusal(): Failure | undefined;
  /** How a call ended; undefined: with an answer. */
  learn(failure: Failure | undefined): void;
}

/** A permission that was just granted should not wait for long; a line that is down comes back by itself. */
const REST_MS = { denied: 60_000, other: 5_000 };

/** Other failures than denials in a row: one alone may pass. */
const MAX_FAILURES = 5;

/** Refuses for a while after `denials` in a row, or so many failures of another kind. An answer ends the row. */
export function createPatience(clock: Clock, denials: number): Patience {
  let last: { readonly failure: Failure; readonly at: number; readonly inRow: number } | undefined;
  return {
    refusal: () => {
      if (last === undefined) return undefined;
      const isDenied = last.failure.code === 'denied';
      const limit = isDenied ? denials : MAX_FAILURES;
      if (last.inRow < limit) return undefined;
      const rest = isDenied ? REST_MS.denied : REST_MS.other;
      return clock.now() - last.at < rest ? withoutResource(last.failure, limit) : undefined;
    },
    learn: failure => {
      if (failure?.code === 'cancelled') return;
      const inRow = failure && failure.code === last?.failure.code ? last.inRow + 1 : 1;
      last = failure && { failure, at: clock.now(), inRow };
    },
  };
}

/** It was said of another name. */
function withoutResource({ resource: _, requestId: __, ...failure }: Failure, limit: number): Failure {
  if (limit === 1) return failure;
  const action = failure.missingAction ?? failure.operation;
  return { ...failure, message: `Not asked, as it failed for ${limit} others in a row: ${action}` };
}
