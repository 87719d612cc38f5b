import { type MappingNode, type Node, sourceSpan, target } from '../template/node';
import type { TextEdit } from '../text/range';
import { type PolicyText, slicePieces } from './policyText';

/** What an edit writes: a text, a boolean, an object, or a reference to a parameter. */
export type Value =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'ref'; readonly name: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'object'; readonly entries: readonly (readonly [key: string, value: Value])[] };

type Style = 'json' | 'flow' | 'block';

/** Puts an entry at the start or the end of a mapping, in the style of its neighbours; undefined for an empty one. */
export function insertEntry(
  text: string,
  mapping: MappingNode,
  where: 'first' | 'last',
  key: string,
  value: Value,
): TextEdit | undefined {
  const first = mapping.entries[0];
  const last = mapping.entries[mapping.entries.length - 1];
  if (first === undefined || last === undefined) return undefined;
  const style = styleOf(mapping);
  const quote = quoteOf(mapping);
  const indent = indentOf(text, first.key.span.start);
  const eol = text.includes('\r\n') ? '\r\n' : '\n';

  if (style === 'block') {
    const entry = blockEntry(key, value, quote, indent, indentStep(text, mapping, indent), eol);
    if (where === 'first') {
      return {
        span: { start: first.key.span.start, end: first.key.span.start },
        newText: `${entry}${eol}${indent}`,
      };
    }
    const end = lineEnd(text, trimmedEnd(text, last.span.end));
    return { span: { start: end, end }, newText: `${eol}${indent}${entry}` };
  }

  const ownLine = startsLine(text, first.key.span.start);
  const separator = ownLine ? `,${eol}${indent}` : ', ';
  const entry = style === 'json' ? jsonEntry(key, value) : flowEntry(key, value, quote);
  if (where === 'first') {
    const at = first.key.span.start;
    return { span: { start: at, end: at }, newText: `${entry}${separator}` };
  }
  const at = last.value === undefined ? undefined : last.span.end;
  return at === undefined ? undefined : { span: { start: at, end: at }, newText: `${separator}${entry}` };
}

/**
 * Replaces units `[start, end)` of a policy's string where it stands, inside whatever quotes and functions are around
 * it; undefined where it is put together from several places. `newText` is to be letters, digits, `:`, `-`, `*` alone.
 */
export function replaceUnits(
  text: PolicyText,
  start: number,
  end: number,
  newText: string,
): TextEdit | undefined {
  const [piece, ...others] = slicePieces(text.pieces, start, end);
  if (piece?.kind !== 'text' || others.length > 0 || piece.text.length !== end - start) return undefined;
  return { span: sourceSpan(piece.source, piece.from, piece.from + piece.text.length), newText };
}

/** Renames a mapping's key inside its quotes. `newName` is to be letters and digits alone. */
export function renameKey(key: Node, newName: string): TextEdit | undefined {
  const scalar = target(key);
  if (scalar?.kind !== 'scalar' || key.kind !== 'scalar') return undefined;
  return { span: sourceSpan(scalar.source, 0, scalar.value.length), newText: newName };
}

function styleOf(mapping: MappingNode): Style {
  if (!mapping.flow) return 'block';
  const key = target(mapping.entries[0]?.key);
  return key?.kind === 'scalar' && (key.style === 'json' || key.style === 'double') ? 'json' : 'flow';
}

/** The quotes of the first quoted scalar nearby; single ones are the habit where none is. */
function quoteOf(mapping: MappingNode): '"' | "'" {
  for (const entry of mapping.entries) {
    for (const node of [target(entry.key), target(entry.value)]) {
      if (node?.kind !== 'scalar') continue;
      if (node.style === 'double' || node.style === 'json') return '"';
      if (node.style === 'single') return "'";
    }
  }
  return "'";
}

function jsonEntry(key: string, value: Value): string {
  return `${JSON.stringify(key)}: ${json(value)}`;
}

function json(value: Value): string {
  switch (value.kind) {
    case 'text':
      return JSON.stringify(value.text);
    case 'boolean':
      return String(value.value);
    case 'ref':
      return `{"Ref": ${JSON.stringify(value.name)}}`;
    case 'object':
      return `{${value.entries.map(([key, inner]) => jsonEntry(key, inner)).join(', ')}}`;
  }
}

function flowEntry(key: string, value: Value, quote: '"' | "'"): string {
  return `${plainOrQuoted(key, quote)}: ${flow(value, quote)}`;
}

function flow(value: Value, quote: '"' | "'"): string {
  if (value.kind === 'object') {
    return `{${value.entries.map(([key, inner]) => flowEntry(key, inner, quote)).join(', ')}}`;
  }
  return scalarText(value, quote);
}

function scalarText(value: Exclude<Value, { kind: 'object' }>, quote: '"' | "'"): string {
  if (value.kind === 'boolean') return String(value.value);
  return value.kind === 'ref' ? `!Ref ${quote}${value.name}${quote}` : `${quote}${value.text}${quote}`;
}

function blockEntry(
  key: string,
  value: Value,
  quote: '"' | "'",
  indent: string,
  step: string,
  eol: string,
): string {
  const name = plainOrQuoted(key, quote);
  if (value.kind !== 'object') return `${name}: ${scalarText(value, quote)}`;
  const inner = indent + step;
  const lines = value.entries.map(([k, v]) => inner + blockEntry(k, v, quote, inner, step, eol));
  return `${name}:${eol}${lines.join(eol)}`;
}

/** Colons, dates and digits read as something else in YAML when they stand bare. */
function plainOrQuoted(text: string, quote: '"' | "'"): string {
  return /^[A-Za-z][A-Za-z0-9]*$/.test(text) ? text : quote + text + quote;
}

/** How much deeper than a mapping its own block mappings stand; two spaces where none is. */
function indentStep(text: string, mapping: MappingNode, indent: string): string {
  for (const entry of mapping.entries) {
    const inner = target(entry.value);
    const key = inner?.kind === 'mapping' && !inner.flow ? inner.entries[0]?.key : undefined;
    const deeper = key === undefined ? '' : indentOf(text, key.span.start);
    if (deeper.length > indent.length && deeper.startsWith(indent)) return deeper.slice(indent.length);
  }
  return '  ';
}

/** What stands before an offset on its line, a list's dash as a blank. */
function indentOf(text: string, offset: number): string {
  return text.slice(lineStart(text, offset), offset).replace(/[^ \t]/g, ' ');
}

function startsLine(text: string, offset: number): boolean {
  return /^[ \t]*$/.test(text.slice(lineStart(text, offset), offset));
}

function lineStart(text: string, offset: number): number {
  return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
}

function lineEnd(text: string, offset: number): number {
  for (let at = offset; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 10 || unit === 13) return at;
  }
  return text.length;
}

function trimmedEnd(text: string, offset: number): number {
  let end = offset;
  while (end > 0 && /\s/.test(text.charAt(end - 1))) end--;
  return end;
}
