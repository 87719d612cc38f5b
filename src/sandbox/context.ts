import type { Input } from './input';
import type { RegionState } from './state';

/** What an operation may know and touch. */
export interface RequestContext {
  readonly account: string;
  readonly region: string;
  readonly callerArn: string;
  readonly state: RegionState;
  /** The same caller in another Region, for what is replicated. */
  readonly elsewhere: (region: string) => RequestContext;
  /** Those that something is in, this one among them. */
  readonly regions: () => readonly string[];
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Throws AWS's AccessDeniedException where the fault plan denies the action. */
  readonly authorize: (action: string, resource: string) => void;
  /** Marks the state as changed where the operation's name does not tell (a managed key made by a read). */
  readonly touch: () => void;
}

export type Output = Readonly<Record<string, unknown>>;

/** Synchronous: every request is atomic, which is what AWS promises for one item. */
export type Operation = (input: Input, context: RequestContext) => Output;

export interface Service {
  /** The IAM prefix, `ssm`. */
  readonly prefix: string;
  readonly operations: Readonly<Record<string, Operation>>;
  /** What an AccessDenied message names as the resource. */
  readonly resourceOf: (operation: string, input: Input, context: RequestContext) => string;
}

/** Dates are seconds in AWS JSON. */
export function seconds(milliseconds: number): number {
  return milliseconds / 1000;
}
