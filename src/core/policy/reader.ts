import { bothGuards } from '../template/alternatives';
import { type Entry, type MappingNode, type Node, type ScalarNode, target } from '../template/node';
import type { Guard } from '../template/symbolic';
import type { ActionMeaning } from './actions';
import { closest } from './closest';
import type { ShapeFault, TextElement } from './model';
import { type PolicyText, policyText } from './policyText';
import { isFunctionName, isIntrinsic, type PolicyBranch, type PolicyScope } from './scope';

/** What the readers of the parts of a policy share: the scope, the format, and the list of what is wrong. */
export interface Reader {
  readonly scope: PolicyScope;
  readonly format: 'json' | 'yaml';
  readonly fault: (fault: ShapeFault) => void;
  /** What a text stands for as an action; the same few stand in every statement. */
  readonly meaningOf: (text: string) => ActionMeaning;
}

export interface Elements {
  /** By the name AWS gives them, the last of several. */
  readonly entries: ReadonlyMap<string, Entry>;
  /** Elements may be there that are not known, or one stands there twice. */
  readonly open: boolean;
}

/** A mapping's entries by element name, other upper and lower case forgiven; what is none of `names` is a fault. */
export function readElements(
  reader: Reader,
  mapping: MappingNode,
  names: readonly string[],
  where: 'policy' | 'statement' | 'principal',
): Elements {
  const entries = new Map<string, Entry>();
  let open = false;
  for (const entry of mapping.entries) {
    const key = target(entry.key);
    if (key?.kind !== 'scalar' || isFunctionName(key.value) || key.value === '<<') {
      open = true;
      continue;
    }
    const name = elementName(reader, key, entry, names, where);
    if (name === undefined) continue;
    const before = entries.get(name);
    if (before !== undefined) {
      open = true;
      reader.fault({ kind: 'duplicate', name, span: entry.key.span, first: before.key.span });
    }
    entries.set(name, entry);
  }
  return { entries, open };
}

function elementName(
  reader: Reader,
  key: ScalarNode,
  entry: Entry,
  names: readonly string[],
  where: 'policy' | 'statement' | 'principal',
): string | undefined {
  if (names.includes(key.value)) return key.value;
  const lower = key.value.toLowerCase();
  const sameLetters = names.find(name => name.toLowerCase() === lower);
  const suggestion = sameLetters ?? closest(key.value, names);
  reader.fault({
    kind: 'unknown-element',
    name: key.value,
    key: entry.key,
    where,
    ...(suggestion === undefined ? {} : { suggestion }),
    caseOnly: sameLetters !== undefined,
  });
  return sameLetters;
}

/** An element that holds one string or a list of them, every branch of an Fn::If included. */
export function readTextElement(
  reader: Reader,
  name: string,
  entry: Entry | undefined,
  guard: readonly Guard[],
  options: { readonly list: boolean; readonly scalars?: boolean },
): TextElement | undefined {
  if (entry === undefined) return undefined;
  return { name, entry, ...readTexts(reader, name, entry.value, guard, options) };
}

/** The branches of a node that are possible where `guard` holds, each with all that holds then. */
export function branchesUnder(
  { scope }: Reader,
  node: Node,
  guard: readonly Guard[],
): readonly PolicyBranch[] {
  return scope.branches(node).flatMap(branch => {
    const both = bothGuards(guard, branch.guard);
    return both === undefined ? [] : [{ guard: both, node: branch.node }];
  });
}

export interface Texts {
  readonly texts: readonly PolicyText[];
  readonly open: boolean;
}

/** `list`: several are allowed. `scalars`: numbers and booleans are as good as strings (values of conditions). */
export function readTexts(
  reader: Reader,
  element: string,
  value: Node | undefined,
  guard: readonly Guard[],
  { list, scalars = false }: { readonly list: boolean; readonly scalars?: boolean },
): Texts {
  if (value === undefined) return { texts: [], open: true };
  const texts: PolicyText[] = [];
  const expected = list ? 'a string or a list of strings' : 'a string';
  let open = false;
  for (const branch of branchesUnder(reader, value, guard)) {
    const node = target(branch.node);
    if (node?.kind === 'sequence' && list && !isIntrinsic(node)) {
      for (const item of node.items) {
        for (const inner of branchesUnder(reader, item, branch.guard)) one(inner.node, inner.guard);
      }
    } else one(branch.node, branch.guard);
  }
  return { texts, open };

  function one(written: Node, under: readonly Guard[]): void {
    const node = target(written);
    if (node === undefined) {
      open = true;
      return;
    }
    if (!isIntrinsic(node)) {
      if (node.kind !== 'scalar') {
        open = true;
        reader.fault({ kind: 'wrong-type', element, expected, span: node.span, tolerated: false });
        return;
      }
      if (!scalars && reader.format === 'json' && node.style === 'plain') {
        open = true;
        // Any other word is no JSON, and the parser has said so.
        if (JSON_LITERAL.test(node.value)) {
          // CloudFormation hands numbers on as text, and an account or a Sid may well be a number.
          const tolerated = NUMBERS_MAY_DO.has(element);
          reader.fault({ kind: 'wrong-type', element, expected, span: node.span, tolerated });
        }
        return;
      }
    }
    const value = reader.scope.evaluate(written);
    if (value.unknown !== undefined) open = true;
    const alone = value.alternatives.length === 1;
    for (const { guard: inner, pieces } of value.alternatives) {
      const both = bothGuards(under, inner);
      if (both !== undefined)
        texts.push(policyText(written, pieces, both, { alone, meaningOf: reader.meaningOf }));
    }
  }
}

const NUMBERS_MAY_DO: ReadonlySet<string> = new Set(['Principal', 'NotPrincipal', 'Sid', 'Id']);

const JSON_LITERAL = /^(?:true|false|null|-?\d[\d.eE+-]*)$/;
