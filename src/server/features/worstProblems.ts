import type { Problem, Severity } from '../../core/problem';

const ORDER: readonly Severity[] = ['error', 'warning', 'info'];

/** The worst of them, in the order they had; all, where they are no more than that. */
export function worstProblems(problems: readonly Problem[], most: number): readonly Problem[] {
  if (problems.length <= most) return problems;
  const chosen = new Set<Problem>();
  for (const severity of ORDER) {
    for (const problem of problems) {
      if (chosen.size === most) return problems.filter(one => chosen.has(one));
      if (problem.severity === severity) chosen.add(problem);
    }
  }
  return problems.filter(one => chosen.has(one));
}
