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
  const { type = '' } = context.resource;
  const paths = credentialPathsOf(type);
  if (paths.length === 0) return [];
  return propertiesOf(context).flatMap(({ node, guard }) =>
    paths.flatMap(path => credentialsAt(context, { node, guard, steps: [] }, path)),
  );
}

interface Position {
  readonly node: Node;
  readonly guard: readonly Guard[];
  readonly steps: readonly (string | number)[];
  readonly entry?: Entry;
}

function credentialsAt(context: ResourceText, at: Position, path: PropertyPath): readonly Credential[] {
  const [step, ...below] = path;
  return branchesOf(context, at).flatMap(({ node, guard, steps, entry }) => {
    if (step === undefined) {
      return textsOf(context, node, guard).map(given => {
        const whole = steps.length === 1 && entry !== undefined && target(entry.value) === node;
        return { steps, path: steps.join('.'), given, node, ...(whole && { entry }) };
      });
    }
    // What a function gives is no structure that could be looked into.
    if (intrinsicOf(node) !== undefined) return [];
    return childrenOf(node, step).flatMap(child =>
      credentialsAt(context, { ...child, guard, steps: [...steps, child.name] }, below),
    );
  });
}

function branchesOf({ scope }: ResourceText, at: Position): readonly Position[] {
  return scope.branches(at.node).flatMap(branch => {
    const guard = bothGuards(at.guard, branch.guard);
    return guard === undefined ? [] : [{ ...at, node: branch.node, guard }];
  });
}

interface Child {
  readonly name: string | number;
  readonly node: Node;
  readonly entry?: Entry;
}

function childrenOf(node: Node, step: string): readonly Child[] {
  const outer = target(node);
  if (step !== '*')
    return entriesOf(outer)
      .filter(({ key }) => scalarText(key) === step)
      .flatMap(childOf);
  if (outer?.kind === 'sequence') return outer.items.map((item, index) => ({ name: index, node: item }));
  return entriesOf(outer).flatMap(childOf);
}

function childOf(entry: Entry): readonly Child[] {
  const name = scalarText(entry.key);
  return name === undefined || entry.value === undefined ? [] : [{ name, node: entry.value, entry }];
}
