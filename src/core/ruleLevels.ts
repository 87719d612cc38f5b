import type { Problem, Severity } from './problem';

export type Level = 'off' | 'info' | 'warning' | 'error';

const LEVELS: readonly string[] = ['off', 'info', 'warning', 'error'] satisfies readonly Level[];

/** As people write them in `keyhole.lint.rules` and behind `--rule`: a code, or an area and a star. */
export type Levels = Readonly<Record<string, unknown>>;

export function isLevel(text: unknown): text is Level {
  return typeof text === 'string' && LEVELS.includes(text);
}

/** The level of a rule: its own, else that of its area, `reference/*`; undefined: as the linter has it. */
export function levelFor(code: string, levels: Levels): Level | undefined {
  const own = levels[code] ?? levels[`${code.split('/')[0]}/*`];
  return isLevel(own) ? own : undefined;
}

/** The problems as somebody wants them: at their levels, those that are off left out. */
export function atLevels(problems: readonly Problem[], levels: Levels): readonly Problem[] {
  return problems.flatMap(problem => {
    const level = levelFor(problem.code, levels);
    if (level === 'off') return [];
    return level === undefined || level === problem.severity ? [problem] : [leveled(problem, level)];
  });
}

/** Fixes of some problems are made when somebody asks: a copy of the values would ask for all of them. */
function leveled(problem: Problem, severity: Severity): Problem {
  const own = Object.getOwnPropertyDescriptors(problem);
  return Object.defineProperties({ ...EMPTY }, { ...own, severity: { value: severity, enumerable: true } });
}

const EMPTY: Problem = {
  code: 'suppression/none',
  severity: 'info',
  message: '',
  span: { start: 0, end: 0 },
  evidence: 'static',
};
