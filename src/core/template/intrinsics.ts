import type { Span } from '../text/range';
import { type Node, target } from './node';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html */
export type IntrinsicName =
  | 'Ref'
  | 'Condition'
  | `Fn::${
      | 'And'
      | 'Base64'
      | 'Cidr'
      | 'Contains'
      | 'EachMemberEquals'
      | 'EachMemberIn'
      | 'Equals'
      | 'FindInMap'
      | 'GetAtt'
      | 'GetAZs'
      | 'GetStackOutput'
      | 'If'
      | 'ImportValue'
      | 'Join'
      | 'Length'
      | 'Not'
      | 'Or'
      | 'RefAll'
      | 'Select'
      | 'Split'
      | 'Sub'
      | 'ToJsonString'
      | 'Transform'
      | 'ValueOf'
      | 'ValueOfAll'}`;

export interface Intrinsic {
  readonly name: IntrinsicName;
  readonly argument: Node;
  /** The whole call: tag and argument, or the mapping. */
  readonly span: Span;
}

/**
 * The function call a node is: `!Sub x` and `{"Fn::Sub": x}` are one case. The argument of a short form is the node
 * itself without its tag. A long form whose argument is not typed yet is none.
 */
export function intrinsicOf(node: Node): Intrinsic | undefined {
  if (node.tag !== undefined) {
    const name = SHORT_FORMS.get(node.tag.name);
    if (name === undefined) return undefined;
    const span = { start: node.tag.span.start, end: Math.max(node.span.end, node.tag.span.end) };
    return { name, argument: withoutTag(node), span };
  }
  if (node.kind !== 'mapping' || node.entries.length !== 1) return undefined;
  const [entry] = node.entries;
  if (entry?.key.kind !== 'scalar' || entry.value === undefined) return undefined;
  const name = LONG_FORMS.get(entry.key.value);
  if (name === undefined) return undefined;
  // An IAM statement may hold nothing but its Condition block; the function takes a name.
  if (name === 'Condition' && entry.value.kind !== 'scalar') return undefined;
  return { name, argument: entry.value, span: node.span };
}

export interface AttributeName {
  readonly logicalId: string;
  readonly attribute: string;
}

/** The argument of Fn::GetAtt, `Id.Some.Attribute` or `[Id, Some.Attribute]`; undefined when a part is computed. */
export function attributeOf(argument: Node): AttributeName | undefined {
  const node = target(argument);
  if (node?.kind === 'scalar') {
    const dot = node.value.indexOf('.');
    if (dot < 0) return undefined;
    return { logicalId: node.value.slice(0, dot), attribute: node.value.slice(dot + 1) };
  }
  if (node?.kind !== 'sequence') return undefined;
  const [id, ...rest] = node.items.map(target);
  if (id?.kind !== 'scalar' || id.tag !== undefined || rest.length === 0) return undefined;
  const parts: string[] = [];
  for (const part of rest) {
    if (part?.kind !== 'scalar' || part.tag !== undefined) return undefined;
    parts.push(part.value);
  }
  return { logicalId: id.value, attribute: parts.join('.') };
}

const LONG_FORMS: ReadonlyMap<string, IntrinsicName> = new Map(
  (
    [
      'Ref',
      'Condition',
      'Fn::And',
      'Fn::Base64',
      'Fn::Cidr',
      'Fn::Contains',
      'Fn::EachMemberEquals',
      'Fn::EachMemberIn',
      'Fn::Equals',
      'Fn::FindInMap',
      'Fn::GetAtt',
      'Fn::GetAZs',
      'Fn::GetStackOutput',
      'Fn::If',
      'Fn::ImportValue',
      'Fn::Join',
      'Fn::Length',
      'Fn::Not',
      'Fn::Or',
      'Fn::RefAll',
      'Fn::Select',
      'Fn::Split',
      'Fn::Sub',
      'Fn::ToJsonString',
      'Fn::Transform',
      'Fn::ValueOf',
      'Fn::ValueOfAll',
    ] satisfies IntrinsicName[]
  ).map(name => [name, name]),
);

const SHORT_FORMS: ReadonlyMap<string, IntrinsicName> = new Map(
  [...LONG_FORMS.values()].map(name => [`!${name.replace('Fn::', '')}`, name]),
);

function withoutTag(node: Node): Node {
  const { kind, span, anchor } = node;
  switch (kind) {
    case 'scalar': {
      const { value, style, source } = node;
      // Nearly all of them, and a template has a thousand: no spread for these.
      if (anchor === undefined) return { kind, span, value, style, source };
      return { kind, span, value, style, source, anchor };
    }
    case 'mapping':
      return { kind, span, flow: node.flow, entries: node.entries, ...(anchor && { anchor }) };
    case 'sequence':
      return { kind, span, flow: node.flow, items: node.items, ...(anchor && { anchor }) };
    case 'alias':
      return { kind, span, name: node.name, ...(node.target && { target: node.target }) };
  }
}
