/** What of a policy stands at a place, for completion and hover: also while it is half typed. */
import type { DocumentModel } from '../../document';
import { type Entry, type MappingNode, type Node, type ScalarNode, target } from '../../template/node';
import { resourcesIn, unitAt } from '../../template/unit';
import { policiesOf } from '../find';
import { type PolicyKind, policyKind } from '../kind';
import type { PolicyDocument, Statement } from '../model';
import type { PlacedPolicy } from '../placedPolicy';
import { readPolicy } from '../readPolicy';
import { literalScope } from '../scope';

export interface PolicyPlace {
  readonly policy: PolicyDocument;
  readonly kind: PolicyKind;
  readonly inTemplate: boolean;
  /** To be added to the offsets of `policy` and `scalar`. */
  readonly offset: number;
  /** Keys and positions from the policy down; functions (Fn::If) leave no step. A key's own name is the last step. */
  readonly path: readonly (string | number)[];
  readonly isKey: boolean;
  /** What is written there; undefined: nothing yet. */
  readonly scalar: ScalarNode | undefined;
  readonly statement: Statement | undefined;
}

/** Undefined outside of policies. */
export function policyAt(model: DocumentModel, offset: number): PolicyPlace | undefined {
  const found = foundAt(model, offset);
  if (found === undefined) return undefined;
  const at = offset - found.offset;
  const spot = spotIn(found.policy.node, at, model.text, found.offset);
  if (spot === undefined) return undefined;
  const statement = found.policy.statements.find(
    ({ node }) => spot.mappings.includes(node) || (node.span.start <= at && at <= node.span.end),
  );
  const { path, isKey, scalar } = spot;
  return { ...found, path, isKey, scalar, statement };
}

function foundAt(model: DocumentModel, offset: number): Found | undefined {
  if (model.kind === 'policy') return inFile(model);
  return model.policies === undefined ? inTemplate(model, offset) : inDialect(model.policies(), offset);
}

type Found = Pick<PolicyPlace, 'policy' | 'kind' | 'inTemplate' | 'offset'>;

function inFile({ policy: parsed, livePolicy }: DocumentModel): Found | undefined {
  const policy = parsed?.root && readPolicy(parsed.root, literalScope);
  if (policy === undefined) return undefined;
  return { policy, kind: livePolicy ?? policyKind(policy), inTemplate: false, offset: 0 };
}

function inDialect(policies: readonly PlacedPolicy[], offset: number): Found | undefined {
  const own = policies.find(({ root: { span } }) => span.start <= offset && offset <= span.end);
  const policy = own && readPolicy(own.root, own.scope);
  if (policy === undefined) return undefined;
  return { policy, kind: own?.kind ?? policyKind(policy), inTemplate: false, offset: 0 };
}

function inTemplate({ template }: DocumentModel, offset: number): Found | undefined {
  const unit = template && unitAt(template.units, offset);
  if (unit === undefined) return undefined;
  const at = offset - unit.offset;
  const found = policiesOf(resourcesIn(unit), unit.scopeIn()).filter(
    // A block's last line may be one that is still empty.
    ({ resource, embedded }) => embedded === undefined && resource.entry.span.start <= at,
  );
  const own =
    found.find(({ policy: { node } }) => node.span.start <= at && at <= node.span.end) ?? found.at(-1);
  return own && { policy: own.policy, kind: own.kind, inTemplate: true, offset: unit.offset };
}

interface Spot {
  readonly path: readonly (string | number)[];
  readonly isKey: boolean;
  readonly scalar: ScalarNode | undefined;
  /** The mappings it stands in, outermost first. */
  readonly mappings: readonly MappingNode[];
}

function spotIn(root: MappingNode, at: number, text: string, base: number): Spot | undefined {
  if (reaches(root, at, text, base)) {
    const inside = below(root, at, { path: [], mappings: [] }, text, base);
    if (inside !== undefined) return inside;
  }
  return onEmptyLine(root, at, text, base);
}

