import type { Evidence, Problem, ProblemCode, Severity } from './problem';

/**
 * One rule, one file: what it says, why, and how it finds it. The tables (`reference/rules.ts`, `policy/rules.ts`)
 * list them; docs/rules.md is generated from what is written here.
 */
export interface Rule<Context> {
  readonly code: ProblemCode;
  /** The most severe it gets; a single finding may be milder where the evidence is. */
  readonly severity: Severity;
  readonly evidence: Evidence;
  /** One line for a list. */
  readonly summary: string;
  readonly documentation: RuleDocumentation;
  check(context: Context): readonly Problem[];
}

/** What a rule says about itself, without what it checks. */
export type RuleDescription = Omit<Rule<never>, 'check'>;

export interface RuleDocumentation {
  readonly what: string;
  readonly why: string;
  /** Template or policy text: what is found and what would be right. */
  readonly example: string;
  /** The page of AWS (or the measurement) this follows. */
  readonly source: string;
}
