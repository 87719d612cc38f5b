import type { HealthKind } from '../../core/health/facts';
import type { NotRead } from '../../core/health/reading';
import type { Finding, HealthReport } from '../../core/health/report';
import type { HealthFix } from '../../core/health/rule';
import type { Severity } from '../../core/problem';
import { visible } from '../../core/text/markdown';
import { escapeHtml, pageHead } from '../html';
import { type CostTexts, costSection } from './costSection';
import { button, groupsOf, textOf } from './healthFindings';

export interface HealthPageOptions {
  readonly nonce: string;
  readonly styles: readonly string[];
  readonly script: string;
  readonly language: string;
  readonly origin: string;
  readonly sandbox: boolean;
  /** Counts drawings: what is pressed in an older one is not acted on. */
  readonly drawing: number;
  readonly report: HealthReport;
  readonly notRead: readonly NotRead[];
  /** What may be done about a finding here and now. */
  readonly fixesOf: (finding: Finding) => readonly HealthFix[];
  readonly texts: HealthPageTexts;
  /** Makes of a text what may be shown of it. */
  readonly hide: (text: string) => string;
}

/** Everything the page says, in the person's language; rules speak for themselves. */
export interface HealthPageTexts {
  readonly title: string;
  /** When it was read, and with how many calls. */
  readonly when: string;
  readonly summary: string;
  /** What keeps it from being the whole truth. */
  readonly notices: readonly string[];
  readonly again: string;
  readonly export: string;
  readonly filter: string;
  readonly all: string;
  readonly kinds: Readonly<Record<HealthKind, string>>;
  readonly severities: Readonly<Record<Severity, string>>;
  readonly fixTitle: (fix: HealthFix) => string;
  readonly show: string;
  readonly source: string;
  readonly nothing: string;
  readonly nothingOfKind: string;
  readonly more: (count: number) => string;
  readonly notReadTitle: string;
  readonly notRead: (one: NotRead) => string;
  readonly statement: string;
  readonly costs: CostTexts;
}

export const healthKinds: readonly HealthKind[] = ['parameter', 'secret', 'key'];

/**
 * The report as a page. Every text of an account goes through `textOf`, and the page holds no ARN. Nothing remote, no inline
 * style, scripts by nonce alone.
 */
export function healthPage(options: HealthPageOptions): string {
  const { nonce, texts, report, drawing } = options;
  const { language, styles } = options;
  return `${pageHead({ nonce, language, styles, title: visible(texts.title), scripts: true })}
<body data-drawing="${drawing}">
<header>
<h1>${textOf(texts.title)}</h1>
<p class="origin${options.sandbox ? ' sandbox' : ''}">${textOf(options.origin)}</p>
<p>${textOf(texts.when)}</p>
</header>
<div class="actions">
${button('again', {}, texts.again)}
${button('export', {}, texts.export, 'secondary')}
</div>
${texts.notices.map(notice => `<p class="notice" role="note">${textOf(options.hide(notice))}</p>`).join('\n')}
<p class="summary"><strong>${textOf(texts.summary)}</strong></p>
${report.groups.length > 0 ? filterOf(report, texts) : ''}
<main>
${report.groups.length > 0 ? groupsOf(options) : `<p id="nothing">${textOf(texts.nothing)}</p>`}
<p id="nothing-of-kind" role="status" hidden>${textOf(texts.nothingOfKind)}</p>
</main>
${notReadOf(options)}
${costSection(report.costs, texts.costs, options.hide)}
<script nonce="${nonce}" src="${escapeHtml(options.script)}"></script>
</body>
</html>`;
}

function filterOf({ groups }: HealthReport, { filter, all, kinds }: HealthPageTexts): string {
  const countOf = (kind?: HealthKind) =>
    groups.reduce((sum, group) => sum + (kind && group.kind !== kind ? 0 : group.findings.length), 0);
  const choice = (value: string, label: string, count: number) =>
    `<label><input type="radio" name="kind" value="${value}"${value === '' ? ' checked' : ''}> ${textOf(label)} (${count})</label>`;
  return `<fieldset class="filter"><legend>${textOf(filter)}</legend>
${choice('', all, countOf())}
${healthKinds.map(kind => choice(kind, kinds[kind], countOf(kind))).join('\n')}
</fieldset>`;
}

function notReadOf({ notRead, texts, hide }: HealthPageOptions): string {
  if (notRead.length === 0) return '';
  const rows = notRead.map((one, at) => {
    const { code, explicitDeny } = one.failure;
    // No statement that allows it could help where a policy denies it in so many words.
    const offer = code === 'denied' && !explicitDeny;
    return `<li><div class="what"><code>${textOf(one.action)}</code><p>${textOf(hide(texts.notRead(one)))}</p></div><div class="fixes">${offer ? button('statement', { at }, texts.statement, 'secondary', one.action) : ''}</div></li>`;
  });
  return `<section class="not-read" aria-labelledby="not-read"><h2 id="not-read">${textOf(texts.notReadTitle)}</h2><ul>${rows.join('')}</ul></section>`;
}
