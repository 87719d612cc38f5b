import type { Entry, ScalarNode } from '../template/node';
import type { HolePiece } from '../template/symbolic';
import type { Span } from '../text/range';
import { nested, type Reader, readable, readValue, skip } from './hclValue';

/** `statement { … }`: attributes and blocks, in the order of the text. */
export interface HclBlock {
  readonly type: string;
  /** Of `dynamic "statement"` the second. */
  readonly labels: readonly string[];
  /** Its type, where it is written. */
  readonly head: Span;
  readonly span: Span;
  readonly attributes: readonly Entry[];
  readonly blocks: readonly HclBlock[];
}

export interface HclBody {
  readonly block: HclBlock;
  readonly holes: ReadonlyMap<number, HolePiece>;
}

/**
 * A block that begins at an offset with its type; undefined where it does not end, or something in it is neither attribute
 * nor block. https://developer.hashicorp.com/terraform/language/syntax/configuration
 */
export function hclBlockAt(text: string, at: number): HclBody | undefined {
  return readable(text, at, reader => {
    const block = readBlock(reader);
    return block && { block, holes: reader.holes };
  });
}

const NAME = /[A-Za-z_][\w-]*/y;
const LABEL = /[ \t]*(?:"([^"\n\\]*)"|([A-Za-z_][\w-]*))/y;

function readBlock(reader: Reader): HclBlock | undefined {
  const start = reader.at;
  const type = take(reader, NAME)?.[0];
  if (type === undefined) return undefined;
  const head = { start, end: reader.at };
  const labels: string[] = [];
  for (let label = take(reader, LABEL); label !== undefined; label = take(reader, LABEL))
    labels.push(label[1] ?? label[2] ?? '');
  skip(reader, false);
  if (reader.text.charAt(reader.at) !== '{') return undefined;
  reader.at++;
  const body = nested(reader, () => readBody(reader));
  return body && { type, labels, head, span: { start, end: reader.at }, ...body };
}

function readBody(reader: Reader): Pick<HclBlock, 'attributes' | 'blocks'> | undefined {
  const attributes: Entry[] = [];
  const blocks: HclBlock[] = [];
  for (;;) {
    skip(reader, true);
    const { text, at } = reader;
    if (text.charAt(at) === '}') {
      reader.at++;
      return { attributes, blocks };
    }
    const name = take(reader, NAME)?.[0];
    if (name === undefined) return undefined;
    const span = { start: at, end: reader.at };
    skip(reader, false);
    if (text.charAt(reader.at) === '=' && text.charAt(reader.at + 1) !== '=') {
      reader.at++;
      skip(reader, true);
      const value = readValue(reader, /\}/);
      const key: ScalarNode = {
        kind: 'scalar',
        value: name,
        style: 'plain',
        source: { kind: 'shift', start: at },
        span,
      };
      attributes.push({ key, value, span: { start: at, end: value.span.end } });
      continue;
    }
    reader.at = at;
    const block = readBlock(reader);
    if (block === undefined) return undefined;
    blocks.push(block);
  }
}

function take(reader: Reader, form: RegExp): RegExpExecArray | undefined {
  form.lastIndex = reader.at;
  const found = form.exec(reader.text) ?? undefined;
  if (found !== undefined) reader.at += found[0].length;
  return found;
}
