import type { Span } from '../text/range';
import {
  type Choices,
  choice,
  combine,
  either,
  guarded,
  holeAt,
  symbolicOf,
  textPieces,
  unknownAt,
} from './alternatives';
import { type Branch, branchesOf, ifParts, isNoValue, MAX_NESTING } from './branches';
import { scalarText, valueAt } from './entries';
import { attributeOf, type Intrinsic, intrinsicOf } from './intrinsics';
import { type Entry, type Node, type ScalarNode, target } from './node';
import { subParts } from './sub';
import { type Guard, literalOf, type Piece, type SymbolicString } from './symbolic';

export interface Scope {
  /**
   * What a node means as a string before deployment. A node that is no string (a mapping, a list, a function that
   * gives neither) is one hole of kind unknown; AWS::NoValue has no alternative at all. Parameters stay holes: fill()
   * puts values there.
   */
  evaluate(node: Node): SymbolicString;
  /** What a node may be, structure or string, under which conditions: Fn::If resolved, AWS::NoValue left out. */
  branches(node: Node): readonly Branch[];
  /** Whether the template declares a parameter of this name. */
  isParameter(name: string): boolean;
}

/** What evaluation depends on beside the node itself. */
export interface ScopeFacts {
  /** By name; what a parameter is does not matter here. */
  readonly parameters: ReadonlyMap<string, unknown>;
  readonly mappings: ReadonlyMap<string, Entry>;
}

/**
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html
 * `loopVariables`: the variables of the Fn::ForEach a node stands in; what they stand for is unknown.
 */
export function createScope(template: ScopeFacts, loopVariables: readonly string[] = []): Scope {
  const evaluate = createEvaluator(template, loopVariables);
  return {
    evaluate: node => (isPlain(node) ? literal(node) : symbolicOf(evaluate(node))),
    branches: node => branchesOf(node),
    isParameter: name => template.parameters.has(name),
  };
}

/** The scope that stands inside these Fn::ForEach variables; outside of loops it is made once for a whole template. */
export type ScopeIn = (loopVariables?: readonly string[]) => Scope;

export function createScopes(template: ScopeFacts): ScopeIn {
  const plain = createScope(template);
  return (loopVariables = []) => (loopVariables.length === 0 ? plain : createScope(template, loopVariables));
}

/** Nodes visited for one value: aliases to aliases could make a short text mean a very long one. */
const MAX_STEPS = 20_000;

/** Nearly all nodes: a scalar that stands for itself. Made without the machinery, which would double the work. */
function literal(scalar: ScalarNode): SymbolicString {
  return { alternatives: [{ guard: ALWAYS, pieces: textPieces(scalar) }] };
}

function isPlain(node: Node): node is ScalarNode {
  return node.kind === 'scalar' && node.tag === undefined;
}

/** Null, as where a value is not typed yet, and what a tag unknown to CloudFormation (`!Re`, another tool's) makes. */
function isNotText({ tag, style, value }: ScalarNode): boolean {
  if (tag !== undefined) return tag.name !== '!' && !tag.name.startsWith('!!');
  return style === 'plain' && /^(?:|~|null|Null|NULL)$/.test(value);
}

const ALWAYS: readonly Guard[] = [];

