/** Files that are no template and hold references or policies all the same. */
import type { SourceText } from '../detect';
import type { PlacedPolicy } from '../policy/placedPolicy';
import type { Problem } from '../problem';
import type { LiveRule } from '../reference/rules/live';
import type { ReferenceUse } from '../reference/use';

export interface Dialect {
  /** What `keyhole lint --format json` calls the kind of the file. */
  readonly id: DialectId;
  /** Whether a file is worth reading by its name alone; absent: those that a template could have. */
  readonly claims?: (name: string) => boolean;
  /** Whether a file is of this dialect and has its mark: asked of every file, so a few searches at most. */
  recognises(source: SourceText): boolean;
  /** In the order of the text. Where a name is put together by a program, nothing is known of it. */
  usesIn(source: SourceText): readonly ReferenceUse[];
  /** What an account's answers are looked at for. */
  readonly liveRules: readonly LiveRule[];
  /** Whether what it holds becomes part of a template, or is read by another service. */
  readonly deploys: boolean;
  /** Policies that something can be said of, or offered in, where they stand. */
  policiesIn?(source: SourceText): readonly PlacedPolicy[];
  /** What the text alone says of them. What a program makes of its strings is not known: no errors. */
  problemsOf(uses: readonly ReferenceUse[], source: SourceText): readonly Problem[];
}

export type DialectId = 'code' | 'ecs-task-definition' | 'buildspec' | 'serverless' | 'terraform';
