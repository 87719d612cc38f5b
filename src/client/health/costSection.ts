import type { CostSum } from '../../core/catalog/cost';
import type { CostReport } from '../../core/health/costs';
import type { HealthKind } from '../../core/health/facts';
import { visible } from '../../core/text/markdown';
import { escapeHtml } from '../html';

export interface CostTexts {
  readonly title: string;
  /** What the prices are, and what is not in them. */
  readonly hint: string;
  readonly columns: readonly [what: string, charged: string, unknown: string, amount: string];
  readonly services: Readonly<Record<HealthKind, string>>;
  readonly total: string;
  readonly byPath: string;
  readonly noPath: string;
  readonly byItem: string;
  readonly itemColumns: readonly [name: string, service: string, amount: string];
  readonly amount: (usd: number) => string;
  readonly atLeast: (amount: string) => string;
  readonly more: (count: number) => string;
}

/** Of more the export tells. */
const MAX_ROWS = 20;

/** What is there costs, by service, by path and by item. */
export function costSection(costs: CostReport, texts: CostTexts, hide: (text: string) => string): string {
  const { services, total, paths, items } = costs;
  const sums = [
    ...(['parameter', 'secret', 'key'] as const).map(kind => [texts.services[kind], services[kind]] as const),
    [texts.total, total] as const,
  ];
  const pathRows = paths.map(
    path =>
      [`${path.path === '' ? texts.noPath : hide(path.path)} (${texts.services[path.kind]})`, path] as const,
  );
  return `<section class="costs" aria-labelledby="costs"><h2 id="costs">${textOf(texts.title)}</h2>
<p class="why">${textOf(texts.hint)}</p>
${sumTable(sums, texts)}
${pathRows.length > 0 ? `<h3>${textOf(texts.byPath)}</h3>${sumTable(pathRows, texts)}` : ''}
${items.length > 0 ? `<h3>${textOf(texts.byItem)}</h3>${itemTable(items, texts, hide)}` : ''}
</section>`;
}

function sumTable(rows: readonly (readonly [what: string, sum: CostSum])[], texts: CostTexts): string {
  const cells = rows
    .slice(0, MAX_ROWS)
    .map(
      ([what, { charged, unknown, usd }]) =>
        `<tr><th scope="row">${textOf(what)}</th><td>${charged}</td><td>${unknown}</td><td class="amount">${textOf(texts.amount(usd))}</td></tr>`,
    );
  return tableOf(texts.columns, cells, rows.length, texts);
}

function itemTable(items: CostReport['items'], texts: CostTexts, hide: (text: string) => string): string {
  const cells = items.slice(0, MAX_ROWS).map(({ kind, name, cost }) => {
    const amount = texts.amount(cost.usd);
    return `<tr><th scope="row"><code>${textOf(hide(name))}</code></th><td>${textOf(texts.services[kind])}</td><td class="amount">${textOf(cost.atLeast ? texts.atLeast(amount) : amount)}</td></tr>`;
  });
  return tableOf(texts.itemColumns, cells, items.length, texts);
}

function tableOf(
  columns: readonly string[],
  cells: readonly string[],
  all: number,
  { more }: CostTexts,
): string {
  const head = columns.map(
    (column, at) =>
      `<th scope="col"${at === columns.length - 1 ? ' class="amount"' : ''}>${textOf(column)}</th>`,
  );
  const left = all - cells.length;
  return `<table><thead><tr>${head.join('')}</tr></thead><tbody>${cells.join('\n')}</tbody></table>${left > 0 ? `<p class="more">${textOf(more(left))}</p>` : ''}`;
}

function textOf(text: string): string {
  return escapeHtml(visible(text));
}
