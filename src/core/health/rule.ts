import type { Severity } from '../problem';
import type { HealthFacts, HealthItems, HealthKind } from './facts';

/** What can be done about it; the client knows which command does it. */
export type HealthFix =
  | 'set-rotation'
  | 'rotate-now'
  | 'show-versions'
  | 'delete-secret'
  | 'restore-secret'
  | 'change-settings'
  | 'copy-parameter'
  | 'create-alias'
  | 'turn-on-rotation'
  | 'enable-key'
  | 'delete-key'
  | 'cancel-deletion'
  | 'open-policy';

/** What a rule has against one item. */
export interface Remark {
  /** A sentence for people, without the item's name. Never a value. */
  readonly message: string;
  /** Where it is another than the rule's: milder or worse, as the evidence is. */
  readonly severity?: Severity;
  /** Instead of the rule's. */
  readonly fixes?: readonly HealthFix[];
}

/**
 * One rule, one file: what it says, why, and how it finds it in metadata. `rules.ts` lists them; docs/health.md is
 * generated from what is written here.
 */
export interface RuleFor<K extends HealthKind> {
  readonly code: `${K}-${string}`;
  readonly on: K;
  /** The most severe it gets. */
  readonly severity: Severity;
  /** Heads its findings. */
  readonly title: string;
  readonly documentation: {
    readonly what: string;
    readonly why: string;
    /** AWS's page. */
    readonly source: string;
  };
  /** The first is what is done most. */
  readonly fixes: readonly HealthFix[];
  check(item: HealthItems[K], facts: HealthFacts): Remark | undefined;
}

export type HealthRule = { readonly [K in HealthKind]: RuleFor<K> }[HealthKind];
