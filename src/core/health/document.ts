import { healthRules } from './rules';

/** The text of docs/health.md. */
export function healthMarkdown(): string {
  return [
    '# The health report',
    '',
    'Generated from the rules in `src/core/health`; change those. Metadata alone is looked at, never a value. What is shown is the',
    'most severe each gets; a single finding may be milder, as its text says.',
    '',
    '| Rule | Severity | Finds |',
    '| --- | --- | --- |',
    ...healthRules.map(({ code, severity, title }) => `| [${code}](#${code}) | ${severity} | ${title} |`),
    '',
    ...healthRules.flatMap(({ code, title, documentation: { what, why, source } }) => [
      `## ${code}`,
      '',
      `**${title}.**`,
      '',
      what,
      '',
      why,
      '',
      `Source: <${source}>`,
      '',
    ]),
  ].join('\n');
}
