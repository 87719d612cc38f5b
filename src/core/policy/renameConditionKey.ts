import type { Fix } from '../problem';
import type { ConditionTest, Statement } from './model';
import { shown } from './wording';

/** Inside its quotes, where it is written letter by letter and the new name is not there already. */
export function renameConditionKey(
  text: string,
  { condition }: Statement,
  { key, keySpan, operator }: ConditionTest,
  meant: string,
): readonly Fix[] {
  const same = (one: ConditionTest) =>
    one.operator === operator && one.key.toLowerCase() === meant.toLowerCase();
  const at = text.slice(keySpan.start, keySpan.end).indexOf(key);
  if (at < 0 || condition?.tests.some(same)) return [];
  const start = keySpan.start + at;
  const edits = [{ span: { start, end: start + key.length }, newText: meant }];
  return [{ title: `Change to ${shown(meant)}`, edits }];
}
