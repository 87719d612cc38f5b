import type { Span } from '../text/range';
import { entriesByKey, entriesOf, scalarText, valueAt } from './entries';
import { type Entry, type Node, target } from './node';
import type { ParseResult, SyntaxFault } from './parseResult';
import { FOR_EACH, type Loop, loopOf, type Resource, resourceOf } from './resource';
import { type TemplateUnit, wholeUnit } from './unit';

/**
 * A CloudFormation template as data. Built from any tree: what is missing or of the wrong kind is absent.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html
 */
export interface Template {
  readonly root: Node | undefined;
  readonly faults: readonly SyntaxFault[];
  readonly sections: Sections;
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
  /** All of it, in parts that outlive edits elsewhere where it was parsed incrementally (templateParser.ts). */
  readonly units: readonly TemplateUnit[];
}

/** Top-level entries by key; of two with one name the first. */
export interface Sections {
  has(name: string): boolean;
  get(name: string): Entry | undefined;
  keys(): Iterable<string>;
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

export const SERVERLESS_TRANSFORM = 'AWS::Serverless-2016-10-31';

/** `text`, what was parsed, lets looking for a word in it be quick. */
export function templateOf(parsed: ParseResult, text?: string): Template {
  const { root, faults } = parsed;
  const sections = entriesByKey(root);
  const parameters = parametersOf(sections.get('Parameters')?.value);
  const mappings = entriesByKey(sections.get('Mappings')?.value);
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
    parameters,
    mappings,
    conditions: entriesByKey(sections.get('Conditions')?.value),
    resources,
    loops,
    outputs: entriesByKey(sections.get('Outputs')?.value),
    transforms: transformsOf(sections.get('Transform')?.value),
    globals: sections.get('Globals')?.value,
    units: [wholeUnit(parsed, text, { parameters, mappings })],
  };
}

export function parametersOf(section: Node | undefined): ReadonlyMap<string, TemplateParameter> {
  const parameters = new Map<string, TemplateParameter>();
  for (const [name, entry] of entriesByKey(section)) parameters.set(name, parameterOf(name, entry));
  return parameters;
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
