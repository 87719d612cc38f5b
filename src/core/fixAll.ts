import type { Fix, Problem, ProblemCode } from './problem';
import type { TextEdit } from './text/range';

export interface FixAll {
  /** How many problems the edits mend. */
  readonly count: number;
  readonly edits: readonly TextEdit[];
}

/**
 * Edits that mend as many of the problems as can be mended at once: each by its preferred fix or, unless `surely`, by its
 * only one. A fix that touches text another one changes is left for the next time.
 */
export function fixAll(problems: readonly Problem[], { surely = false } = {}): FixAll {
  const edits: TextEdit[] = [];
  let count = 0;
  for (const problem of problems) {
    const fix = theFix(problem, surely);
    if (fix === undefined) continue;
    const more = fix.edits.filter(edit => !edits.some(other => isSame(edit, other)));
    if (more.some(edit => edits.some(other => touches(edit, other)))) continue;
    edits.push(...more);
    count += 1;
  }
  return { count, edits };
}

/** The problems of one kind, for "fix all of this kind". */
export function problemsOf(problems: readonly Problem[], code: ProblemCode): readonly Problem[] {
  return problems.filter(problem => problem.code === code);
}

function theFix({ fixes = [] }: Problem, surely: boolean): Fix | undefined {
  const preferred = fixes.find(fix => fix.preferred);
  return preferred ?? (surely || fixes.length > 1 ? undefined : fixes[0]);
}

function isSame(a: TextEdit, b: TextEdit): boolean {
  return a.span.start === b.span.start && a.span.end === b.span.end && a.newText === b.newText;
}

/** Two insertions at one place touch: which comes first would be chance. */
function touches({ span: a }: TextEdit, { span: b }: TextEdit): boolean {
  return a.start <= b.end && b.start <= a.end;
}
