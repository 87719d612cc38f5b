/** The report as a file: metadata alone, in the language of the rules. */
import { codeSpan, escapeMarkdown } from '../text/markdown';
import type { CostReport } from './costs';
import type { HealthReading } from './reading';
import type { FindingGroup, HealthReport } from './report';

export interface ExportedReport {
  /** For people: `dev · 123456789012 · eu-west-1`. */
  readonly connection: string;
  readonly report: HealthReport;
  readonly reading: HealthReading;
}

/** Stable: consumers ignore fields and codes they do not know. */
export function reportJson({ connection, report, reading }: ExportedReport): string {
  const { facts, calls, stopped, leftOut, notRead } = reading;
  const { groups, counts, items, costs } = report;
  const findings = groups.flatMap(group =>
    group.findings.map(({ code, severity, kind, name, id, message }) => ({
      rule: code,
      severity,
      kind,
      name,
      id,
      message,
    })),
  );
  const whole = {
    version: 1,
    connection,
    region: facts.region,
    readAt: new Date(facts.now).toISOString(),
    calls,
    complete: isComplete(reading),
    stopped,
    leftOut,
    notRead: notRead.map(({ action, failure: { code, message }, items: of }) => ({
      action,
      code,
      message,
      ...(of !== undefined && { items: of }),
    })),
    items,
    counts,
    findings,
    costs: { currency: 'USD', per: 'month', list: 'us-east-1', ...costs },
  };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

export function reportMarkdown({ connection, report, reading }: ExportedReport): string {
  const { facts, calls } = reading;
  const { counts, items, groups, costs } = report;
  return [
    '# Health report',
    '',
    `${escapeMarkdown(connection)}, read ${new Date(facts.now).toISOString()} with ${calls} calls. No value was read.`,
    '',
    `Parameters: ${items.parameter}, secrets: ${items.secret}, keys: ${items.key}. Errors: ${counts.error}, warnings: ${counts.warning}, notes: ${counts.info}.`,
    '',
    ...gapsOf(reading),
    ...(groups.length === 0 ? ['Nothing to improve.', ''] : groups.flatMap(sectionOf)),
    ...costsOf(costs),
  ].join('\n');
}

/** Whether everything was read that a rule looks at. */
export function isComplete({ stopped, leftOut, notRead }: HealthReading): boolean {
  return !stopped && leftOut === 'nothing' && notRead.length === 0;
}

function gapsOf({ stopped, leftOut, notRead }: HealthReading): readonly string[] {
  const lines = [
    ...(stopped ? ['Reading was stopped: this is not all.'] : []),
    ...(leftOut === 'policies' ? ['Key policies were left out.'] : []),
    ...(leftOut === 'lists' ? ['Lists alone were read.'] : []),
    ...notRead.map(({ action, failure, items }) => {
      const of = items === undefined ? 'the list is not whole' : `items: ${items}`;
      return `Not read: ${codeSpan(action)} (${of}). ${escapeMarkdown(failure.message)}`;
    }),
  ];
  return lines.length === 0 ? [] : [...lines.map(line => `- ${line}`), ''];
}

function sectionOf({ title, severity, why, source, findings }: FindingGroup): readonly string[] {
  return [
    `## ${title} (${findings.length}, ${severity})`,
    '',
    why,
    '',
    '| Name | Severity | Finding |',
    '| --- | --- | --- |',
    ...findings.map(
      ({ name, severity: own, message }) =>
        `| ${cell(codeSpan(name))} | ${own} | ${escapeMarkdown(message)} |`,
    ),
    '',
    `Source: <${source}>`,
    '',
  ];
}

/** A pipe ends a table's cell even inside a code span. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

function costsOf({ total, services, paths }: CostReport): readonly string[] {
  const amount = (usd: number) => `$${usd.toFixed(2)}`;
  return [
    '## Cost a month',
    '',
    'List prices of us-east-1, without calls; some Regions differ.',
    '',
    '| What | Charged | Not known in full | A month |',
    '| --- | --- | --- | --- |',
    ...[
      ['Parameters', services.parameter] as const,
      ['Secrets', services.secret] as const,
      ['Keys', services.key] as const,
      ['All', total] as const,
    ].map(([what, { charged, unknown, usd }]) => `| ${what} | ${charged} | ${unknown} | ${amount(usd)} |`),
    ...paths.map(
      ({ path, charged, unknown, usd }) =>
        `| ${path === '' ? 'in no path' : cell(codeSpan(path))} | ${charged} | ${unknown} | ${amount(usd)} |`,
    ),
    '',
  ];
}
