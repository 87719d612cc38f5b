// What an operation of the Query protocol is given, and gives.
import type { Clock } from '../core/ports';
import type { SandboxState } from './state';

export interface QueryContext {
  readonly state: SandboxState;
  readonly clock: Clock;
  readonly caller: Identity;
}

export interface Identity {
  readonly account: string;
  readonly arn: string;
  readonly userId: string;
}

export interface QueryOperation {
  /** Whether it changes what is there. */
  readonly writes?: true;
  /** Asked by whoever has no credentials yet. */
  readonly unsigned?: true;
  /** For a denial; `*` where the call names no resource. */
  resourceOf(form: URLSearchParams, context: QueryContext): string;
  /** The inside of `<…Result>`. */
  run(form: URLSearchParams, context: QueryContext): string;
}
