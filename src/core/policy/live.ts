import type { AnswerOrigin } from '../ports';
import type { Rule } from '../rule';
import type { Delegation } from './delegations';

/** A key policy of a template, and the account that is connected. */
export interface LivePolicyContext {
  readonly delegation: Delegation;
  /** Twelve digits. */
  readonly account: string;
  readonly origin: AnswerOrigin;
}

export type LivePolicyRule = Rule<LivePolicyContext>;
