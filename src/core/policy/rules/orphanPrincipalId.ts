import type { Problem } from '../../problem';
import type { Rule } from '../../rule';
import { removeItem } from '../../template/remove';
import { errorIfKnown, type PolicyContext, placeOf } from '../context';
import type { PrincipalElement, Statement } from '../model';
import { shown } from '../wording';

const CODE = 'policy/orphan-principal-id';

export const orphanPrincipalId: Rule<PolicyContext> = {
  code: CODE,
  severity: 'error',
  evidence: 'static',
  summary: 'The principal is what is left of a deleted user or role.',
  documentation: {
    what: 'A principal AROA…, AIDA… or AGPA…: the unique id of a role, user or group. A warning where the kind of the policy is not known.',
    why: 'AWS writes the id where the user or role of a policy was deleted. It allows nobody anything, not even a new role of the same name, and the next PutKeyPolicy with it is refused: the policy contains a statement with one or more invalid principals.',
    example:
      '"AWS": ["arn:aws:iam::111122223333:role/app", "AROAEXAMPLEROLEID1234"]  →  "AWS": ["arn:aws:iam::111122223333:role/app"]',
    source:
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids',
  },
  check: context =>
    context.broken
      ? []
      : context.policy.statements.flatMap(statement => [
          ...elementProblems(context, statement, statement.principal),
          ...elementProblems(context, statement, statement.notPrincipal),
        ]),
};

const UNIQUE_ID = /^A(?:ROA|IDA|GPA|IPA|NPA)[A-Z0-9]{12,}$/;

function elementProblems(
  context: PolicyContext,
  statement: Statement,
  element: PrincipalElement | undefined,
): readonly Problem[] {
  if (element === undefined) return [];
  return element.principals.flatMap(({ kind, text }) => {
    if (kind !== 'unknown' || !UNIQUE_ID.test(text.text)) return [];
    const edit = removeItem(context.text, element.entry.value, text.node);
    const problem: Problem = {
      code: CODE,
      severity: errorIfKnown(context),
      message: `Whoever this was is deleted, and the policy is refused with it: ${shown(text.text)}`,
      span: text.span,
      evidence: 'static',
      ...placeOf(context, statement, element.name),
      ...(edit && { fixes: [{ title: `Remove ${shown(text.text)}`, edits: [edit] }] }),
    };
    return [problem];
  });
}
