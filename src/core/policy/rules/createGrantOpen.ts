import type { Fix, Problem } from '../../problem';
import type { Rule } from '../../rule';
import { ownerOf } from '../accounts';
import { addTest } from '../conditionEdit';
import { type PolicyContext, placeOf } from '../context';
import { type ActionPlace, actionsIn } from '../each';
import type { Statement } from '../model';
import { shown } from '../wording';

const CODE = 'policy/create-grant-open';

export const createGrantOpen: Rule<PolicyContext> = {
  code: CODE,
  severity: 'warning',
  evidence: 'static',
  summary: 'Whoever may create any grant may give the key to anybody.',
  documentation: {
    what: 'kms:CreateGrant by its name, or by a wildcard for grants, for somebody else than the account of the key, without a condition on the grant (kms:GrantIsForAWSResource, kms:GrantOperations, kms:GranteePrincipal and the like) or on the way it comes (kms:ViaService). `kms:*` and `kms:Create*` of administrators are left alone.',
    why: 'A grant gives every operation it lists to whomever it names, in any account, and its creator need not be allowed the operations: it is as strong as changing the policy. Services that attach encrypted volumes ask for grants, and kms:GrantIsForAWSResource allows no others.',
    example:
      '"Action": "kms:CreateGrant"  →  "Action": "kms:CreateGrant", "Condition": {"Bool": {"kms:GrantIsForAWSResource": "true"}}',
    source: 'https://docs.aws.amazon.com/kms/latest/developerguide/create-grant-overview.html',
  },
  check: context =>
    context.kind === 'key' && !context.broken
      ? actionsIn(context.policy).flatMap(place =>
          isOpen(context, place) ? [problemOf(context, place)] : [],
        )
      : [],
};

function isOpen(context: PolicyContext, { statement, text }: ActionPlace): boolean {
  const { effect, open, principal } = statement;
  if (effect !== 'Allow' || open || !/grant/i.test(text.text) || !standsForCreate(text)) return false;
  if (isBound(statement)) return false;
  return (principal?.principals ?? []).some(
    one => one.kind !== 'account' || ownerOf(context, one).kind === 'foreign',
  );
}

function standsForCreate(text: ActionPlace['text']): boolean {
  const meaning = text.meaning;
  return meaning.kind === 'actions' && meaning.actions.some(({ name }) => name === 'CreateGrant');
}

const BOUND = /^kms:(?:Grant\w+|RetiringPrincipal|RetiringServicePrincipal|ViaService|EncryptionContext.*)$/i;

function isBound({ condition }: Statement): boolean {
  return condition !== undefined && (condition.open || condition.tests.some(({ key }) => BOUND.test(key)));
}

function problemOf(context: PolicyContext, { statement, element, text }: ActionPlace): Problem {
  const fixes = grantFix(context, statement);
  return {
    code: CODE,
    severity: 'warning',
    message: `A grant may give the key to anybody, in any account: ${shown(text.text)}`,
    span: text.span,
    evidence: 'static',
    ...placeOf(context, statement, element.name),
    ...(fixes.length > 0 && { fixes }),
  };
}

/** Other actions of the statement have no such key, and would be dead. */
function grantFix({ text }: PolicyContext, statement: Statement): readonly Fix[] {
  const all = statement.action?.texts.every(one => {
    const meaning = one.meaning;
    return (
      meaning.kind === 'actions' &&
      meaning.actions.every(({ conditionKeys }) =>
        conditionKeys.some(({ key }) => key === 'kms:GrantIsForAWSResource'),
      )
    );
  });
  if (all !== true) return [];
  const value = { kind: 'text', text: 'true' } as const;
  const edit = addTest(text, statement, 'Bool', 'kms:GrantIsForAWSResource', value);
  return edit === undefined ? [] : [{ title: 'Allow grants for AWS services alone', edits: [edit] }];
}
