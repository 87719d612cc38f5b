/** Entries of a tree that was parsed: levels of mappings are levels of the key. */
import { type MappingNode, type Node, type ScalarNode, type SequenceNode, target } from '../template/node';
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
const TEXT_TAGS: ReadonlySet<string> = new Set(['!', '!!str']);
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
  const levels = levelsTwice(mapping);
  const firstLines = new Map<string, number>();
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
    if (levels.has(name.value)) {
      const first = firstLines.get(key);
      if (first === undefined) firstLines.set(key, line);
      else collector.fault('duplicate', line, key, first);
      continue;
    }
    const held = target(value);
    if (held === undefined) collector.fault('no-value', line, key);
    else if (hasOwnTag(held)) collector.fault('unsupported', line, key);
    else if (held.kind === 'mapping') readLevel(held, key, line, walk);
    else if (held.kind === 'sequence') readList(held, key, line, walk);
    else if (isFaulty(held)) collector.fault('syntax', lineOf(held.span.start));
    else if (isNull(held)) collector.fault('no-value', line, key);
    else collector.add(key, held.value, line);
  }
}

/** Keys that stand there twice, one of them as a level: other programs take the last, and none of the two together. */
function levelsTwice({ entries }: MappingNode): ReadonlySet<string> {
  const kinds = new Map<string, { readonly count: number; readonly isLevel: boolean }>();
  for (const { key, value } of entries) {
    const name = target(key);
    if (name?.kind !== 'scalar') continue;
    const { count, isLevel } = kinds.get(name.value) ?? { count: 0, isLevel: false };
    kinds.set(name.value, { count: count + 1, isLevel: isLevel || target(value)?.kind === 'mapping' });
  }
  return new Set([...kinds].flatMap(([name, { count, isLevel }]) => (count > 1 && isLevel ? name : [])));
}

function hasOwnTag({ tag }: Node): boolean {
  return tag !== undefined && !PLAIN_TAGS.has(tag.name);
}

function isNull({ style, value, tag }: ScalarNode): boolean {
  return style === 'plain' && NULLS.has(value) && !TEXT_TAGS.has(tag?.name ?? '');
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
    const fits = node?.kind === 'scalar' && !node.value.includes(',') && !hasOwnTag(node);
    if (!fits || isNull(node)) {
      collector.fault('unsupported', line, key);
      return;
    }
    texts.push(node.value);
  }
  if (texts.length === 0) collector.fault('no-value', line, key);
  else collector.add(key, texts.join(), line, true);
}
