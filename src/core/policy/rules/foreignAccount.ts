import type { Problem } from '../../problem';
import type { Rule } from '../../rule';
import { ownerOf } from '../accounts';
import { type PolicyContext, placeOf } from '../context';
import type { Statement } from '../model';
import { FOREIGN_ACCOUNT } from '../trusted';

export const foreignAccount: Rule<PolicyContext> = {
  code: FOREIGN_ACCOUNT,
  severity: 'info',
  evidence: 'static',
  summary: 'Another account is let in.',
  documentation: {
    what: 'An account, user or role of another account that a statement of a key or secret policy allows something, where the own account is known: of a live policy by the connection, of a key policy by the one root that holds `kms:*`. Once for each account and statement. Accounts listed in `keyhole.lint.trustedAccounts`, or behind `--trusted-account`, are not told.',
    why: 'Whoever administers that account decides who in it may use the key or read the secret. A list of the accounts that are meant makes the one that is not stand out.',
    example: '"keyhole.lint.trustedAccounts": ["444455556666"]',
    source:
      'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html',
  },
  check: context =>
    (context.kind === 'key' || context.kind === 'secret') && !context.broken
      ? context.policy.statements.flatMap(statement => statementProblems(context, statement))
      : [],
};

function statementProblems(context: PolicyContext, statement: Statement): readonly Problem[] {
  if (statement.effect !== 'Allow') return [];
  const told = new Set<string>();
  return (statement.principal?.principals ?? []).flatMap(principal => {
    const owner = ownerOf(context, principal);
    if (owner.kind !== 'foreign' || told.has(owner.account)) return [];
    told.add(owner.account);
    const problem: Problem = {
      code: FOREIGN_ACCOUNT,
      severity: 'info',
      message: `Another account is let in: ${owner.account}`,
      span: principal.text.span,
      evidence: 'static',
      ...placeOf(context, statement, statement.principal?.name),
    };
    return [problem];
  });
}
