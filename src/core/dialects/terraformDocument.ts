import type { Entry, MappingNode, Node, ScalarNode, SequenceNode } from '../template/node';
import { HOLE } from '../template/symbolic';
import type { Span } from '../text/range';
import type { HclBlock } from './hclBlocks';
import { EXPRESSION } from './hclValue';

/**
 * The policy that an `aws_iam_policy_document` makes, as a tree of the elements it has in JSON.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
 */
export function documentOf({ head, span, attributes, blocks }: HclBlock): MappingNode {
  const entries: Entry[] = [];
  // What other documents bring along is not known.
  if (attributes.some(({ key, value }) => MERGED.has(nameOf(key)) && !isNothing(value)))
    entries.push(entry('<<', head, implied('', head)));
  entries.push(
    attribute(attributes, 'version', 'Version') ?? entry('Version', head, implied('2012-10-17', head)),
  );
  const id = attribute(attributes, 'policy_id', 'Id');
  if (id !== undefined) entries.push(id);
  const statements = blocks.flatMap(block => statementOf(block) ?? []);
  const first = blocks[0]?.head ?? head;
  entries.push(entry('Statement', first, sequence(statements, span)));
  return { kind: 'mapping', flow: true, entries, span };
}

const MERGED: ReadonlySet<string> = new Set([
  'source_policy_documents',
  'override_policy_documents',
  'source_json',
  'override_json',
]);

const ELEMENTS: readonly (readonly [attribute: string, element: string])[] = [
  ['sid', 'Sid'],
  ['actions', 'Action'],
  ['not_actions', 'NotAction'],
  ['resources', 'Resource'],
  ['not_resources', 'NotResource'],
];

function statementOf(block: HclBlock): Node | undefined {
  const { type, labels, head, span, attributes, blocks } = block;
  if (type === 'dynamic' && labels[0] === 'statement') return unknown(span);
  if (type !== 'statement') return undefined;
  const entries: Entry[] = [];
  // Attributes of a dynamic block are not known, and neither is which there are.
  if (blocks.some(each => each.type === 'dynamic')) entries.push(entry('<<', head, implied('', head)));
  entries.push(attribute(attributes, 'effect', 'Effect') ?? entry('Effect', head, implied('Allow', head)));
  for (const [name, element] of ELEMENTS) {
    const found = attribute(attributes, name, element);
    if (found !== undefined) entries.push(found);
  }
  for (const [name, element] of [
    ['principals', 'Principal'],
    ['not_principals', 'NotPrincipal'],
  ] as const) {
    const found = principalsOf(
      blocks.filter(each => each.type === name),
      element,
    );
    if (found !== undefined) entries.push(found);
  }
  const condition = conditionOf(blocks.filter(each => each.type === 'condition'));
  if (condition !== undefined) entries.push(condition);
  return { kind: 'mapping', flow: true, entries, span };
}

/** Of one type each; `*` stands for everybody by itself. */
function principalsOf(blocks: readonly HclBlock[], element: string): Entry | undefined {
  const [first] = blocks;
  if (first === undefined) return undefined;
  const all = blocks.map(({ attributes, span }) => ({
    type: attribute(attributes, 'type', 'type')?.value,
    identifiers: attribute(attributes, 'identifiers', 'identifiers')?.value ?? unknown(span),
  }));
  const everybody = all.find(({ type }) => type?.kind === 'scalar' && type.value === '*');
  if (everybody !== undefined) return entry(element, first.head, only(everybody.identifiers));
  const entries = all.map(({ type, identifiers }) => {
    const isKnown = type?.kind === 'scalar' && type.tag === undefined;
    return isKnown
      ? { key: type, value: identifiers, span: first.span }
      : entry('<<', first.head, identifiers);
  });
  return entry(element, first.head, {
    kind: 'mapping',
    flow: true,
    entries: merged(entries),
    span: first.span,
  });
}

/** `test`, `variable`, `values`: one key under one operator. */
function conditionOf(blocks: readonly HclBlock[]): Entry | undefined {
  const [first] = blocks;
  if (first === undefined) return undefined;
  const entries = blocks.map(({ attributes, head, span }) => {
    const part = (name: string) => attribute(attributes, name, name)?.value;
    const [test, variable] = [part('test'), part('variable')];
    if (test?.kind !== 'scalar' || test.tag || variable?.kind !== 'scalar' || variable.tag)
      return entry('<<', head, implied('', head));
    const value: MappingNode = {
      kind: 'mapping',
      flow: true,
      entries: [{ key: variable, value: part('values') ?? unknown(span), span }],
      span,
    };
    return { key: test, value, span };
  });
  return entry('Condition', first.head, {
    kind: 'mapping',
    flow: true,
    entries: merged(entries),
    span: first.span,
  });
}

/** The provider puts together what has the same name; what is named once is left as it is. */
function merged(entries: readonly Entry[]): readonly Entry[] {
  const byName = new Map<string, Entry>();
  for (const each of entries) {
    const name = nameOf(each.key);
    const before = byName.get(name);
    byName.set(name, before === undefined ? each : { ...before, value: together(before.value, each.value) });
  }
  return [...byName.values()];
}

function together(one: Node | undefined, other: Node | undefined): Node {
  if (one?.kind === 'mapping' && other?.kind === 'mapping')
    return { ...one, entries: merged([...one.entries, ...other.entries]) };
  if (one?.kind === 'sequence' && other?.kind === 'sequence')
    return { ...one, items: [...one.items, ...other.items] };
  return unknown(one?.span ?? other?.span ?? { start: 0, end: 0 });
}

/** `["*"]` is `"*"` here. */
function only(node: Node): Node {
  return node.kind === 'sequence' && node.items.length === 1 ? (node.items[0] ?? node) : node;
}

function attribute(attributes: readonly Entry[], name: string, element: string): Entry | undefined {
  const found = attributes.find(({ key, value }) => nameOf(key) === name && !isNothing(value));
  return found && { ...found, key: implied(element, found.key.span) };
}

/** As if it were not there, to the provider. */
function isNothing(value: Node | undefined): boolean {
  if (value?.kind === 'sequence') return value.items.length === 0;
  return value?.kind === 'scalar' && value.style === 'plain' && value.value === 'null';
}

function entry(name: string, span: Span, value: Node): Entry {
  return { key: implied(name, span), value, span };
}

function sequence(items: readonly Node[], span: Span): SequenceNode {
  return { kind: 'sequence', flow: true, items, span };
}

/** What is not written, or written in another way. */
function implied(value: string, span: Span): ScalarNode {
  return { kind: 'scalar', value, style: 'plain', source: { kind: 'whole', span }, span };
}

function unknown(span: Span): ScalarNode {
  return { ...implied(HOLE, span), tag: { name: EXPRESSION, span } };
}

function nameOf(key: Node): string {
  return key.kind === 'scalar' ? key.value : '';
}
