import type { Fix } from '../problem';
import type { ConditionElement, ConditionTest } from './model';

/**
 * Gives a condition operator another name, in its quotes, for all the keys under it. None where an operator of that name
 * stands there already: it would be there twice.
 */
export function operatorFix(
  text: string,
  condition: ConditionElement,
  { operator, operatorSpan }: ConditionTest,
  name: string,
  preferred = false,
): readonly Fix[] {
  const isTaken = condition.tests.some(test => test.operator.toLowerCase() === name.toLowerCase());
  const at = text.slice(operatorSpan.start, operatorSpan.end).indexOf(operator);
  if (condition.open || isTaken || at < 0) return [];
  const start = operatorSpan.start + at;
  const edits = [{ span: { start, end: start + operator.length }, newText: name }];
  return [{ title: `Change to ${name}`, edits, ...(preferred && { preferred }) }];
}

/** Whether it is the only key under its operator, so that another operator says nothing of others. */
export function isAlone({ tests }: ConditionElement, { entry, operatorSpan }: ConditionTest): boolean {
  return tests.every(test => test.entry === entry || test.operatorSpan.start !== operatorSpan.start);
}
