import { type MappingNode, target } from '../template/node';
import { removeEntry } from '../template/remove';
import type { TextEdit } from '../text/range';
import { insertEntry } from './edit';
import type { ConditionElement, ConditionTest, Statement } from './model';
import { isIntrinsic } from './scope';
import { object, type Value } from './written';

/**
 * Adds `operator: {key: value}` to what a statement asks for. Undefined where the key stands under that operator already,
 * and where the condition is not written out (a function, or half typed).
 */
export function addTest(
  text: string,
  { node, condition }: Statement,
  operator: string,
  key: string,
  value: Value,
): TextEdit | undefined {
  const inner = object([key, value]);
  if (condition === undefined) return insertEntry(text, node, 'last', 'Condition', object([operator, inner]));
  const operators = mappingOf(target(condition.entry.value));
  if (condition.open || operators === undefined) return undefined;
  const same = operators.entries.find(entry => {
    const name = target(entry.key);
    return name?.kind === 'scalar' && name.value.toLowerCase() === operator.toLowerCase();
  });
  if (same === undefined) return insertEntry(text, operators, 'last', operator, inner);
  const keys = mappingOf(target(same.value));
  const isThere = condition.tests.some(
    test =>
      test.operator.toLowerCase() === operator.toLowerCase() && test.key.toLowerCase() === key.toLowerCase(),
  );
  return keys === undefined || isThere ? undefined : insertEntry(text, keys, 'last', key, value);
}

function mappingOf(node: ReturnType<typeof target>): MappingNode | undefined {
  return node?.kind === 'mapping' && !isIntrinsic(node) && node.entries.length > 0 ? node : undefined;
}

/** Takes a key out of a condition: it alone, or the operator it is the only key of, or the whole element. */
export function removeTest(
  text: string,
  { node, condition }: Statement,
  { entry }: ConditionTest,
): TextEdit | undefined {
  if (condition === undefined) return undefined;
  const inside = removeInside(text, condition, entry);
  if (inside !== undefined) return inside;
  return isOnlyTest(condition, entry) ? removeEntry(text, node, condition.entry) : undefined;
}

function removeInside(
  text: string,
  { entry: element }: ConditionElement,
  entry: ConditionTest['entry'],
): TextEdit | undefined {
  const operators = target(element.value);
  if (operators?.kind !== 'mapping') return undefined;
  for (const operator of operators.entries) {
    const keys = target(operator.value);
    if (keys?.kind !== 'mapping' || !keys.entries.includes(entry)) continue;
    return keys.entries.length > 1 ? removeEntry(text, keys, entry) : removeEntry(text, operators, operator);
  }
  return undefined;
}

function isOnlyTest({ tests, open }: ConditionElement, entry: ConditionTest['entry']): boolean {
  return !open && tests.length === 1 && tests[0]?.entry === entry;
}
