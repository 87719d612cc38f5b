import type { AccessPolicy } from '../../core/access/accessPolicy';
import type { AccessOutcome, AccessRow } from '../../core/access/checkAccess';
import { visible } from '../../core/text/markdown';
import { escapeHtml, pageHead } from '../html';

export interface AccessPageOptions {
  readonly nonce: string;
  readonly styles: readonly string[];
  readonly language: string;
  readonly origin: string;
  readonly sandbox: boolean;
  /** When it was checked, for people. */
  readonly when: string;
  readonly rows: readonly AccessRow[];
  readonly policy: AccessPolicy | undefined;
  readonly texts: AccessPageTexts;
  /** Makes of a text what may be shown of it. */
  readonly hide: (text: string) => string;
}

/** Everything the page says, in the person's language. */
export interface AccessPageTexts {
  readonly title: string;
  readonly summary: string;
  readonly columns: readonly [action: string, outcome: string, usedFor: string, details: string];
  readonly outcomes: Readonly<Record<AccessOutcome['kind'], string>>;
  readonly untried: Readonly<Record<Extract<AccessOutcome, { kind: 'untried' }>['why'], string>>;
  readonly policyTitle: string;
  readonly policyHint: string;
  readonly copyPolicy: string;
  readonly checkAgain: string;
}

/** What links of the page may run, and nothing else. */
export const accessPageCommands = ['keyhole.copyAccessPolicy', 'keyhole.checkAccess'] as const;

/**
 * The table of what is allowed, as a page without a script: its buttons are links to commands. Every text of an account
 * goes through `textOf`. The roles say that it is a table where a narrow page shows it as a list.
 */
export function accessPage(options: AccessPageOptions): string {
  const { nonce, texts, policy, rows } = options;
  const [copyPolicy, checkAgain] = accessPageCommands;
  const { language, styles } = options;
  return `${pageHead({ nonce, language, styles, title: visible(texts.title), scripts: false })}
<body>
<header>
<h1>${textOf(texts.title)}</h1>
<p class="origin${options.sandbox ? ' sandbox' : ''}">${textOf(options.origin)}</p>
<p>${textOf(texts.summary)} ${textOf(options.when)}</p>
</header>
<div class="actions">
${policy ? link(copyPolicy, texts.copyPolicy) : ''}
${link(checkAgain, texts.checkAgain, 'secondary')}
</div>
<table role="table">
<thead><tr role="row">${texts.columns.map(column => `<th scope="col" role="columnheader">${textOf(column)}</th>`).join('')}</tr></thead>
<tbody>
${rows.map(row => rowOf(row, texts, options.hide)).join('\n')}
</tbody>
</table>
${policy ? policyOf(policy, texts, options.hide) : ''}
</body>
</html>`;
}

function rowOf(
  { action, usedFor, on, outcome }: AccessRow,
  texts: AccessPageTexts,
  hide: AccessPageOptions['hide'],
): string {
  const details = hide(detailsOf(outcome, on, texts));
  return `<tr role="row" class="${outcome.kind}"><th scope="row" role="rowheader"><code>${textOf(action)}</code></th><td role="cell" class="outcome">${textOf(texts.outcomes[outcome.kind])}</td><td role="cell">${textOf(usedFor)}</td><td role="cell" class="details">${textOf(details)}</td></tr>`;
}

function detailsOf(outcome: AccessOutcome, on: string | undefined, { untried }: AccessPageTexts): string {
  switch (outcome.kind) {
    case 'allowed':
      return on ?? '';
    case 'denied':
    case 'failed':
      return outcome.failure.message;
    case 'untried':
      return untried[outcome.why];
  }
}

function policyOf(policy: AccessPolicy, texts: AccessPageTexts, hide: AccessPageOptions['hide']): string {
  return `<h2>${textOf(texts.policyTitle)}</h2>
<p>${textOf(texts.policyHint)}</p>
<pre tabindex="0">${escapeHtml(hide(JSON.stringify(policy, null, 2)))}</pre>`;
}

function link(command: string, label: string, kind = ''): string {
  return `<a class="button ${kind}" role="button" href="command:${command}">${textOf(label)}</a>`;
}

function textOf(text: string): string {
  return escapeHtml(visible(text));
}
