import type { Problem } from '../../problem';
import type { Rule } from '../../rule';
import { type PolicyContext, placeOf } from '../context';
import { keepersOf } from '../keepers';
import type { Statement } from '../model';
import { rootStatementFix } from '../rootStatement';
import { isWhole } from './lockout';

const CODE = 'policy/root-missing';

export const rootMissing: Rule<PolicyContext> = {
  code: CODE,
  severity: 'warning',
  evidence: 'static',
  summary: 'IAM policies of the account say nothing about the key.',
  documentation: {
    what: 'A whole key policy in which no statement allows anything to an account, the root of one, or everybody. Silent where something may be there that is not known; policy/single-admin speaks where only one user or role is left to change the policy.',
    why: 'The root of an account gives access to nobody by itself: it lets IAM policies of the account do so. Without it they allow nothing, however they read, while a Deny of theirs still holds; and whoever is named is all there is when a role is deleted.',
    example:
      '{"Principal": {"AWS": "arn:aws:iam::111122223333:role/admin"}, "Action": "kms:*", …} alone  →  … and {"Principal": {"AWS": "arn:aws:iam::111122223333:root"}, "Action": "kms:*", …}',
    source:
      'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html#key-policy-default-allow-root-enable-iam',
  },
  check: context => {
    if (!isWhole(context) || context.policy.open || context.policy.statements.some(mayDelegate)) return [];
    const keepers = keepersOf(context.policy);
    // One of the three is enough: all have the same remedy.
    if (keepers.kind === 'nobody' || (keepers.kind === 'some' && keepers.principals.length === 1)) return [];
    const { statementEntry, node } = context.policy;
    const fixes = rootStatementFix(context);
    const problem: Problem = {
      code: CODE,
      severity: 'warning',
      message:
        'No statement is for the account, so that none of its IAM policies allows anything with this key',
      span: statementEntry?.key.span ?? node.span,
      evidence: 'static',
      ...placeOf(context),
      ...(fixes.length > 0 && { fixes }),
    };
    return [problem];
  },
};

function mayDelegate({ effect, principal, notPrincipal, open }: Statement): boolean {
  if (effect === 'Deny') return false;
  if (open || effect === 'open' || notPrincipal !== undefined || principal?.open === true) return true;
  return (principal?.principals ?? []).some(
    ({ kind }) => kind === 'account' || kind === 'everyone' || kind === 'open' || kind === 'unknown',
  );
}