function createEvaluator({ parameters, mappings }: ScopeFacts, loopVariables: readonly string[]) {
  /** Visited for the value at hand. */
  let steps = 0;
  return (node: Node): Choices => {
    steps = 0;
    return evaluate(node, 0);
  };

  function evaluate(node: Node | undefined, depth: number): Choices {
    const resolved = target(node);
    if (resolved === undefined) return unknownAt('nothing here', node?.span ?? { start: 0, end: 0 });
    if (depth > MAX_NESTING || ++steps > MAX_STEPS) return unknownAt('nested too deeply', resolved.span);
    const call = intrinsicOf(resolved);
    if (call !== undefined) return evaluateCall(call, depth + 1);
    if (resolved.kind !== 'scalar') return unknownAt('not a string', resolved.span);
    // Inside a function: at the top the text itself is all there is to look at.
    if (depth > 0 && isNotText(resolved)) return unknownAt('not a string', resolved.span);
    return choice(textPieces(resolved));
  }

  function evaluateCall(call: Intrinsic, depth: number): Choices {
    switch (call.name) {
      case 'Ref':
        return evaluateRef(call);
      case 'Fn::Sub':
        return evaluateSub(call, depth);
      case 'Fn::Join':
        return evaluateJoin(call, depth);
      case 'Fn::If':
        return evaluateIf(call, depth);
      case 'Fn::FindInMap':
        return evaluateFindInMap(call, depth);
      case 'Fn::Select':
        return evaluateSelect(call, depth);
      case 'Fn::GetAtt': {
        const name = attributeOf(call.argument);
        if (name === undefined) return unknownAt('a computed attribute', call.span);
        return holeAt({ kind: 'resource', ...name }, call.span);
      }
      default:
        return unknownAt(call.name, call.span);
    }
  }

  function evaluateRef(call: Intrinsic): Choices {
    const name = scalarText(call.argument);
    if (name === undefined) return unknownAt('a computed name', call.span);
    if (isNoValue(call)) return { choices: [{ guard: [] }] };
    return reference(name, call.span);
  }

  function reference(name: string, span: Span): Choices {
    if (loopVariables.includes(name)) return unknownAt('a loop variable', span);
    if (parameters.has(name)) return holeAt({ kind: 'parameter', name }, span);
    if (name.startsWith('AWS::')) return holeAt({ kind: 'pseudo', name }, span);
    // Not looked up: macros and SAM make resources that the template does not name.
    return holeAt({ kind: 'resource', logicalId: name }, span);
  }

  function evaluateSub(call: Intrinsic, depth: number): Choices {
    const argument = target(call.argument);
    const list = argument?.kind === 'sequence' ? argument.items : [argument];
    const scalar = target(list[0]);
    if (scalar?.kind !== 'scalar' || scalar.tag !== undefined)
      return unknownAt('a computed string', call.span);
    const variables = list[1];
    const parts = subParts(scalar).map((part): Choices => {
      if (part.kind === 'text') return choice(textPieces(scalar, part.from, part.to));
      const given = variables && valueAt(variables, part.name);
      if (given) return evaluate(given, depth);
      const dot = part.name.indexOf('.');
      if (dot < 0) return reference(part.name, part.span);
      const logicalId = part.name.slice(0, dot);
      return holeAt({ kind: 'resource', logicalId, attribute: part.name.slice(dot + 1) }, part.span);
    });
    return combine(parts, pieces => pieces.flatMap(each => each ?? []));
  }

  function evaluateJoin(call: Intrinsic, depth: number): Choices {
    const argument = target(call.argument);
    const [delimiter, list] = argument?.kind === 'sequence' ? argument.items : [];
    const separator = target(delimiter);
    if (separator?.kind !== 'scalar' || separator.tag !== undefined) {
      return unknownAt('a computed delimiter', call.span);
    }
    return overLists(list, call, items =>
      combine(
        items.map(item => evaluate(item, depth)),
        pieces => joined(pieces, separator),
      ),
    );
  }

  function evaluateIf(call: Intrinsic, depth: number): Choices {
    const parts = ifParts(call);
    if (parts === undefined) return unknownAt('a computed condition', call.span);
    const branch = (node: Node | undefined, holds: boolean) =>
      node === undefined
        ? { choices: [] }
        : guarded(evaluate(node, depth), { condition: parts.condition, holds });
    return either(branch(parts.whenTrue, true), branch(parts.whenFalse, false));
  }

  /** Literal keys alone: a key that is a parameter or the Region is known at deployment. */
  function evaluateFindInMap(call: Intrinsic, depth: number): Choices {
    const argument = target(call.argument);
    if (argument?.kind !== 'sequence') return unknownAt('a map is looked up', call.span);
    const [map, top, second] = argument.items.map(item => literalOf(symbolicOf(evaluate(item, depth))));
    if (map === undefined || top === undefined || second === undefined) {
      return unknownAt('a key known at deployment', call.span);
    }
    const value = target(valueAt(valueAt(mappings.get(map)?.value, top), second));
    // Mappings hold literals only; anything else would let a map look itself up.
    if (value?.kind === 'scalar' && value.tag === undefined) return choice(textPieces(value));
    return unknownAt(value === undefined ? 'no such key in the map' : 'not a string', call.span);
  }

  function evaluateSelect(call: Intrinsic, depth: number): Choices {
    const argument = target(call.argument);
    const [position, list] = argument?.kind === 'sequence' ? argument.items : [];
    const index = Number(position === undefined ? Number.NaN : (scalarText(position) ?? Number.NaN));
    if (!Number.isInteger(index) || index < 0) return unknownAt('a computed index', call.span);
    const split = list && intrinsicOf(target(list) ?? list);
    if (split?.name === 'Fn::Split') return selectSplit(split, index, call, depth);
    return overLists(list, call, items => {
      const item = items[index];
      return item === undefined ? unknownAt('no such item', call.span) : evaluate(item, depth);
    });
  }

  /** Fn::Split over text that is all known; a hole may hold the delimiter, so behind one nothing can be counted. */
  function selectSplit(split: Intrinsic, index: number, call: Intrinsic, depth: number): Choices {
    const argument = target(split.argument);
    const [delimiterNode, source] = argument?.kind === 'sequence' ? argument.items : [];
    const delimiter = scalarText(delimiterNode);
    if (!delimiter || source === undefined) return unknownAt('Fn::Split', call.span);
    const { choices, unknown } = evaluate(source, depth);
    const selected = choices.map(({ guard, pieces }) => {
      const part = pieces && partOf(pieces, delimiter, index);
      return { guard, pieces: part ?? unknownPiece('Fn::Split', call.span) };
    });
    return { choices: selected, ...(unknown !== undefined && { unknown }) };
  }

  /** A list argument, which may itself be chosen by conditions. */
  function overLists(
    list: Node | undefined,
    call: Intrinsic,
    each: (items: readonly Node[]) => Choices,
  ): Choices {
    let result: Choices = { choices: [] };
    for (const { guard, node } of list ? branchesOf(list) : []) {
      let choices =
        node.kind === 'sequence' && intrinsicOf(node) === undefined
          ? each(node.items)
          : unknownAt('a list known at deployment', call.span);
      for (const one of guard) choices = guarded(choices, one);
      result = either(result, choices);
    }
    return result.choices.length === 0 && result.unknown === undefined
      ? unknownAt('a list known at deployment', call.span)
      : result;
  }
}

