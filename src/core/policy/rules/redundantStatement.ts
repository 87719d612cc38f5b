import type { IamAction } from '../../facts/iam';
import type { Problem } from '../../problem';
import type { Rule } from '../../rule';
import { bothGuards } from '../../template/alternatives';
import { removeItem } from '../../template/remove';
import { type PolicyContext, placeOf } from '../context';
import type { Statement, TextElement } from '../model';
import type { PolicyText } from '../policyText';
import { shown } from '../wording';

const CODE = 'policy/redundant-statement';

export const redundantStatement: Rule<PolicyContext> = {
  code: CODE,
  severity: 'info',
  evidence: 'static',
  summary: 'What is said is said already.',
  documentation: {
    what: 'An action that another text of the same element stands for (`kms:Decrypt` beside `kms:*`), or that stands there twice; and a statement that another one repeats but for its Sid.',
    why: 'It changes nothing, makes the policy longer than it is, and is easily forgotten when the other is taken away.',
    example:
      '"Action": ["kms:Decrypt", "kms:ReEncrypt*", "kms:ReEncryptTo"]  →  "Action": ["kms:Decrypt", "kms:ReEncrypt*"]',
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html',
  },
  check: context =>
    context.broken
      ? []
      : [
          ...context.policy.statements.flatMap(statement => actionProblems(context, statement)),
          ...repeated(context),
        ],
};

/** The largest policy there may be holds a thousand or two; more than that is no policy of anybody. */
const MOST = 2_000;

function actionProblems(context: PolicyContext, statement: Statement): readonly Problem[] {
  const { action } = statement;
  if (action === undefined || action.texts.length < 2 || action.texts.length > MOST) return [];
  const wild = action.texts.filter(({ text, open }) => !open && /[*?]/.test(text)).map(coverOf);
  const seen = new Map<string, PolicyText>();
  return action.texts.flatMap(text => {
    if (text.open) return [];
    const key = text.text.toLowerCase();
    const first = seen.get(key);
    if (first === undefined) seen.set(key, text);
    const cover =
      first !== undefined && isCovering(first, text)
        ? first
        : wild.find(one => one.text !== text && covers(one, text))?.text;
    return cover === undefined ? [] : [actionProblem(context, statement, action, text, cover)];
  });
}

/** A wildcard, and what it stands for. */
interface Cover {
  readonly text: PolicyText;
  /** It stands for all actions of its service, those to come included. */
  readonly isWhole: boolean;
  readonly actions: ReadonlySet<IamAction>;
}

function coverOf(text: PolicyText): Cover {
  const { meaning } = text;
  return {
    text,
    isWhole: /:\*+$/.test(text.text),
    actions: new Set(meaning.kind === 'actions' ? meaning.actions : []),
  };
}

/** Whether a wildcard stands for all the other does, under every condition it stands under. */
function covers({ text, isWhole, actions }: Cover, other: PolicyText): boolean {
  const [meaning, inner] = [text.meaning, other.meaning];
  if (meaning.kind !== 'actions' || inner.kind !== 'actions' || meaning.service !== inner.service)
    return false;
  if (text.text.toLowerCase() === other.text.toLowerCase() || !isCovering(text, other)) return false;
  // A wildcard stands for actions that are yet to come: only one that is surely within counts.
  return isWhole || (!/[*?]/.test(other.text) && inner.actions.every(action => actions.has(action)));
}

function isCovering(one: PolicyText, other: PolicyText): boolean {
  const both = bothGuards(one.guard, other.guard);
  return both !== undefined && both.length === other.guard.length;
}

function actionProblem(
  context: PolicyContext,
  statement: Statement,
  { entry, name }: TextElement,
  text: PolicyText,
  cover: PolicyText,
): Problem {
  const edit = removeItem(context.text, entry.value, text.node);
  return {
    code: CODE,
    severity: 'info',
    message: `${shown(cover.text)} stands here too, and says this already: ${shown(text.text)}`,
    span: text.span,
    evidence: 'static',
    related: [{ span: cover.span, message: 'Says it' }],
    ...placeOf(context, statement, name),
    ...(edit && { fixes: [{ title: `Remove ${shown(text.text)}`, edits: [edit] }] }),
  };
}

function repeated(context: PolicyContext): readonly Problem[] {
  const { statements, statementEntry } = context.policy;
  const seen = new Map<string, Statement>();
  // Most differ at a glance: all of a statement is compared only where another looks like it.
  const looks = new Map<string, number>();
  for (const statement of statements) looks.set(lookOf(statement), (looks.get(lookOf(statement)) ?? 0) + 1);
  return statements.flatMap(statement => {
    const key = looks.get(lookOf(statement)) === 1 ? undefined : meaningOf(statement);
    if (key === undefined) return [];
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, statement);
      return [];
    }
    const edit = removeItem(context.text, statementEntry?.value, statement.node);
    const problem: Problem = {
      code: CODE,
      severity: 'info',
      message: 'Another statement says the same already',
      span: statement.effectElement?.entry.key.span ?? statement.node.span,
      evidence: 'static',
      related: [{ span: first.node.span, message: 'Says it' }],
      ...placeOf(context, statement),
      ...(edit && { fixes: [{ title: 'Remove the statement', edits: [edit] }] }),
    };
    return [problem];
  });
}

/** Equal for statements that say the same, and seldom for others. */
function lookOf({ effect, principal, action, notAction, condition }: Statement): string {
  let first = '';
  // The least of them, since their order does not count.
  for (const { text } of principal?.principals ?? [])
    if (first === '' || text.text < first) first = text.text;
  return `${effect} ${first} ${(action ?? notAction)?.name} ${condition?.tests.length}`;
}

/** Equal for statements that say the same; undefined where something is filled in, or chosen by a condition. */
function meaningOf(statement: Statement): string | undefined {
  const { effect, principal, notPrincipal, action, notAction, resource, notResource, condition, guard } =
    statement;
  if (statement.open || effect === 'open' || guard.length > 0) return undefined;
  const elements = [principal, notPrincipal, action, notAction, resource, notResource, condition];
  if (elements.some(element => element?.open === true)) return undefined;
  const texts: PolicyText[] = [];
  const textsOf = (element: TextElement | undefined, foldCase = false) =>
    element && [element.name, ...sorted(element.texts.map(text => noted(texts, text, foldCase)))];
  const people = (element: Statement['principal']) =>
    element && [
      element.name,
      ...sorted(element.principals.map(({ kind, text }) => `${kind} ${noted(texts, text)}`)),
    ];
  const tests = sorted(
    (condition?.tests ?? []).map(test =>
      JSON.stringify([
        test.operator.toLowerCase(),
        test.key.toLowerCase(),
        ...sorted(test.values.map(value => noted(texts, value))),
      ]),
    ),
  );
  const key = JSON.stringify([
    effect,
    people(principal),
    people(notPrincipal),
    textsOf(action, true),
    textsOf(notAction, true),
    textsOf(resource),
    textsOf(notResource),
    tests,
  ]);
  return texts.some(({ open, guard: under }) => open || under.length > 0) ? undefined : key;
}

function noted(texts: PolicyText[], text: PolicyText, foldCase = false): string {
  texts.push(text);
  return foldCase ? text.text.toLowerCase() : text.text;
}

function sorted(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort();
}
