import type { Problem } from '../../problem';
import type { Rule } from '../../rule';
import { type PolicyContext, placeOf } from '../context';
import { actionsIn } from '../each';
import { keepersOf } from '../keepers';
import { rootStatementFix } from '../rootStatement';

const CODE = 'policy/lockout';

export const lockout: Rule<PolicyContext> = {
  code: CODE,
  severity: 'error',
  evidence: 'static',
  summary: 'Nobody could change the policy of the key again.',
  documentation: {
    what: 'A key policy with no statement that allows kms:PutKeyPolicy, or with one that denies it to everybody. Silent where a condition, a branch of Fn::If or a parameter may decide. A bare file is looked at only where it is plainly a whole key policy: it hands out other management of the key. A warning where BypassPolicyLockoutSafetyCheck takes the check away.',
    why: 'KMS refuses such a policy: "The new key policy will not allow you to update the key policy in the future." With the check bypassed it takes it, and only AWS Support can open the key again.',
    example:
      '{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:role/app"}, "Action": "kms:Decrypt", …} alone  →  … and {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:root"}, "Action": "kms:*", "Resource": "*"}',
    source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html',
  },
  check: context => {
    if (!isWhole(context) || keepersOf(context.policy).kind !== 'nobody') return [];
    const { statementEntry, node } = context.policy;
    const fixes = context.policy.statements.some(({ effect }) => effect === 'Deny')
      ? []
      : rootStatementFix(context);
    const problem: Problem = {
      code: CODE,
      severity: context.key?.bypassesLockoutCheck === true ? 'warning' : 'error',
      message: 'Nobody is allowed kms:PutKeyPolicy, so that the policy could never be changed again',
      span: statementEntry?.key.span ?? node.span,
      evidence: 'static',
      ...placeOf(context),
      ...(fixes.length > 0 && { fixes }),
    };
    return [problem];
  },
};

/** Whether it is a key policy from end to end, not statements to be put into one. */
export function isWhole(context: PolicyContext): boolean {
  // Behind what has no right shape the statement may be that gives it.
  if (context.kind !== 'key' || context.broken || context.policy.faults.length > 0) return false;
  return context.inTemplate || context.whole === true || actionsIn(context.policy).some(managesKey);
}

function managesKey({ statement, text }: ReturnType<typeof actionsIn>[number]): boolean {
  if (statement.effect !== 'Allow') return false;
  const meaning = text.meaning;
  return meaning.kind === 'actions' && meaning.actions.some(({ name }) => MANAGEMENT.has(name));
}

/** What administrators of a key are given together, in the console too. */
const MANAGEMENT: ReadonlySet<string> = new Set([
  'CancelKeyDeletion',
  'DisableKey',
  'EnableKey',
  'EnableKeyRotation',
  'PutKeyPolicy',
  'ScheduleKeyDeletion',
  'UpdateKeyDescription',
]);
