import type { Span } from '../text/range';
import { readJsonString } from './jsonString';
import type { Entry, MappingNode, Node, SequenceNode } from './node';
import { MAX_DEPTH, type ParseResult, type SyntaxFault } from './parseResult';

/**
 * Parses JSON the way people type it: comments, trailing and missing commas, unclosed strings and brackets, words
 * without quotes. Duplicate keys are kept, in order. Never throws; linear in the text; a loop with a stack of its own,
 * so nesting costs no call stack (collections below MAX_DEPTH are left out, with a fault). Offsets are UTF-16 units.
 * https://www.rfc-editor.org/rfc/rfc8259
 */
export function parseJson(text: string): ParseResult {
  return parse(text, 0, undefined);
}

/**
 * As parseJson, for entries of an object without its braces, from `start`; the root is a mapping of them. `outer`: how many
 * collections they stand in.
 */
export function parseJsonEntries(text: string, start: number, end: number, outer: number): ParseResult {
  const part = end === text.length ? text : text.slice(0, end);
  return parse(part, start, outer);
}

/** `outer` undefined: a value; else the entries of an object that is open already. */
function parse(text: string, start: number, outer: number | undefined): ParseResult {
  const faults: SyntaxFault[] = [];
  const frames: Frame[] = [];
  const open = { mapping: 0, sequence: 0 };
  let root: Node | undefined;
  let tooDeep = 0;
  let at = start;
  const depth = MAX_DEPTH - (outer ?? 0);
  if (outer !== undefined) {
    frames.push({ kind: 'mapping', start, end: start, entries: [], expects: 'key', key: undefined });
  }

  while (at < text.length) {
    const unit = text.charCodeAt(at);
    if (isBlank(unit)) at++;
    else if (unit === SLASH) at = skipComment();
    else if (tooDeep > 0) at = skipDeep(unit);
    else if (unit === OPEN_BRACE) openCollection('mapping');
    else if (unit === OPEN_BRACKET) openCollection('sequence');
    else if (unit === CLOSE_BRACE) closeCollection('mapping');
    else if (unit === CLOSE_BRACKET) closeCollection('sequence');
    else if (unit === COMMA) comma();
    else if (unit === COLON) colon();
    else scalar(unit);
  }
  const innermost = frames[frames.length - 1];
  const isOpen = frames.length > (outer === undefined ? 0 : 1);
  if (innermost && isOpen) fault('Not closed', { start: innermost.start, end: innermost.start + 1 });
  while (frames.length > 0) pop(lastEnd(frames[frames.length - 1]));
  return root === undefined ? { faults } : { root, faults };

  function fault(message: string, span: Span): void {
    if (faults.length < MAX_FAULTS) faults.push({ message, span });
  }

  function openCollection(kind: 'mapping' | 'sequence'): void {
    if (frames.length >= depth) {
      fault('Nested too deeply', { start: at, end: at + 1 });
      tooDeep = 1;
    } else {
      open[kind]++;
      frames.push(
        kind === 'mapping'
          ? { kind, start: at, end: at + 1, entries: [], expects: 'key', key: undefined }
          : { kind, start: at, end: at + 1, items: [], expects: 'value' },
      );
    }
    at++;
  }

  /** A bracket that closes nothing is passed over; one that closes an outer collection closes the inner ones too. */
  function closeCollection(kind: 'mapping' | 'sequence'): void {
    const start = at++;
    if (open[kind] === 0) {
      fault('Nothing to close here', { start, end: at });
      return;
    }
    for (
      let frame = frames[frames.length - 1];
      frame && frame.kind !== kind;
      frame = frames[frames.length - 1]
    ) {
      fault('Not closed', { start: frame.start, end: frame.start + 1 });
      pop(lastEnd(frame));
    }
    pop(at);
  }

  function pop(end: number): void {
    const frame = frames.pop();
    if (frame === undefined) return;
    if (outer === undefined || frames.length > 0) open[frame.kind]--;
    if (frame.kind === 'mapping') finishEntry(frame, undefined);
    const span = { start: frame.start, end };
    const node: MappingNode | SequenceNode =
      frame.kind === 'mapping'
        ? { kind: 'mapping', span, flow: true, entries: frame.entries }
        : { kind: 'sequence', span, flow: true, items: frame.items };
    add(node);
  }

  /** Puts a finished value where the innermost collection wants it. */
  function add(node: Node): void {
    const frame = frames[frames.length - 1];
    if (frame === undefined) {
      if (root === undefined) root = node;
      else fault('Text after the end of the value', node.span);
      return;
    }
    frame.end = node.span.end;
    if (frame.kind === 'sequence') {
      if (frame.expects === 'comma') fault('A comma is missing before this', node.span);
      frame.items.push(node);
      frame.expects = 'comma';
    } else if (frame.expects === 'value') {
      finishEntry(frame, node);
      frame.expects = 'comma';
    } else {
      if (frame.expects === 'comma') fault('A comma is missing before this', node.span);
      if (frame.expects === 'colon') {
        fault('A colon is missing before this', node.span);
        finishEntry(frame, undefined);
      }
      frame.key = node;
      frame.expects = 'colon';
    }
  }

  function finishEntry(frame: MappingFrame, value: Node | undefined): void {
    const { key } = frame;
    if (key === undefined) return;
    const span = { start: key.span.start, end: (value ?? key).span.end };
    frame.entries.push(value === undefined ? { key, span } : { key, value, span });
    frame.key = undefined;
  }

  function comma(): void {
    const frame = frames[frames.length - 1];
    const span = { start: at, end: ++at };
    if (frame === undefined) {
      fault('A comma outside of any collection', span);
      return;
    }
    if (frame.kind === 'sequence') {
      if (frame.expects === 'value') fault('A value is missing before this', span);
      frame.expects = 'value';
      return;
    }
    if (frame.expects !== 'comma') fault('A value is missing before this', span);
    finishEntry(frame, undefined);
    frame.expects = 'key';
  }

  function colon(): void {
    const frame = frames[frames.length - 1];
    const span = { start: at, end: ++at };
    if (frame?.kind === 'mapping' && frame.expects === 'colon') frame.expects = 'value';
    else fault('A colon without a key', span);
  }

  function scalar(unit: number): void {
    const start = at;
    if (unit === QUOTE) {
      const { end, closed, value, source } = readJsonString(text, start);
      at = end;
      if (!closed) fault('The string is not closed', { start, end });
      add({ kind: 'scalar', span: { start, end }, value, style: 'json', source });
      return;
    }
    while (at < text.length && !endsWord(text.charCodeAt(at))) at++;
    // Progress on a lone unit no other branch takes.
    if (at === start) at++;
    const value = text.slice(start, at);
    if (!WORD.test(value)) fault('Not a JSON value', { start, end: at });
    add({
      kind: 'scalar',
      span: { start, end: at },
      value,
      style: 'plain',
      source: { kind: 'shift', start },
    });
  }

  function skipComment(): number {
    const next = text.charCodeAt(at + 1);
    if (next === SLASH) return endOfLine(text, at);
    if (next === STAR) {
      const end = text.indexOf('*/', at + 2);
      return end < 0 ? text.length : end + 2;
    }
    fault('Not a JSON value', { start: at, end: at + 1 });
    return at + 1;
  }

  function skipDeep(unit: number): number {
    if (unit === OPEN_BRACE || unit === OPEN_BRACKET) tooDeep++;
    else if (unit === CLOSE_BRACE || unit === CLOSE_BRACKET) tooDeep--;
    else if (unit === QUOTE) return readJsonString(text, at).end;
    return at + 1;
  }
}

