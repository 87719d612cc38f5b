import type { Span } from '../text/range';
import { type Entry, type MappingNode, type Node, target } from './node';
import type { ParseResult, SyntaxFault } from './parseResult';
import type { TemplateValue } from './values';

/**
 * A CloudFormation template as data. Built from any tree: what is missing or of the wrong kind is absent.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html
 */
export interface Template {
  readonly root: Node | undefined;
  readonly faults: readonly SyntaxFault[];
  /** The top-level entries by key; of two with one name the first. */
  readonly sections: ReadonlyMap<string, Entry>;
  readonly parameters: ReadonlyMap<string, TemplateParameter>;
  readonly mappings: ReadonlyMap<string, Entry>;
  readonly conditions: ReadonlyMap<string, Entry>;
  readonly resources: ReadonlyMap<string, Resource>;
  /** `Fn::ForEach::Name` entries of Resources; what they make has no logical ids to list. */
  readonly loops: readonly Loop[];
  readonly outputs: ReadonlyMap<string, Entry>;
  /** `AWS::Serverless-2016-10-31`, `AWS::Include`, macros: what rewrites the template before it is deployed. */
  readonly transforms: readonly string[];
  /** SAM's Globals. */
  readonly globals: Node | undefined;
  /** From an incremental parse (templateParser.ts): the template's strings in parts that outlive edits elsewhere. */
  readonly units?: readonly TemplateUnit[];
}

/** What one stretch of the text holds. */
export interface TemplateUnit {
  /** The same object as long as the values are the same: what was made of them can be kept by it. */
  readonly identity: object;
  /** To be added to every offset in the values. */
  readonly offset: number;
  /** False when none of its values holds this word: they need not be evaluated. An escape may spell any word. */
  mayHold(word: string): boolean;
  values(): readonly TemplateValue[];
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html */
export interface TemplateParameter {
  readonly name: string;
  readonly keySpan: Span;
  readonly entry: Entry;
  readonly type?: string;
  readonly typeSpan?: Span;
  /** A scalar, or anything else someone wrote there. */
  readonly default?: Node;
  readonly noEcho: boolean;
  readonly allowedValues: readonly Node[];
}

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

export const SERVERLESS_TRANSFORM = 'AWS::Serverless-2016-10-31';

export function templateOf({ root, faults }: ParseResult): Template {
  const sections = entriesByKey(root);
  const resources = new Map<string, Resource>();
  const loops: Loop[] = [];
  for (const entry of entriesOf(sections.get('Resources')?.value)) {
    const key = scalarText(entry.key);
    if (key === undefined) continue;
    if (key.startsWith(FOR_EACH)) loops.push(loopOf(key, entry));
    else if (!resources.has(key)) resources.set(key, resourceOf(key, entry));
  }
  return {
    root,
    faults,
    sections,
    parameters: parametersOf(sections.get('Parameters')?.value),
    mappings: entriesByKey(sections.get('Mappings')?.value),
    conditions: entriesByKey(sections.get('Conditions')?.value),
    resources,
    loops,
    outputs: entriesByKey(sections.get('Outputs')?.value),
    transforms: transformsOf(sections.get('Transform')?.value),
    globals: sections.get('Globals')?.value,
  };
}

export function parametersOf(section: Node | undefined): ReadonlyMap<string, TemplateParameter> {
  const parameters = new Map<string, TemplateParameter>();
  for (const [name, entry] of entriesByKey(section)) parameters.set(name, parameterOf(name, entry));
  return parameters;
}

/** The prefix of the key that makes an entry a loop. */
export const FOR_EACH = 'Fn::ForEach::';

/** The entries of a mapping, through aliases; none for anything else. */
export function entriesOf(node: Node | undefined): readonly Entry[] {
  const mapping = target(node);
  return mapping?.kind === 'mapping' ? mapping.entries : [];
}

/** The value of a mapping's entry with this key. */
export function valueAt(node: Node | undefined, key: string): Node | undefined {
  return entriesOf(node).find(entry => scalarText(entry.key) === key)?.value;
}

/** The text of a scalar that is no function call. */
export function scalarText(node: Node | undefined): string | undefined {
  const scalar = target(node);
  return scalar?.kind === 'scalar' && scalar.tag === undefined ? scalar.value : undefined;
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

export function entriesByKey(node: Node | undefined): ReadonlyMap<string, Entry> {
  const found = new Map<string, Entry>();
  for (const entry of entriesOf(node)) {
    const key = scalarText(entry.key);
    if (key !== undefined && !found.has(key)) found.set(key, entry);
  }
  return found;
}

function parameterOf(name: string, entry: Entry): TemplateParameter {
  const type = valueAt(entry.value, 'Type');
  const typeText = scalarText(type);
  const fallback = valueAt(entry.value, 'Default');
  const allowed = target(valueAt(entry.value, 'AllowedValues'));
  return {
    name,
    keySpan: entry.key.span,
    entry,
    ...(type && typeText !== undefined && { type: typeText, typeSpan: type.span }),
    ...(fallback && { default: fallback }),
    // CloudFormation reads yes and on as true too: YAML 1.1.
    noEcho: /^(?:true|yes|on)$/i.test(scalarText(valueAt(entry.value, 'NoEcho')) ?? ''),
    allowedValues: allowed?.kind === 'sequence' ? allowed.items : [],
  };
}

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

export function transformsOf(node: Node | undefined): readonly string[] {
  const value = target(node);
  if (value === undefined) return [];
  const items = value.kind === 'sequence' ? value.items : [value];
  return items.flatMap(item => {
    // A macro with parameters is a mapping: {Name: AWS::Include, Parameters: {…}}.
    const name = scalarText(item) ?? scalarText(valueAt(item, 'Name'));
    return name === undefined ? [] : [name];
  });
}
