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
    const taken = new Set(texts.map(({ text }) => text.text));
    const firsts = new Map<string, Given[]>();
    return texts.flatMap(given => {
      const { text } = given.text;
      if (text === '') return [problem(context, given, 'info', 'An empty Sid says nothing')];
      const before = firsts.get(text) ?? [];
      firsts.set(text, [...before, given]);
      const first = before.find(one => isTogether(one, given));
      return first === undefined ? [] : [duplicate(context, given, first, taken)];
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

function duplicate(context: PolicyContext, given: Given, first: Given, taken: Set<string>): Problem {
  const { text } = given;
  const found = problem(context, given, 'warning', `Another statement has this Sid: ${shown(text.text)}`);
  let number = 2;
  while (taken.has(`${text.text}${number}`)) number++;
  const name = `${text.text}${number}`;
  // An insertion, whatever the text is made of: its own letters stay as they are written.
  const edit = replaceUnits(text, text.text.length - 1, text.text.length, `${text.text.slice(-1)}${number}`);
  const related = [{ span: first.text.span, message: 'The first one' }];
  if (edit === undefined || !/\w$/.test(text.text)) return { ...found, related };
  taken.add(name);
  return { ...found, related, fixes: [{ title: `Rename to ${shown(name)}`, edits: [edit] }] };
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
