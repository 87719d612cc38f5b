import { MASK } from '../../core/value/sensitive';
import { escapeHtml, pageHead } from '../html';

export interface PageOptions {
  readonly nonce: string;
  readonly script: string;
  readonly style: string;
  readonly language: string;
  readonly title: string;
  /** `SANDBOX` and the like: where the value comes from. */
  readonly origin: string;
  readonly sandbox: boolean;
  /** It may be changed, as far as that is known before it is read. */
  readonly editable: boolean;
  readonly texts: PageTexts;
}

/** Everything the page says (pageTexts.ts). */
export const pageTextNames = [
  'reveal',
  'hide',
  'copy',
  'copyAll',
  'edit',
  'continueEditing',
  'save',
  'cancel',
  'discard',
  'addKey',
  'removeKey',
  'generate',
  'key',
  'asText',
  'asKeys',
  'unsaved',
  'saving',
  'bytes',
  'duplicate',
  'emptyKey',
  'notJson',
  'hidden',
  'busy',
  'countdown',
  'escaped',
  'value',
] as const;

export type PageTexts = Readonly<Record<(typeof pageTextNames)[number], string>>;

/**
 * The value panel's page. It holds no value, ever: what it shows comes by message after it said `ready`. Nothing remote,
 * no inline style, scripts by nonce alone.
 */
export function valuePage(options: PageOptions): string {
  const { nonce, texts } = options;
  const { language, style, title } = options;
  return `${pageHead({ nonce, language, styles: [style], title, scripts: true })}
<body data-texts="${escapeHtml(JSON.stringify(texts))}" data-mask="${MASK}">
<header>
<h1>${escapeHtml(options.title)}</h1>
<p class="origin${options.sandbox ? ' sandbox' : ''}">${escapeHtml(options.origin)}</p>
<p id="facts"></p>
</header>
<div class="actions">
<button id="reveal" type="button">${escapeHtml(texts.reveal)}</button>
<button id="hide" type="button" hidden>${escapeHtml(texts.hide)}</button>
<button id="edit" type="button" class="secondary"${options.editable ? '' : ' hidden'}>${escapeHtml(texts.edit)}</button>
<button id="copy" type="button" class="secondary">${escapeHtml(texts.copyAll)}</button>
<button id="save" type="button" hidden>${escapeHtml(texts.save)}</button>
<button id="form" type="button" class="secondary" hidden></button>
<button id="cancel" type="button" class="secondary" hidden>${escapeHtml(texts.cancel)}</button>
<span id="size" role="status" aria-live="off"></span>
<span id="countdown" role="timer" aria-live="off"></span>
</div>
<p id="status" role="status" aria-live="polite"></p>
<main id="fields" aria-label="${escapeHtml(texts.value)}"></main>
<script nonce="${nonce}" src="${escapeHtml(options.script)}"></script>
</body>
</html>`;
}
