import type { Position, Range, Span } from './range';

export interface LineIndex {
  readonly lineCount: number;
  positionAt(offset: number): Position;
  offsetAt(position: Position): number;
  rangeOf(span: Span): Range;
}

/**
 * Offsets to positions and back for one text. Lines end at `\n`, `\r\n` or `\r`, as the Language Server Protocol
 * has it. Out-of-range input is clamped to the text, never an error: an editor may ask about a version just gone.
 */
export function createLineIndex(text: string): LineIndex {
  // Found when somebody asks: not every version of a text is.
  let found: readonly number[] | undefined;
  const startsOf = () => {
    found ??= lineStarts(text);
    return found;
  };
  const startOf = (line: number) => startsOf()[line] ?? text.length;

  function lineAt(offset: number): number {
    const starts = startsOf();
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? text.length) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  function positionAt(offset: number): Position {
    const clamped = Math.max(0, Math.min(offset, text.length));
    const line = lineAt(clamped);
    return { line, character: clamped - startOf(line) };
  }

  function offsetAt({ line, character }: Position): number {
    if (line < 0) return 0;
    const start = startOf(line);
    return Math.max(start, Math.min(start + character, startOf(line + 1)));
  }

  return {
    get lineCount() {
      return startsOf().length;
    },
    positionAt,
    offsetAt,
    rangeOf: span => ({ start: positionAt(span.start), end: positionAt(span.end) }),
  };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  if (!text.includes('\r')) {
    for (let feed = text.indexOf('\n'); feed >= 0; feed = text.indexOf('\n', feed + 1)) starts.push(feed + 1);
    return starts;
  }
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 10 || (unit === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
  }
  return starts;
}