/** AWS::NoValue takes its delimiter with it. */
function joined(cells: readonly (readonly Piece[] | undefined)[], separator: ScalarNode): readonly Piece[] {
  const between = textPieces(separator);
  const pieces: Piece[] = [];
  let first = true;
  for (const cell of cells) {
    if (cell === undefined) continue;
    if (!first) pieces.push(...between);
    pieces.push(...cell);
    first = false;
  }
  return pieces;
}

function unknownPiece(reason: string, span: Span): readonly Piece[] {
  return [{ kind: 'hole', hole: { kind: 'unknown', reason }, span }];
}

/** The index-th part of the text between delimiters; undefined when a hole stands before its end. */
function partOf(pieces: readonly Piece[], delimiter: string, index: number): readonly Piece[] | undefined {
  const text = pieces.map(piece => (piece.kind === 'text' ? piece.text : '')).join('');
  if (pieces.some(piece => piece.kind === 'hole')) return undefined;
  let start = 0;
  for (let skipped = 0; skipped < index; skipped++) {
    const next = text.indexOf(delimiter, start);
    if (next < 0) return undefined;
    start = next + delimiter.length;
  }
  const end = text.indexOf(delimiter, start);
  return slicePieces(pieces, start, end < 0 ? text.length : end);
}

/** The units `[start, end)` of text pieces laid end to end. */
function slicePieces(pieces: readonly Piece[], start: number, end: number): readonly Piece[] {
  const slice: Piece[] = [];
  let at = 0;
  for (const piece of pieces) {
    if (piece.kind === 'hole') continue;
    const from = Math.max(start - at, 0);
    const to = Math.min(end - at, piece.text.length);
    if (from < to) slice.push({ ...piece, text: piece.text.slice(from, to), from: piece.from + from });
    at += piece.text.length;
  }
  return slice;
}
