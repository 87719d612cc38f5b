/** Any text as the text of an element or of a quoted attribute. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

export interface PageHead {
  readonly nonce: string;
  /** Of the texts, as VS Code tells it. */
  readonly language: string;
  readonly styles: readonly string[];
  readonly title: string;
  /** Whether scripts with the nonce run; without, none does. */
  readonly scripts: boolean;
}

/** Everything before the body. Nothing remote and nothing inline is loaded: what a page may do is said here alone. */
export function pageHead({ nonce, language, styles, title, scripts }: PageHead): string {
  const own = `'nonce-${nonce}'`;
  const policy = `default-src 'none'; ${scripts ? `script-src ${own}; ` : ''}style-src ${own}`;
  const links = styles.map(href => `<link rel="stylesheet" nonce="${nonce}" href="${escapeHtml(href)}">`);
  return `<!DOCTYPE html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
${links.join('\n')}
<title>${escapeHtml(title)}</title>
</head>`;
}
