import { type MappingNode, type Node, type SequenceNode, sourceSpan, target } from '../template/node';
import { removeEntry } from '../template/remove';
import { indentOf, lineEnd, startsLine, trimmedEnd } from '../text/lines';
import { applyEdits, type TextEdit } from '../text/range';
import type { ConditionTest, PolicyDocument, Statement } from './model';

/**
 * Takes some of a statement's actions out, and puts a copy behind it that has only those and does not ask what `without`
 * asks: two edits, in the style of what stands there, comments included. Undefined where the text is not plain enough for
 * that: actions from functions, a statement that is no item of a list, a comment between what moves.
 */
export function splitStatement(
  text: string,
  policy: PolicyDocument,
  statement: Statement,
  moved: readonly Node[],
  without: ConditionTest,
): readonly TextEdit[] | undefined {
  const list = target(policy.statementEntry?.value);
  const actions = target(statement.action?.entry.value);
  if (list?.kind !== 'sequence' || !list.items.includes(statement.node)) return undefined;
  if (actions?.kind !== 'sequence' || !moved.every(node => actions.items.includes(node))) return undefined;
  const staying = actions.items.filter(node => !moved.includes(node));
  const stay = keep(text, actions, staying);
  const move = keep(text, actions, moved);
  const condition = withoutTest(text, statement, without);
  const sid = otherSid(policy, statement);
  if (staying.length === 0 || stay === undefined || move === undefined) return undefined;
  if (condition === undefined || sid === undefined) return undefined;
  const { start } = statement.node.span;
  const end = trimmedEnd(text, statement.node.span.end);
  // An anchor may not be there twice.
  if (/(?:^|[\s[{,])&\w/.test(text.slice(start, end))) return undefined;
  const copy = applyEdits(text, [move, condition, ...sid]).slice(start);
  const copied = copy.slice(0, copy.length - (text.length - end));
  // What a comment says behind a block stays with it.
  const at = list.flow ? end : lineEnd(text, end);
  return [
    stay,
    { span: { start: at, end: at }, newText: `${separator(text, list, statement.node)}${copied}` },
  ];
}

/** Leaves some items of a list of actions; undefined where more than separators stands between them. */
function keep(text: string, { items }: SequenceNode, kept: readonly Node[]): TextEdit | undefined {
  const [first, second] = items;
  const last = items.at(-1);
  if (first === undefined || second === undefined || last === undefined) return undefined;
  const betweens = items
    .slice(1)
    .map((item, index) => text.slice(items[index]?.span.end ?? item.span.start, item.span.start));
  if (!betweens.every(between => /^[\s,-]*$/.test(between))) return undefined;
  const newText = kept.map(({ span }) => text.slice(span.start, span.end)).join(betweens[0] ?? '');
  return { span: { start: first.span.start, end: last.span.end }, newText };
}

/** The test goes, and what is empty without it. */
function withoutTest(text: string, statement: Statement, { entry }: ConditionTest): TextEdit | undefined {
  const { condition } = statement;
  const tests = target(condition?.entry.value);
  if (condition === undefined || tests?.kind !== 'mapping') return undefined;
  const operator = tests.entries.find(({ value }) => entriesOf(value).includes(entry));
  const keys = target(operator?.value);
  if (operator === undefined || keys?.kind !== 'mapping') return undefined;
  if (keys.entries.length > 1) return removeEntry(text, keys, entry);
  if (tests.entries.length > 1) return removeEntry(text, tests, operator);
  return removeEntry(text, statement.node, condition.entry);
}

function entriesOf(node: Node | undefined): MappingNode['entries'] {
  const seen = target(node);
  return seen?.kind === 'mapping' ? seen.entries : [];
}

/** A Sid stands once in a policy: that of the copy gets a number. None is none. */
function otherSid(policy: PolicyDocument, { sid }: Statement): readonly TextEdit[] | undefined {
  if (sid === undefined) return [];
  const node = sid.entry.value;
  if (node?.kind !== 'scalar' || node.tag !== undefined || !/\w$/.test(node.value)) return undefined;
  const taken = new Set(policy.statements.flatMap(one => one.sid?.texts.map(({ text }) => text) ?? []));
  let number = 2;
  while (taken.has(`${node.value}${number}`)) number++;
  const { length } = node.value;
  const { end } = sourceSpan(node.source, length - 1, length);
  return [{ span: { start: end, end }, newText: String(number) }];
}

/** What stands between a statement of the list and one behind it. */
function separator(text: string, list: SequenceNode, { span }: Node): string {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const indent = indentOf(text, list.flow ? span.start : list.span.start);
  if (!list.flow) return `${eol}${indent}- `;
  return startsLine(text, span.start) ? `,${eol}${indent}` : ', ';
}
