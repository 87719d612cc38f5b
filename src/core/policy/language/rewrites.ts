/** Other ways to write what stands in a policy, and statements to add: offered, never problems. */
import type { DocumentModel } from '../../document';
import type { Fix } from '../../problem';
import { type Node, type ScalarNode, type SequenceNode, target } from '../../template/node';
import type { TextEdit } from '../../text/range';
import { meaningOfAction } from '../actions';
import { appendItem } from '../edit';
import { ownAccountOf } from '../ownAccountOf';
import { isIntrinsic } from '../scope';
import { writeActions } from '../writeActions';
import { accountStatements } from './accountStatements';
import { type PolicyPlace, policyAt } from './policyAt';
import { type KeyPlace, serviceStatements } from './serviceStatements';

/** Offsets count in the document. */
export function policyRewritesAt(model: DocumentModel, offset: number): readonly Fix[] {
  const place = policyAt(model, offset);
  if (place === undefined || model.policies !== undefined) return [];
  const text = model.text.slice(place.offset);
  const all = [...actionRewrites(place, text), ...serviceFixes(place, text, model)];
  return all.map(fix => ({
    ...fix,
    edits: fix.edits.map(edit => ({
      ...edit,
      span: { start: edit.span.start + place.offset, end: edit.span.end + place.offset },
    })),
  }));
}

/** More than these nobody wants to read one by one. */
const MOST_ACTIONS = 20;

function actionRewrites({ path, isKey, scalar, statement }: PolicyPlace, text: string): readonly Fix[] {
  const element = path.find(step => step === 'Action' || step === 'NotAction');
  const entry = element === 'Action' ? statement?.action?.entry : statement?.notAction?.entry;
  const value = entry?.value;
  if (value === undefined) return [];
  const fixes: Fix[] = [];
  const sorting = sortEdit(text, target(value));
  if (sorting !== undefined) fixes.push({ title: 'Sort the actions, each once', edits: [sorting] });
  if (isKey || scalar === undefined || scalar.tag !== undefined) return fixes;
  const expanded = expandEdit(text, value, scalar);
  if (expanded !== undefined) fixes.push({ title: `Write ${scalar.value} out`, edits: [expanded] });
  if (value === scalar) fixes.push({ title: 'Make it a list', edits: [wrapEdit(text, scalar)] });
  return fixes;
}

/** Comments between the items stay where they are: then nothing is sorted. */
function sortEdit(text: string, list: ReturnType<typeof target>): TextEdit | undefined {
  if (list?.kind !== 'sequence' || isIntrinsic(list) || list.items.length < 2) return undefined;
  const items = scalarsOf(list);
  const [first, second] = list.items;
  const last = list.items.at(-1);
  if (items === undefined || first === undefined || second === undefined || last === undefined)
    return undefined;
  const between = text.slice(first.span.end, second.span.start);
  const same = list.items.every((item, index) => {
    const next = list.items[index + 1];
    return next === undefined || text.slice(item.span.end, next.span.start) === between;
  });
  if (!same || !/^[\s,-]*$/.test(between)) return undefined;
  const known = new Map<string, string>();
  for (const { value, span } of items) {
    if (!known.has(value.toLowerCase())) known.set(value.toLowerCase(), text.slice(span.start, span.end));
  }
  const sorted = [...known].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, written]) => written);
  const newText = sorted.join(between);
  const span = { start: first.span.start, end: last.span.end };
  return text.slice(span.start, span.end) === newText ? undefined : { span, newText };
}

function scalarsOf({ items }: SequenceNode): readonly ScalarNode[] | undefined {
  const scalars = items.flatMap(item => (item.kind === 'scalar' && item.tag === undefined ? [item] : []));
  return scalars.length === items.length ? scalars : undefined;
}

function expandEdit(text: string, value: Node, scalar: ScalarNode): TextEdit | undefined {
  if (!/[*?]/.test(scalar.value)) return undefined;
  const meaning = meaningOfAction(scalar.value);
  if (meaning.kind !== 'actions' || meaning.actions.length > MOST_ACTIONS) return undefined;
  const names = meaning.actions.map(({ name }) => `${meaning.service.prefix}:${name}`);
  return writeActions(text, value, scalar, names);
}

function wrapEdit(text: string, { span }: ScalarNode): TextEdit {
  return { span, newText: `[${text.slice(span.start, span.end)}]` };
}

/** On the word `Statement` of a key policy. */
function serviceFixes(place: PolicyPlace, text: string, { text: whole }: DocumentModel): readonly Fix[] {
  const { path, isKey, kind, policy } = place;
  if (!isKey || path.length !== 1 || path[0] !== 'Statement' || kind !== 'key') return [];
  const statements = target(policy.statementEntry?.value);
  const where = keyPlace(place, whole);
  if (statements?.kind !== 'sequence' || where === undefined) return [];
  return [...accountStatements(policy, where, whole), ...serviceStatements].flatMap(
    ({ title, statements: made }) => {
      const edits = made(where).map(value => appendItem(text, statements, value));
      const [first] = edits;
      if (first === undefined || edits.includes(undefined)) return [];
      const newText = edits.map(edit => edit?.newText ?? '').join('');
      return [{ title: `Add a statement: ${title}`, edits: [{ span: first.span, newText }] }];
    },
  );
}

function keyPlace({ inTemplate, policy }: PolicyPlace, text: string): KeyPlace | undefined {
  if (inTemplate) {
    return { account: '${AWS::AccountId}', region: '${AWS::Region}', partition: '${AWS::Partition}' };
  }
  const account = ownAccountOf(policy);
  const region = /\b[a-z]{2}(?:-[a-z]+)+-\d\b/.exec(text)?.[0] ?? 'us-east-1';
  const partition = /\barn:(aws[a-z-]*):/.exec(text)?.[1] ?? 'aws';
  return account === undefined ? undefined : { account, region, partition };
}
