/** What all calls have in common: each rejects with a FailureError (failure.ts) and stops when its signal says so. */
import type { Failure } from '../failure';

export type Pages<T> = AsyncIterable<readonly T[]>;

/** Who is waiting. Interactive calls go before background ones in the limiter's queue. */
export type Urgency = 'interactive' | 'background';

export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly urgency?: Urgency;
  /** A page of a listing is asked for again after this: what is shown says so meanwhile. */
  readonly onRetry?: (failure: Failure) => void;
}
