import { type Node, target } from '../template/node';
import type { Guard, SymbolicString } from '../template/symbolic';

/** What reading a policy needs of where it stands. A template's Scope is one; a bare file has `literalScope`. */
export interface PolicyScope {
  /** The text a scalar or a string function stands for. */
  evaluate(node: Node): SymbolicString;
  /** What a node may be: itself, or what Fn::If chooses from, AWS::NoValue left out. */
  branches(node: Node): readonly PolicyBranch[];
}

export interface PolicyBranch {
  readonly guard: readonly Guard[];
  readonly node: Node;
}

/** Nothing is computed: every scalar stands for itself. For policy files and live policies. */
export const literalScope: PolicyScope = {
  evaluate: literal,
  branches: node => [{ guard: [], node }],
};

/**
 * Whether a node is a call of a CloudFormation function. `Condition` is none here: `{"Condition": …}` alone is a
 * policy statement someone has begun to write.
 */
export function isIntrinsic(node: Node): boolean {
  if (node.tag?.name.startsWith('!') && !node.tag.name.startsWith('!!')) return true;
  if (node.kind !== 'mapping' || node.entries.length !== 1) return false;
  const key = target(node.entries[0]?.key);
  return key?.kind === 'scalar' && isFunctionName(key.value);
}

/** The long form of a function as a mapping key. */
export function isFunctionName(key: string): boolean {
  return key === 'Ref' || key.startsWith('Fn::');
}

function literal(node: Node): SymbolicString {
  const scalar = target(node);
  if (scalar?.kind !== 'scalar' || isIntrinsic(scalar)) {
    return { alternatives: [], unknown: 'not a literal string' };
  }
  const { value, source } = scalar;
  return { alternatives: [{ guard: [], pieces: [{ kind: 'text', text: value, source, from: 0 }] }] };
}
