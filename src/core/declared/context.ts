/** What the rules about declarations look at: resources and template parameters as they are written in one unit. */

import type { Problem, ProblemCode, Severity } from '../problem';
import type { Rule } from '../rule';
import { bothGuards, pieceSpan } from '../template/alternatives';
import type { Branch } from '../template/branches';
import { valueAt } from '../template/entries';
import { intrinsicOf } from '../template/intrinsics';
import { hasMacro } from '../template/macros';
import { type Entry, type MappingNode, type Node, target } from '../template/node';
import type { Resource } from '../template/resource';
import type { Scope } from '../template/scope';
import { type Guard, HOLE, type Piece, textOf } from '../template/symbolic';
import type { TemplateUnit } from '../template/unit';
import type { Span } from '../text/range';
import { utf8Length } from '../text/utf8';
import type { Credential } from './credentials';
import type { Declaration } from './declaration';
import type { TemplateFacts } from './templateFacts';

/** One resource, a body of Fn::ForEach included. Offsets count in `text`. */
export interface ResourceText extends TemplateFacts {
  readonly text: string;
  readonly resource: Resource;
  readonly scope: Scope;
  /** Variables of the Fn::ForEach loops it stands in: `${X}` and `&{X}` are replaced everywhere inside. */
  readonly loopVariables: readonly string[];
  /** The text did not parse hereabouts: what looks missing may be there all the same. */
  readonly broken: boolean;
}

export interface ResourceContext extends ResourceText {
  /** What stands where its type takes a credential. */
  credentials(): readonly Credential[];
}

/** One entry of Parameters. */
export interface ParameterContext extends TemplateFacts {
  readonly name: string;
  readonly entry: Entry;
  readonly type: Node | undefined;
  readonly default: Node | undefined;
}

export type ResourceRule = Rule<ResourceContext>;
export type ParameterRule = Rule<ParameterContext>;

/** A part of a template, and its resources of the types that rules look at. */
export interface UnitContext {
  readonly unit: TemplateUnit;
  readonly resources: readonly ResourceContext[];
}

export type UnitRule = Rule<UnitContext>;

/** All that a template declares, from all of its parts. */
export interface TemplateContext {
  /** Their offsets count in the document. */
  readonly declarations: readonly Declaration[];
  readonly transforms: readonly string[];
  /** For a look at what is declared; it may have to be parsed again. */
  readonly units: readonly TemplateUnit[];
}

export type TemplateRule = Rule<TemplateContext>;

/** A mapping under the conditions it stands under. */
export interface GivenMap {
  readonly guard: readonly Guard[];
  readonly node: MappingNode;
  /** YAML's `<<` or Fn::Transform may bring in entries: an absent one is not known to be absent. */
  readonly open: boolean;
}

/** One text a node may mean, with HOLE for all that is only known later, references and loop variables included. */
export interface GivenText {
  readonly guard: readonly Guard[];
  readonly pieces: readonly Piece[];
  readonly text: string;
  readonly open: boolean;
  /** What to point at: the whole value, or the text Fn::If chose. */
  readonly span: Span;
}

/** The mappings a resource's Properties may be. */
export function propertiesOf({ resource, scope }: ResourceText): readonly GivenMap[] {
  return mapsOf(resource.properties, scope, conditionOf(resource));
}

/** The mappings that stand under a key; none for functions and anything else. */
export function mapsAt(context: ResourceText, map: GivenMap, key: string): readonly GivenMap[] {
  return mapsOf(valueAt(map.node, key), context.scope, map.guard);
}

/** What stands under a key, structure or string; AWS::NoValue and contradictions left out. */
export function branchesAt({ scope }: ResourceText, map: GivenMap, key: string): readonly Branch[] {
  return under(valueAt(map.node, key), scope, map.guard);
}

/** The texts a key's value may be. A mapping or list there is one open text. */
export function textsAt(context: ResourceText, map: GivenMap, key: string): readonly GivenText[] {
  const node = valueAt(map.node, key);
  return node === undefined ? [] : textsOf(context, node, map.guard);
}

