import { bothGuards, MAX_ALTERNATIVES } from './alternatives';
import { scalarText } from './entries';
import { type Intrinsic, intrinsicOf } from './intrinsics';
import { type Node, target } from './node';
import type { Guard } from './symbolic';

/** What a node may be, and under which conditions. */
export interface Branch {
  readonly guard: readonly Guard[];
  readonly node: Node;
}

/** Functions nest a handful deep; aliases could nest without end. */
export const MAX_NESTING = 100;

/** Structure or string: Fn::If resolved, AWS::NoValue left out. Branches that contradict `guard` are not there. */
export function branchesOf(node: Node, guard: readonly Guard[] = [], depth = 0): readonly Branch[] {
  const resolved = target(node);
  if (resolved === undefined) return [];
  const call = intrinsicOf(resolved);
  if (call === undefined || depth > MAX_NESTING) return [{ guard, node: resolved }];
  if (isNoValue(call)) return [];
  const parts = call.name === 'Fn::If' ? ifParts(call) : undefined;
  if (parts === undefined) return [{ guard, node: resolved }];
  const found: Branch[] = [];
  for (const holds of [true, false]) {
    const both = bothGuards(guard, [{ condition: parts.condition, holds }]);
    const branch = holds ? parts.whenTrue : parts.whenFalse;
    if (both && branch) found.push(...branchesOf(branch, both, depth + 1));
  }
  return found.slice(0, MAX_ALTERNATIVES);
}

interface IfParts {
  readonly condition: string;
  readonly whenTrue: Node | undefined;
  readonly whenFalse: Node | undefined;
}

/** `[condition, when true, when false]`; undefined when the condition is not a name. */
export function ifParts({ argument }: Intrinsic): IfParts | undefined {
  const list = target(argument);
  if (list?.kind !== 'sequence') return undefined;
  const [first, whenTrue, whenFalse] = list.items;
  const call = first && intrinsicOf(first);
  const condition = scalarText(call?.name === 'Condition' ? call.argument : first);
  return condition === undefined ? undefined : { condition, whenTrue, whenFalse };
}

export function isNoValue(call: Intrinsic): boolean {
  return call.name === 'Ref' && scalarText(call.argument) === 'AWS::NoValue';
}