type Way = Pick<Spot, 'path' | 'mappings'>;

function below(written: Node, at: number, way: Way, text: string, base: number): Spot | undefined {
  const node = target(written);
  if (node === undefined || written.kind === 'alias') return undefined;
  if (node.kind === 'scalar') return { ...way, isKey: false, scalar: node };
  if (node.kind === 'sequence') {
    for (const [index, item] of node.items.entries()) {
      if (!reaches(item, at, text, base)) continue;
      const isFunction =
        node.tag !== undefined || (typeof way.path.at(-1) === 'string' && way.path.at(-1) === IF);
      const path = isFunction ? way.path.filter(step => step !== IF) : [...way.path, index];
      return below(item, at, { ...way, path }, text, base);
    }
    // Between two items, or where the first is to be.
    return node.flow
      ? { ...way, path: [...way.path, node.items.length], isKey: false, scalar: undefined }
      : undefined;
  }
  const mappings = [...way.mappings, node];
  for (const entry of node.entries) {
    const inside = inEntry(entry, at, { path: way.path, mappings }, text, base);
    if (inside !== undefined) return inside;
  }
  return node.flow ? { path: way.path, mappings, isKey: true, scalar: undefined } : undefined;
}

const IF = 'Fn::If';

function inEntry(
  entry: Entry,
  at: number,
  { path, mappings }: Way,
  text: string,
  base: number,
): Spot | undefined {
  const { key, value } = entry;
  const scalar = target(key);
  if (scalar?.kind !== 'scalar') return undefined;
  if (key.span.start <= at && at <= key.span.end) {
    return { path: [...path, scalar.value], mappings, isKey: true, scalar };
  }
  const way = { path: [...path, scalar.value], mappings };
  if (value !== undefined && reaches(value, at, text, base)) return below(value, at, way, text, base);
  // `Effect: ` with nothing behind it, on its line.
  const isEmpty = value === undefined || value.span.start === value.span.end;
  if (!isEmpty || at < key.span.end) return undefined;
  const between = text.slice(key.span.end + base, at + base);
  return /^"?[ \t]*:[ \t]*$/.test(between) ? { ...way, isKey: false, scalar: undefined } : undefined;
}

/** Blanks behind what is written belong to it: a value is about to be typed there. */
function reaches({ span }: Node, at: number, text: string, base: number): boolean {
  if (at < span.start) return false;
  return at <= span.end || /^[ \t]+$/.test(text.slice(span.end + base, at + base));
}

/** A line with nothing but its indentation: a key of the block mapping that stands there. */
function onEmptyLine(root: MappingNode, at: number, text: string, base: number): Spot | undefined {
  const start = text.lastIndexOf('\n', at + base - 1) + 1;
  const before = text.slice(start, at + base);
  if (!/^[ \t]*$/.test(before)) return undefined;
  let best: { readonly way: Way; readonly end: number } | undefined;
  const look = (node: Node, way: Way): void => {
    const seen = target(node);
    if (seen?.kind === 'sequence') {
      for (const [index, item] of seen.items.entries()) look(item, { ...way, path: [...way.path, index] });
      return;
    }
    if (seen?.kind !== 'mapping' || node.kind === 'alias') return;
    const [first] = seen.entries;
    const here = { path: way.path, mappings: [...way.mappings, seen] };
    if (first !== undefined && !seen.flow && seen.span.start <= at) {
      const column =
        first.key.span.start + base - (text.lastIndexOf('\n', first.key.span.start + base - 1) + 1);
      if (column === before.length && (best === undefined || seen.span.start > best.end)) {
        best = { way: here, end: seen.span.start };
      }
    }
    for (const { key, value } of seen.entries) {
      const name = target(key);
      if (value !== undefined && name?.kind === 'scalar')
        look(value, { path: [...way.path, name.value], mappings: here.mappings });
    }
  };
  look(root, { path: [], mappings: [] });
  return best && { ...best.way, isKey: true, scalar: undefined };
}
