import type { Span } from '../../text/range';

/**
 * Between the first document's markers, without directives; a marker stands at a line's beginning.
 * https://yaml.org/spec/1.2.2/#91-documents
 */
export function firstDocument(text: string): Span {
  let start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  // A look for these is many times faster than the expression, and most texts have none.
  if (!text.includes('---') && !text.includes('...')) return { start, end: text.length };
  const marker = /(?:^|(?<=[\r\n]))(?:---|\.\.\.)(?=[ \t\r\n]|$)/g;
  marker.lastIndex = start;
  for (let match = marker.exec(text); match !== null; match = marker.exec(text)) {
    if (PROLOGUE.test(text.slice(start, match.index))) start = match.index + match[0].length;
    else return { start, end: match.index };
  }
  return { start, end: text.length };
}

/** Nothing but blank lines, comments and directives. */
const PROLOGUE = /^(?:[ \t]*(?:#[^\r\n]*|%[^\r\n]*)?(?:\r\n|\n|\r|$))*$/;
