import type { Fix } from '../problem';
import type { ConditionElement, ConditionTest } from './model';

/**
 * Gives a condition operator another name, in its quotes. None where other keys stand under it, for which the name is
 * right perhaps, or where an operator of that name stands there already: it would be there twice.
 */
export function operatorFix(
  text: string,
  condition: ConditionElement,
  { operator, operatorSpan, entry }: ConditionTest,
  name: string,
): readonly Fix[] {
  const others = condition.tests.filter(test => test.entry !== entry);
  const isTaken = others.some(
    test =>
      test.operatorSpan.start === operatorSpan.start || test.operator.toLowerCase() === name.toLowerCase(),
  );
  const at = text.slice(operatorSpan.start, operatorSpan.end).indexOf(operator);
  if (condition.open || isTaken || at < 0) return [];
  const start = operatorSpan.start + at;
  const edits = [{ span: { start, end: start + operator.length }, newText: name }];
  return [{ title: `Change to ${name}`, edits }];
}
