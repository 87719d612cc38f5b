/**
 * Text of an account or a template is someone else's: it must come out of Markdown as the characters it went in, with
 * no link, icon, HTML or hidden character coming to life. https://code.visualstudio.com/api/references/icons-in-labels
 */

/**
 * Plain text inside Markdown. Line breaks become blanks; control and bidi characters are shown by their number. Only what
 * means something is escaped (lists and headings at the begin, autolinks), so that it also reads well unrendered.
 */
export function escapeMarkdown(text: string): string {
  return visible(text)
    .replace(/[\\`*_[\]~|$@]/g, '\\$&')
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/(\bwww)\./gi, '$1\\.')
    .replace(/^(\s*)([-+#=])/, '$1\\$2')
    .replace(/^(\s*\d+)([.)])/, '$1\\$2')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
}

/** A code span that holds any text: the fence is longer than any run of backticks inside it. */
export function codeSpan(text: string): string {
  const shown = visible(text);
  if (shown.trim() === '') return '` `';
  const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map(run => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = longest > 0 || /^\s|\s$/.test(shown) ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}`;
}

/** One line of characters that can be seen: blanks for line ends, `<U+202E>` for control, format and bidi characters. */
export function visible(text: string): string {
  return text
    .replace(/\r\n|[\r\n\u2028\u2029\t]/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}]/gu, character => {
      const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
      return `<U+${code}>`;
    });
}
