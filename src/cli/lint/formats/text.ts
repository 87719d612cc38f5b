import type { Severity } from '../../../core/problem';
import { visible } from '../../../core/text/markdown';
import type { FileReport, LintReport, ReportedProblem } from '../report';

const COLORS: Readonly<Record<Severity, number>> = { error: 31, warning: 33, info: 36 };
const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

/**
 * A line `path:line:column severity code message` for each problem, counted from one as editors and terminals do, an empty
 * line between files, a summary at the end. What a file says is shown so that it cannot move the cursor.
 */
export function formatText(report: LintReport, color: boolean): string {
  const groups = report.files
    .filter(({ problems }) => problems.length > 0)
    .map(({ path, problems }) => problems.map(problem => lineOf(path, problem, color)).join('\n'));
  return `${[...groups, summaryOf(report.files)].join('\n\n')}\n`;
}

function lineOf(path: string, problem: ReportedProblem, color: boolean): string {
  const { range, severity, code, message } = problem;
  const place = `${visible(path)}:${range.start.line + 1}:${range.start.character + 1}`;
  const label = color ? `\u001B[${COLORS[severity]}m${severity}\u001B[0m` : severity;
  return `${place} ${label} ${code} ${visible(message)}`;
}

function summaryOf(files: readonly FileReport[]): string {
  const checked = files.filter(({ kind }) => kind !== 'none').length;
  const others = files.length - checked;
  const problems = files.flatMap(file => file.problems);
  const counts = SEVERITIES.map(severity => ({
    severity,
    count: problems.filter(problem => problem.severity === severity).length,
  })).filter(({ count }) => count > 0);
  const found =
    counts.length === 0
      ? 'no problems'
      : counts.map(({ severity, count }) => amount(count, NOUNS[severity])).join(', ');
  const left = others === 0 ? '' : `, ${amount(others, 'file')} with nothing to check`;
  return `${amount(checked, 'file')} checked: ${found}${left}`;
}

const NOUNS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'information' };

function amount(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 || noun === 'information' ? '' : 's'}`;
}