export function textsOf(
  { scope, loopVariables }: ResourceText,
  node: Node,
  guard: readonly Guard[],
): readonly GivenText[] {
  if (target(node) === undefined) return [];
  const { alternatives } = scope.evaluate(node);
  return alternatives.flatMap(alternative => {
    const both = bothGuards(guard, alternative.guard);
    if (both === undefined) return [];
    const text = withoutLater(textOf(alternative.pieces), loopVariables);
    const whole = node.kind === 'scalar' && alternatives.length === 1;
    const span = whole ? node.span : (coverOf(alternative.pieces, node.span) ?? node.span);
    return [{ guard: both, pieces: alternative.pieces, text, open: text.includes(HOLE), span }];
  });
}

/**
 * Whether both surely happen in one deployment. Conditions of different names may exclude each other, so that one guard
 * must hold the other: someone has written it for just that case.
 */
export function surelyTogether(a: readonly Guard[], b: readonly Guard[]): boolean {
  const both = bothGuards(a, b);
  return both !== undefined && (both.length === a.length || both.length === b.length);
}

/** Whether a key is known to be absent. */
export function lacks(map: GivenMap, key: string): boolean {
  return !map.open && valueAt(map.node, key) === undefined;
}

/** All of a value, with the tag of a short form: what `!Ref` takes the place of. */
export function wholeSpan(node: Node): Span {
  return intrinsicOf(node)?.span ?? node.span;
}

export function resourceProblem(
  context: ResourceContext,
  code: ProblemCode,
  severity: Severity,
  message: string,
  place: { readonly span: Span; readonly path: string },
): Problem {
  return {
    code,
    severity: severity === 'error' && hasMacro(context.transforms) ? 'warning' : severity,
    evidence: 'static',
    message,
    span: place.span,
    logicalId: context.resource.logicalId,
    ...(place.path !== '' && { propertyPath: place.path }),
  };
}

/** The length of the known part of a text in UTF-8: what it takes at the least. */
export function knownBytes(text: string): number {
  return utf8Length(text.replaceAll(HOLE, ''));
}

function mapsOf(node: Node | undefined, scope: Scope, guard: readonly Guard[]): readonly GivenMap[] {
  return under(node, scope, guard).flatMap(branch => {
    const map = target(branch.node);
    if (map?.kind !== 'mapping' || map.tag !== undefined || intrinsicOf(map) !== undefined) return [];
    const open = map.entries.some(({ key }) => key.kind !== 'scalar' || /^(<<$|Fn::)/.test(key.value));
    return [{ guard: branch.guard, node: map, open }];
  });
}

function under(node: Node | undefined, scope: Scope, guard: readonly Guard[]): readonly Branch[] {
  if (node === undefined || target(node) === undefined) return [];
  return scope.branches(node).flatMap(branch => {
    const both = bothGuards(guard, branch.guard);
    return both === undefined ? [] : [{ guard: both, node: branch.node }];
  });
}

function conditionOf({ condition }: Resource): readonly Guard[] {
  return condition === undefined ? [] : [{ condition, holds: true }];
}

/**
 * A reference is replaced by a value of any length and content, a loop's variable by an item of its list. `{{ x }}`,
 * `{% x %}` and `${self:x}` are the marks of programs that write templates (Jinja, the Serverless Framework).
 */
function withoutLater(text: string, loopVariables: readonly string[]): string {
  let known = text.replace(/\{\{[^}]*\}\}|\{%[^}]*%\}|\$\{(?!(?:[A-Za-z0-9.]|::)+\})[^}]*\}/g, HOLE);
  for (const variable of loopVariables) {
    for (const mark of [`\${${variable}}`, `&{${variable}}`]) known = known.replaceAll(mark, HOLE);
  }
  return known;
}

/** All of the pieces, where they stand inside the value: text of a map stands elsewhere. */
function coverOf(pieces: readonly Piece[], { start, end }: Span): Span | undefined {
  const spans = pieces.map(pieceSpan);
  const cover = {
    start: Math.min(...spans.map(span => span.start)),
    end: Math.max(...spans.map(span => span.end)),
  };
  return start <= cover.start && cover.end <= end ? cover : undefined;
}