/** More would say nothing new, and a binary file has one on every unit. */
const MAX_FAULTS = 100;

const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;
const COMMA = 44;
const COLON = 58;
const QUOTE = 34;
const SLASH = 47;
const STAR = 42;

const WORD = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/;

interface MappingFrame {
  readonly kind: 'mapping';
  readonly start: number;
  end: number;
  readonly entries: Entry[];
  expects: 'key' | 'colon' | 'value' | 'comma';
  key: Node | undefined;
}

interface SequenceFrame {
  readonly kind: 'sequence';
  readonly start: number;
  end: number;
  readonly items: Node[];
  expects: 'value' | 'comma';
}

type Frame = MappingFrame | SequenceFrame;

function lastEnd(frame: Frame | undefined): number {
  return frame?.end ?? 0;
}

function isBlank(unit: number): boolean {
  return unit === 32 || unit === 10 || unit === 13 || unit === 9 || unit === 0xfeff;
}

function endsWord(unit: number): boolean {
  return (
    isBlank(unit) ||
    unit === OPEN_BRACE ||
    unit === CLOSE_BRACE ||
    unit === OPEN_BRACKET ||
    unit === CLOSE_BRACKET ||
    unit === COMMA ||
    unit === COLON ||
    unit === QUOTE ||
    unit === SLASH
  );
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}
