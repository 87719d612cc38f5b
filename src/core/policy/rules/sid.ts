import type { Problem } from '../../problem';
import type { Rule } from '../../rule';
import { bothGuards } from '../../template/alternatives';
import { type PolicyContext, placeOf } from '../context';
import { replaceUnits } from '../edit';
import type { Statement } from '../model';
import type { PolicyText } from '../policyText';
import { shown } from '../wording';

const CODE = 'policy/sid';

export const sid: Rule<PolicyContext> = {
  code: CODE,
  severity: 'warning',
  evidence: 'static',
  summary: 'Two statements have the same Sid.',
  documentation: {
    what: 'A Sid that another statement of the policy has, and an empty one (info). Statements that Fn::If never gives together may share one. Blanks are allowed in the Sid of a key policy.',
    why: 'A statement is told by its Sid in logs, in reviews and by tools that merge policies, of which some keep one of the two. IAM refuses two with the same Sid in one policy.',
    example: '"Sid": "Allow use", … "Sid": "Allow use"  →  "Sid": "Allow use", … "Sid": "Allow use2"',
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html',
  },
  check: context => {
    if (context.broken) return [];
    const texts = context.policy.statements.flatMap(statement =>
      (statement.sid?.texts ?? []).filter(text => !text.open).map(text => ({ statement, text })),
    );
    const earlier = new Map<string, Given[]>();
    const nameFor = createNamer(new Set(texts.map(({ text }) => text.text)));
    return texts.flatMap(given => {
      const { text } = given.text;
      if (text === '') return [problem(context, given, 'info', 'An empty Sid says nothing')];
      const before = earlier.get(text) ?? [];
      if (before.length === 0) earlier.set(text, before);
      const first = before.find(one => isTogether(one, given));
      // With one of them at hand, every other that stands beside it is told.
      if (first === undefined) before.push(given);
      return first === undefined ? [] : [duplicate(context, given, first, nameFor)];
    });
  },
};

interface Given {
  readonly statement: Statement;
  readonly text: PolicyText;
}

function isTogether(one: Given, other: Given): boolean {
  return one.statement !== other.statement && bothGuards(one.text.guard, other.text.guard) !== undefined;
}

function duplicate(
  context: PolicyContext,
  given: Given,
  first: Given,
  nameFor: (sid: string) => string,
): Problem {
  const { text } = given;
  const found = problem(context, given, 'warning', `Another statement has this Sid: ${shown(text.text)}`);
  const related = [{ span: first.text.span, message: 'The first one' }];
  if (!/\w$/.test(text.text)) return { ...found, related };
  const name = nameFor(text.text);
  // An insertion, whatever the text is made of: its own letters stay as they are written.
  const last = text.text.length - 1;
  const edit = replaceUnits(text, last, last + 1, name.slice(last));
  if (edit === undefined) return { ...found, related };
  return { ...found, related, fixes: [{ title: `Rename to ${shown(name)}`, edits: [edit] }] };
}

/** A Sid with the next number that nobody has; each is given once. */
function createNamer(taken: ReadonlySet<string>): (sid: string) => string {
  const numbers = new Map<string, number>();
  return sid => {
    let number = numbers.get(sid) ?? 2;
    while (taken.has(`${sid}${number}`)) number++;
    numbers.set(sid, number + 1);
    return `${sid}${number}`;
  };
}

function problem(
  context: PolicyContext,
  { statement, text }: Given,
  severity: Problem['severity'],
  message: string,
): Problem {
  const place = placeOf(context, statement, 'Sid');
  return { code: CODE, severity, message, span: text.span, evidence: 'static', ...place };
}
