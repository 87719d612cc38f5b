/** The findings of a report as parts of its page, and what the other parts are made of. */
import type { Finding, FindingGroup } from '../../core/health/report';
import type { Severity } from '../../core/problem';
import { visible } from '../../core/text/markdown';
import { escapeHtml } from '../html';
import type { HealthPageOptions, HealthPageTexts } from './healthPage';

/** A page of more is slow to draw, and nobody reads it: the export has all of them. */
export const MAX_ROWS = 200;

export function groupsOf(options: HealthPageOptions): string {
  let at = 0;
  const parts: string[] = [];
  for (const group of options.report.groups) {
    parts.push(groupOf(group, at, options));
    at += group.findings.length;
  }
  return parts.join('\n');
}

/** `first`: the place of its first finding among all. */
function groupOf(group: FindingGroup, first: number, options: HealthPageOptions): string {
  const { code, kind, title, why, source, severity, findings } = group;
  const { texts } = options;
  const more = findings.length - MAX_ROWS;
  return `<details open class="group" data-kind="${kind}" data-code="${code}">
<summary><h2>${mark(severity, texts)} ${textOf(title)} <span class="count">${findings.length}</span></h2></summary>
<p class="why">${textOf(why)} <a href="${escapeHtml(source)}">${textOf(texts.source)}</a></p>
<ul>
${findings
  .slice(0, MAX_ROWS)
  .map((finding, index) => findingOf(finding, first + index, options))
  .join('\n')}
</ul>
${more > 0 ? `<p class="more">${textOf(texts.more(more))}</p>` : ''}
</details>`;
}

function findingOf(finding: Finding, at: number, { texts, hide, fixesOf }: HealthPageOptions): string {
  const { severity, message } = finding;
  const name = hide(finding.name);
  const buttons = [
    ...fixesOf(finding).map((fix, index) =>
      // Nobody is pushed to do something about a mere note.
      button(
        'fix',
        { at, fix },
        texts.fixTitle(fix),
        index === 0 && severity !== 'info' ? '' : 'secondary',
        name,
      ),
    ),
    button('show', { at }, texts.show, 'secondary', name),
  ];
  return `<li class="${severity}"><div class="what"><code>${textOf(name)}</code> <span class="severity">${textOf(texts.severities[severity])}</span><p>${textOf(hide(message))}</p></div><div class="fixes">${buttons.join('')}</div></li>`;
}

/** By a sign and a colour, and in words at each finding. */
function mark(severity: Severity, { severities }: HealthPageTexts): string {
  const signs: Readonly<Record<Severity, string>> = { error: '✖', warning: '▲', info: 'ℹ' };
  return `<span class="mark ${severity}" role="img" aria-label="${textOf(severities[severity])}">${signs[severity]}</span>`;
}

export function button(
  type: string,
  data: Readonly<Record<string, string | number>>,
  label: string,
  kind = '',
  about?: string,
): string {
  const attributes = Object.entries(data).map(
    ([name, value]) => ` data-${name}="${escapeHtml(String(value))}"`,
  );
  const spoken = about === undefined ? '' : ` aria-label="${textOf(`${label} ${about}`)}"`;
  return `<button type="button" class="${kind}" data-type="${type}"${attributes.join('')}${spoken}>${textOf(label)}</button>`;
}

export function textOf(text: string): string {
  return escapeHtml(visible(text));
}
