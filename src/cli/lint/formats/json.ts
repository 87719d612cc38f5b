import type { LintReport } from '../report';

export function formatJson(report: LintReport): string {
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
