import { MASK } from '../../core/value/sensitive';
import { escapeHtml } from '../html';

export interface PageOptions {
  readonly nonce: string;
  readonly script: string;
  readonly style: string;
  readonly language: string;
  readonly title: string;
  /** `SANDBOX` and the like: where the value comes from. */
  readonly origin: string;
  readonly sandbox: boolean;
  readonly texts: PageTexts;
}

/** Everything the page says, in the person's language. `{0}` in `countdown` is the number of seconds. */
export interface PageTexts {
  readonly reveal: string;
  readonly hide: string;
  readonly copy: string;
  readonly copyAll: string;
  readonly hidden: string;
  readonly busy: string;
  readonly countdown: string;
  readonly escaped: string;
  readonly value: string;
}

/**
 * The value panel's page. It holds no value, ever: what it shows comes by message after it said `ready`. Nothing remote,
 * no inline style, scripts by nonce alone.
 */
export function valuePage(options: PageOptions): string {
  const { nonce, texts } = options;
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="${escapeHtml(options.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" nonce="${nonce}" href="${escapeHtml(options.style)}">
<title>${escapeHtml(options.title)}</title>
</head>
<body data-texts="${escapeHtml(JSON.stringify(texts))}" data-mask="${MASK}">
<header>
<h1>${escapeHtml(options.title)}</h1>
<p class="origin${options.sandbox ? ' sandbox' : ''}">${escapeHtml(options.origin)}</p>
<p id="facts"></p>
</header>
<div class="actions">
<button id="reveal" type="button">${escapeHtml(texts.reveal)}</button>
<button id="hide" type="button" hidden>${escapeHtml(texts.hide)}</button>
<button id="copy" type="button" class="secondary">${escapeHtml(texts.copyAll)}</button>
<span id="countdown" role="timer" aria-live="off"></span>
</div>
<p id="status" role="status" aria-live="polite"></p>
<main id="fields" aria-label="${escapeHtml(texts.value)}"></main>
<script nonce="${nonce}" src="${escapeHtml(options.script)}"></script>
</body>
</html>`;
}
