import { shiftSpan } from './template/shift';
import type { Span, TextEdit } from './text/range';

export type Severity = 'error' | 'warning' | 'info';

/** What a finding rests on: the text alone, other files of the workspace, or an account that was asked. */
export type Evidence = 'static' | 'workspace' | 'live';

/** Readable and final, `<area>/<name>`: people write it in settings, suppressions and pipelines. */
export type ProblemCode =
  `${'reference' | 'template-parameter' | 'parameter' | 'secret' | 'key' | 'policy' | 'suppression'}/${string}`;

export interface RelatedPlace {
  readonly span: Span;
  readonly message: string;
}

/** A change that makes the problem go away. `preferred` marks the one an "auto fix" takes. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  readonly preferred?: boolean;
}

export interface Problem {
  readonly code: ProblemCode;
  readonly severity: Severity;
  /** For people; never holds a value. The variable part stands at the end, after a colon, where the sentence allows. */
  readonly message: string;
  readonly span: Span;
  readonly evidence: Evidence;
  /** Logical id of the resource, and the path below its `Properties` (`Environment.Variables.DB_HOST`). */
  readonly logicalId?: string;
  readonly propertyPath?: string;
  readonly related?: readonly RelatedPlace[];
  readonly fixes?: readonly Fix[];
  /** Live evidence only: when the account was read, in milliseconds since 1970. */
  readonly readAt?: number;
}

/** Where the rule is documented: `codeDescription.href` in editors, `docs` in the command's JSON, `helpUri` in SARIF. */
export function docsUrl(code: ProblemCode): string {
  return `https://github.com/keyhole-aws/keyhole/blob/main/docs/rules.md#${code.replace('/', '')}`;
}

/** The same problem further on in the text. */
export function shiftProblem(problem: Problem, by: number): Problem {
  if (by === 0) return problem;
  const { span, related, fixes } = problem;
  const move = <T extends { readonly span: Span }>(each: T): T => ({
    ...each,
    span: shiftSpan(each.span, by),
  });
  return {
    ...problem,
    span: shiftSpan(span, by),
    ...(related && { related: related.map(move) }),
    ...(fixes && { fixes: fixes.map(fix => ({ ...fix, edits: fix.edits.map(move) })) }),
  };
}
