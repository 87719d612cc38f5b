/** Entries of a tree that was parsed: levels of mappings are levels of the key. */
import { type MappingNode, type Node, type SequenceNode, target } from '../template/node';
import type { ParseResult } from '../template/parseResult';
import { createLineIndex } from '../text/lineIndex';
import { type Collector, createCollector, type ReadFile } from './readFile';

/** Tags of YAML that say of a text what it is anyway: https://yaml.org/spec/1.2.2/#chapter-10-recommended-schemas */
const PLAIN_TAGS: ReadonlySet<string> = new Set([
  '!',
  '!!str',
  '!!int',
  '!!float',
  '!!bool',
  '!!map',
  '!!seq',
]);
const NULLS: ReadonlySet<string> = new Set(['', '~', 'null', 'Null', 'NULL']);

/**
 * Numbers and booleans are taken as they are written. A list of texts is a StringList; other lists are none, as is what
 * has a tag of its own or is merged in (`<<`).
 * @param isFaulty whether a scalar is not of the format although the tolerant parser took it
 */
export function readTree(
  text: string,
  { root, faults }: ParseResult,
  isFaulty: (node: Node) => boolean = () => false,
): ReadFile {
  const index = createLineIndex(text);
  const lineOf = (at: number) => index.positionAt(at).line + 1;
  const collector = createCollector();
  const walk = { collector, isFaulty, lineOf };
  for (const { span } of faults) collector.fault('syntax', lineOf(span.start));
  const top = target(root);
  if (top?.kind === 'mapping') readMapping(top, '', walk);
  else collector.fault('no-pairs', 1);
  return collector.done();
}

interface Walk {
  readonly collector: Collector;
  isFaulty(node: Node): boolean;
  lineOf(offset: number): number;
}

function readMapping(mapping: MappingNode, above: string, walk: Walk): void {
  const { collector, lineOf, isFaulty } = walk;
  for (const { key: keyNode, value } of mapping.entries) {
    // An alias may stand for much, and for much that stands for much again.
    if (collector.isFull) return;
    const line = lineOf(keyNode.span.start);
    if (isFaulty(keyNode)) collector.fault('syntax', line);
    const name = target(keyNode);
    if (name?.kind !== 'scalar' || name.value === '' || (name.value === '<<' && name.style === 'plain')) {
      collector.fault('unsupported', line);
      continue;
    }
    const key = above === '' ? name.value : `${above}/${name.value}`;
    const held = target(value);
    if (held === undefined) collector.fault('no-value', line, key);
    else if (held.tag && !PLAIN_TAGS.has(held.tag.name)) collector.fault('unsupported', line, key);
    else if (held.kind === 'mapping') readLevel(held, key, line, walk);
    else if (held.kind === 'sequence') readList(held, key, line, walk);
    else if (isFaulty(held)) collector.fault('syntax', lineOf(held.span.start));
    else if (held.style === 'plain' && NULLS.has(held.value)) collector.fault('no-value', line, key);
    else collector.add(key, held.value, line);
  }
}

function readLevel(level: MappingNode, key: string, line: number, walk: Walk): void {
  if (level.entries.length === 0) walk.collector.fault('no-value', line, key);
  else readMapping(level, key, walk);
}

function readList({ items }: SequenceNode, key: string, line: number, { collector, isFaulty }: Walk): void {
  const texts: string[] = [];
  for (const item of items) {
    const node = target(item);
    if (node && isFaulty(node)) collector.fault('syntax', line);
    // Nothing says of a comma in an item that it is none between two.
    const fits = node?.kind === 'scalar' && !node.value.includes(',');
    if (!fits || (node.style === 'plain' && NULLS.has(node.value))) {
      collector.fault('unsupported', line, key);
      return;
    }
    texts.push(node.value);
  }
  if (texts.length === 0) collector.fault('no-value', line, key);
  else collector.add(key, texts.join(), line, true);
}
