/** One run over an account and Region: what it found out, what it asked, and what it could not learn. */
import type { Failure } from '../failure';
import type { HealthFacts } from './facts';

export interface HealthReading {
  readonly facts: HealthFacts;
  /** Requests to AWS; those that were sent again because AWS asked for it count once. */
  readonly calls: number;
  /** Somebody stopped it, or the credentials ended on the way: there may be more of everything. */
  readonly stopped: boolean;
  /** What was left out on request. */
  readonly leftOut: Extent;
  readonly notRead: readonly NotRead[];
}

/** How much of the keys and rotating secrets is looked at beyond the lists; `lists`: nothing. */
export type Extent = 'nothing' | 'policies' | 'lists';

/** Calls of one action that were refused or failed. */
export interface NotRead {
  /** The IAM action that is missing where it is denied, else the operation. */
  readonly action: string;
  /** The first of them; the others may have failed otherwise. */
  readonly failure: Failure;
  /** How many items were to be read by it; absent for a list, which is not whole. */
  readonly items?: number;
}

/** What looking closer takes, for the question whether it may. */
export interface DetailCost {
  readonly keys: number;
  readonly secrets: number;
  /** At most so many calls, without and with the policies of the keys. */
  readonly without: number;
  readonly all: number;
}
