import type { Problem } from '../problem';
import type { LineIndex } from '../text/lineIndex';
import type { Span, TextEdit } from '../text/range';
import { isMeant, type Suppression } from './suppression';

/** Nothing is looked for in the texts without it, which are nearly all. */
const MARK = 'keyhole-disable-';

/**
 * `# keyhole-disable-next-line policy/sid, policy/too-big -- the reason` in YAML, behind `//` in JSON with comments and in
 * programs; `keyhole-disable-line` for the line it stands on. The next line is the next that holds more than a comment.
 */
export function commentSuppressions(text: string, lines: LineIndex): readonly Suppression[] {
  if (!text.includes(MARK)) return [];
  const found: Suppression[] = [];
  for (const match of text.matchAll(COMMENT)) {
    const [whole, before = '', mark = '', which, list = ''] = match;
    const start = match.index + before.length;
    if (mark.startsWith('/') && isInText(text, start)) continue;
    const comment = { start, end: match.index + whole.length };
    const own = lines.positionAt(start).line;
    const line = which === 'next-' ? nextLine(text, lines, own) : own;
    const covers = (problem: Problem) => lines.positionAt(problem.span.start).line === line;
    const codes = codesIn(list, start + mark.length);
    for (const { code, span } of codes) {
      const removal = removalOf(text, comment, codes, span);
      found.push({ code, span, covers: problem => isMeant(code, problem.code) && covers(problem), removal });
    }
  }
  return found;
}

/** At the start of a line or behind a blank: elsewhere it is part of an address or a word. */
const COMMENT = /(^|[ \t])((?:#|\/\/)[ \t]*keyhole-disable-(next-)?line(?=[ \t]))([^\r\n]*)/gm;

/** Behind an odd number of quotation marks on its line, those that are escaped left out. */
function isInText(text: string, at: number): boolean {
  const line = text.slice(Math.max(text.lastIndexOf('\n', at), at - MAX_LINE) + 1, at);
  return (line.replace(/\\./g, '').match(/"/g)?.length ?? 0) % 2 === 1;
}

/** A minified document is one line; nobody puts a comment into it. */
const MAX_LINE = 10_000;

interface Written {
  readonly code: string;
  readonly span: Span;
}

/** Two dashes begin the reason. */
function codesIn(list: string, offset: number): readonly Written[] {
  const reason = /(?:^|\s)--(?:\s|$)/.exec(list);
  const codes = reason === null ? list : list.slice(0, reason.index);
  return [...codes.matchAll(/[^\s,]+/g)].map(({ 0: code, index }) => ({
    code,
    span: { start: offset + index, end: offset + index + code.length },
  }));
}

function nextLine(text: string, lines: LineIndex, own: number): number {
  for (let line = own + 1; line < lines.lineCount; line++) {
    const start = lines.offsetAt({ line, character: 0 });
    const end = lines.offsetAt({ line: line + 1, character: 0 });
    const content = text.slice(start, line + 1 < lines.lineCount ? end : text.length).trim();
    if (content !== '' && !/^(?:#|\/\/)/.test(content)) return line;
  }
  return own + 1;
}

/** The code with its comma; of the only one the comment, and the line where nothing else stands on it. */
function removalOf(text: string, comment: Span, codes: readonly Written[], span: Span): TextEdit {
  const index = codes.findIndex(one => one.span === span);
  const [before, after] = [codes[index - 1], codes[index + 1]];
  if (after !== undefined) return { span: { start: span.start, end: after.span.start }, newText: '' };
  if (before !== undefined) return { span: { start: before.span.end, end: span.end }, newText: '' };
  const lineStart =
    Math.max(text.lastIndexOf('\n', comment.start - 1), text.lastIndexOf('\r', comment.start - 1)) + 1;
  const isAlone = text.slice(lineStart, comment.start).trim() === '';
  if (!isAlone) {
    const start = comment.start - (/[ \t]*$/.exec(text.slice(lineStart, comment.start))?.[0].length ?? 0);
    return { span: { start, end: comment.end }, newText: '' };
  }
  const ending = /^(?:\r\n|\n|\r)/.exec(text.slice(comment.end, comment.end + 2))?.[0].length ?? 0;
  return { span: { start: lineStart, end: comment.end + ending }, newText: '' };
}
