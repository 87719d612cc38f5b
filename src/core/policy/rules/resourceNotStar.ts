import type { Fix, Problem } from '../../problem';
import type { Rule } from '../../rule';
import { type PolicyContext, placeOf } from '../context';
import { replaceByStar } from '../edit';
import type { Statement, TextElement } from '../model';
import type { PolicyText } from '../policyText';
import { shown } from '../wording';

const CODE = 'policy/resource-not-star';

export const resourceNotStar: Rule<PolicyContext> = {
  code: CODE,
  severity: 'warning',
  evidence: 'static',
  summary: 'The Resource of a key policy is not "*".',
  documentation: {
    what: 'A Resource of a key policy that is not "*", or a NotResource there.',
    why: 'In a key policy "*" means this key. Any other text is compared with the ARN of the key: it says the same when it matches, and makes the statement do nothing when it does not, as after a copy to another Region, to a replica or to another key.',
    example: '"Resource": "arn:aws:kms:eu-west-1:111122223333:key/*"  →  "Resource": "*"',
    source:
      'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html#key-policy-elements',
  },
  check: context =>
    context.kind === 'key' && !context.broken
      ? context.policy.statements.flatMap(statement => [
          ...resourceProblems(context, statement, statement.resource),
          ...notResourceProblems(context, statement),
        ])
      : [],
};

function resourceProblems(
  context: PolicyContext,
  statement: Statement,
  element: TextElement | undefined,
): readonly Problem[] {
  return (element?.texts ?? []).filter(isNoStar).map(text => ({
    code: CODE,
    severity: 'warning',
    message: `In a key policy Resource is "*", which means this key, not: ${shown(text.text)}`,
    span: text.span,
    evidence: 'static',
    ...placeOf(context, statement, element?.name),
    ...fixesFor(context, text, element),
  }));
}

/** What is filled in alone may be a star; with any text beside it, it is none. */
function isNoStar({ text, pieces }: PolicyText): boolean {
  return text !== '*' && pieces.some(piece => piece.kind === 'text' && piece.text !== '');
}

/** The only text of the element, and all of it written there. */
function fixesFor(
  context: PolicyContext,
  text: PolicyText,
  element: TextElement | undefined,
): { readonly fixes?: readonly Fix[] } {
  if (text.open || element?.texts.length !== 1) return {};
  const edit = replaceByStar(context.text, text);
  return edit === undefined ? {} : { fixes: [{ title: 'Change to "*"', edits: [edit], preferred: true }] };
}

function notResourceProblems(context: PolicyContext, statement: Statement): readonly Problem[] {
  const element = statement.notResource;
  if (element === undefined) return [];
  return [
    {
      code: CODE,
      severity: 'warning',
      message: 'A key policy is about one key: NotResource takes it out, or says nothing',
      span: element.entry.key.span,
      evidence: 'static',
      ...placeOf(context, statement, element.name),
    },
  ];
}
