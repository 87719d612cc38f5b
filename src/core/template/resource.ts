import type { Span } from '../text/range';
import { entriesOf, scalarText, valueAt } from './entries';
import { type Entry, type MappingNode, type Node, target } from './node';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html */
export interface Resource {
  readonly logicalId: string;
  readonly keySpan: Span;
  readonly entry: Entry;
  readonly node: Node | undefined;
  readonly type?: string;
  readonly typeSpan?: Span;
  readonly properties: Node | undefined;
  readonly metadata: Node | undefined;
  /** The name of the condition under which it is made. */
  readonly condition?: string;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-foreach.html */
export interface Loop {
  readonly name: string;
  readonly keySpan: Span;
  readonly entry: Entry;
  readonly variable?: string;
  readonly collection?: Node;
  readonly body?: Node;
  /** What the body makes, its logical ids still holding `${Variable}` or `&{Variable}`. */
  readonly resources: readonly Resource[];
}

/** The prefix of the key that makes an entry a loop. */
export const FOR_EACH = 'Fn::ForEach::';

export function resourceOf(logicalId: string, entry: Entry): Resource {
  const type = valueAt(entry.value, 'Type');
  const typeText = scalarText(type);
  const condition = scalarText(valueAt(entry.value, 'Condition'));
  return {
    logicalId,
    keySpan: entry.key.span,
    entry,
    node: entry.value,
    properties: valueAt(entry.value, 'Properties'),
    metadata: valueAt(entry.value, 'Metadata'),
    ...(type && typeText !== undefined && { type: typeText, typeSpan: type.span }),
    ...(condition !== undefined && { condition }),
  };
}

export function loopOf(key: string, entry: Entry): Loop {
  const parts = loopParts(entry.value);
  const resources = entriesOf(parts.body).flatMap(inner => {
    const id = scalarText(inner.key);
    return id === undefined || id.startsWith(FOR_EACH) ? [] : [resourceOf(id, inner)];
  });
  return { name: key.slice(FOR_EACH.length), keySpan: entry.key.span, entry, ...parts, resources };
}

/** `[variable, collection, body]` of a loop's value. */
export function loopParts(value: Node | undefined): {
  variable?: string;
  collection?: Node;
  body?: MappingNode;
} {
  const list = target(value);
  if (list?.kind !== 'sequence') return {};
  const [first, collection, third] = list.items;
  const variable = scalarText(first);
  const body = target(third);
  return {
    ...(variable !== undefined && { variable }),
    ...(collection && { collection }),
    ...(body?.kind === 'mapping' && { body }),
  };
}
