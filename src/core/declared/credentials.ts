/** The values of properties that hold a credential, by the schemas of their types. */
import { credentialPathsOf, type PropertyPath } from '../facts/schemaProperties';
import { bothGuards } from '../template/alternatives';
import { entriesOf, scalarText } from '../template/entries';
import { intrinsicOf } from '../template/intrinsics';
import { type Entry, type Node, target } from '../template/node';
import type { Guard } from '../template/symbolic';
import { type GivenText, propertiesOf, type ResourceText, textsOf } from './context';

export interface Credential {
  /** Below Properties. */
  readonly steps: readonly (string | number)[];
  /** The steps as people write them: `Users.0.Password`. */
  readonly path: string;
  readonly given: GivenText;
  /** What stands there, a branch of Fn::If by itself. */
  readonly node: Node;
  /** The property's entry, where it is one of Properties itself and all of its value is `node`. */
  readonly entry?: Entry;
}

/** What a resource puts where a credential belongs, once for each branch. */
export function credentialsOf(context: ResourceText): readonly Credential[] {
  const paths = credentialPathsOf(context.resource.type ?? '');
  const found: Credential[] = [];
  if (paths.length === 0) return found;
  for (const { node, guard } of propertiesOf(context)) {
    for (const path of paths) collect(context, { node, guard, steps: [] }, path, found);
  }
  return found;
}

interface Position {
  readonly node: Node;
  readonly guard: readonly Guard[];
  readonly steps: readonly (string | number)[];
  readonly entry?: Entry;
}

/** Written with loops: there may be hundreds of databases, and this is asked of each. */
function collect(context: ResourceText, at: Position, path: PropertyPath, found: Credential[]): void {
  const { steps, entry } = at;
  const step = path[steps.length];
  for (const branch of context.scope.branches(at.node)) {
    const { node } = branch;
    const guard = bothGuards(at.guard, branch.guard);
    if (guard === undefined) continue;
    if (step === undefined) {
      const whole = steps.length === 1 && entry !== undefined && target(entry.value) === node;
      for (const given of textsOf(context, node, guard)) {
        found.push({ steps, path: steps.join('.'), given, node, ...(whole && { entry }) });
      }
      continue;
    }
    // What a function gives is no structure that could be looked into.
    if (intrinsicOf(node) !== undefined) continue;
    if (step === '*' && node.kind === 'sequence') {
      for (const [index, item] of node.items.entries()) {
        collect(context, { node: item, guard, steps: [...steps, index] }, path, found);
      }
      continue;
    }
    for (const each of entriesOf(node)) {
      const name = scalarText(each.key);
      if (each.value === undefined || name === undefined || (step !== '*' && step !== name)) continue;
      collect(context, { node: each.value, guard, steps: [...steps, name], entry: each }, path, found);
    }
  }
}
