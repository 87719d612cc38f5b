import type { Span } from '../text/range';
import type { Language, Token } from './languages';

/**
 * The insides of a program's strings. No parser: a quote in a regular expression or a macro spoils its line at most, as
 * strings of one line end there. Linear in the text.
 */
export function literalsIn(source: string, { tokens }: Language): readonly Span[] {
  const found: Span[] = [];
  const opener = new RegExp(tokens.map(({ open }) => openerOf(open)).join('|'), 'g');
  for (let match = opener.exec(source); match !== null; match = opener.exec(source)) {
    const token = tokens.find(({ open }) => open === match?.[0]);
    if (token === undefined) continue;
    const start = match.index + token.open.length;
    const end = endOf(source, start, token);
    if (token.kind === 'text') found.push({ start, end });
    opener.lastIndex = end + (token.close === undefined ? 0 : token.close.length);
  }
  return found;
}

/** A prefix is none at the end of a longer word. */
function openerOf(open: string): string {
  const escaped = open.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  return /^\w/.test(open) ? `(?<!\\w)${escaped}` : escaped;
}

function endOf(source: string, start: number, { close, lines, escapes }: Token): number {
  for (let at = start; at < source.length; at++) {
    const unit = source[at];
    if (unit === '\\' && escapes) at++;
    else if (unit === '\n' && lines === 'one') return at;
    else if (close !== undefined && unit === close[0] && source.startsWith(close, at)) return at;
  }
  return source.length;
}
