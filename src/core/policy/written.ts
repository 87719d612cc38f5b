/** What an edit writes, in the style of what stands around it. */
export type Value =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'ref'; readonly name: string }
  | { readonly kind: 'sub'; readonly text: string }
  /** As it stands elsewhere in the document, on one line. */
  | { readonly kind: 'source'; readonly text: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'list'; readonly items: readonly Value[] }
  | { readonly kind: 'object'; readonly entries: readonly (readonly [key: string, value: Value])[] };

export type Quote = '"' | "'";

/** Where a value is written on several lines: what stands before each, how much deeper its own go, how lines end. */
export interface Layout {
  readonly indent: string;
  readonly step: string;
  readonly eol: string;
}

/** An object of texts and objects. */
export function object(...entries: readonly (readonly [key: string, value: Value | string])[]): Value {
  return { kind: 'object', entries: entries.map(([key, value]) => [key, asValue(value)]) };
}

export function list(...items: readonly (Value | string)[]): Value {
  return { kind: 'list', items: items.map(asValue) };
}

function asValue(value: Value | string): Value {
  return typeof value === 'string' ? { kind: 'text', text: value } : value;
}

export function jsonEntry(key: string, value: Value): string {
  return `${JSON.stringify(key)}: ${json(value)}`;
}

export function json(value: Value): string {
  switch (value.kind) {
    case 'text':
      return JSON.stringify(value.text);
    case 'boolean':
      return String(value.value);
    case 'source':
      return value.text;
    case 'ref':
      return `{"Ref": ${JSON.stringify(value.name)}}`;
    case 'sub':
      return `{"Fn::Sub": ${JSON.stringify(value.text)}}`;
    case 'list':
      return `[${value.items.map(json).join(', ')}]`;
    case 'object':
      return `{${value.entries.map(([key, inner]) => jsonEntry(key, inner)).join(', ')}}`;
  }
}

/** JSON with an entry a line; what is inside of entries stays on theirs. */
export function jsonLines(value: Value, { indent, step, eol }: Layout): string {
  if (value.kind !== 'object') return json(value);
  const lines = value.entries.map(([key, inner]) => `${indent}${step}${jsonEntry(key, inner)}`);
  return `{${eol}${lines.join(`,${eol}`)}${eol}${indent}}`;
}

export function flowEntry(key: string, value: Value, quote: Quote): string {
  return `${plainOrQuoted(key, quote)}: ${flow(value, quote)}`;
}

export function flow(value: Value, quote: Quote): string {
  switch (value.kind) {
    case 'object':
      return `{${value.entries.map(([key, inner]) => flowEntry(key, inner, quote)).join(', ')}}`;
    case 'list':
      return `[${value.items.map(item => flow(item, quote)).join(', ')}]`;
    default:
      return scalar(value, quote);
  }
}

export function blockEntry(key: string, value: Value, quote: Quote, layout: Layout): string {
  const name = plainOrQuoted(key, quote);
  if (value.kind === 'list') return `${name}: ${flow(value, quote)}`;
  if (value.kind !== 'object') return `${name}: ${scalar(value, quote)}`;
  const inner = { ...layout, indent: layout.indent + layout.step };
  return `${name}:${layout.eol}${inner.indent}${blockEntries(value.entries, quote, inner)}`;
}

/** The first line stands where it is put, the others behind `indent`. */
export function blockEntries(
  entries: Extract<Value, { kind: 'object' }>['entries'],
  quote: Quote,
  layout: Layout,
): string {
  return entries
    .map(([key, value]) => blockEntry(key, value, quote, layout))
    .join(layout.eol + layout.indent);
}

function scalar(value: Exclude<Value, { kind: 'object' | 'list' }>, quote: Quote): string {
  switch (value.kind) {
    case 'boolean':
      return String(value.value);
    case 'source':
      return value.text;
    case 'ref':
      return `!Ref ${quote}${value.name}${quote}`;
    case 'sub':
      return `!Sub ${quote}${value.text}${quote}`;
    case 'text':
      return `${quote}${value.text}${quote}`;
  }
}

/** Colons, dates and digits read as something else in YAML when they stand bare. */
function plainOrQuoted(text: string, quote: Quote): string {
  return /^[A-Za-z][A-Za-z0-9]*$/.test(text) ? text : quote + text + quote;
}
