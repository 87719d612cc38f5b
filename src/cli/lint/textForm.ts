import type { Severity } from '../../core/problem';
import type { FileReport, ProblemReport } from './report';

const COLORS: Readonly<Record<Severity, number>> = { error: 31, warning: 33, info: 36 };

/** `path:line:col severity code message`, one-based, a blank line between files, a summary at the end. */
export function textForm(files: readonly FileReport[], colors: boolean): string {
  const paint = (code: number, text: string) => (colors ? `\u001b[${code}m${text}\u001b[0m` : text);
  const groups = files
    .filter(({ problems }) => problems.length > 0)
    .map(({ path, problems }) => problems.map(problem => line(path, problem, paint)).join(''));
  return [...groups, `${summary(files)}\n`].join('\n');
}

type Paint = (code: number, text: string) => string;

function line(path: string, { range, severity, code, message }: ProblemReport, paint: Paint): string {
  const place = `${printable(path)}:${range.start.line + 1}:${range.start.character + 1}`;
  return `${place} ${paint(COLORS[severity], severity)} ${paint(2, code)} ${printable(message)}\n`;
}

function summary(files: readonly FileReport[]): string {
  const ours = files.filter(({ kind }) => kind !== 'none').length;
  const all = files.flatMap(({ problems }) => problems);
  const count = (severity: Severity) => all.filter(problem => problem.severity === severity).length;
  const found = [
    plural(count('error'), 'error'),
    plural(count('warning'), 'warning'),
    ...(count('info') > 0 ? [plural(count('info'), 'note')] : []),
  ];
  return `${found.join(', ')} in ${plural(ours, 'template or policy', 'templates and policies')} (${plural(files.length, 'file')} looked at)`;
}

function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** File names and template text must not steer a terminal, break a line or turn the reading direction. */
export function printable(text: string): string {
  return text.replace(
    /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    unit => `\\u{${unit.charCodeAt(0).toString(16)}}`,
  );
}
