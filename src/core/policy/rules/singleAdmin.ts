import type { Problem } from '../../problem';
import type { Rule } from '../../rule';
import { type PolicyContext, placeOf } from '../context';
import { keepersOf } from '../keepers';
import { rootStatementFix } from '../rootStatement';
import { shown } from '../wording';
import { isWhole } from './lockout';

const CODE = 'policy/single-admin';

export const singleAdmin: Rule<PolicyContext> = {
  code: CODE,
  severity: 'warning',
  evidence: 'static',
  summary: 'One user or role alone can change the policy of the key.',
  documentation: {
    what: 'A whole key policy that allows kms:PutKeyPolicy to exactly one user, role or session, and to no account.',
    why: 'When that user or role is deleted nobody can manage the key any more. A new one of the same name is somebody else: the policy remembers the id. AWS Support is the only way back.',
    example:
      '{"Principal": {"AWS": "arn:aws:iam::111122223333:role/admin"}, "Action": "kms:*", …} alone  →  … and {"Principal": {"AWS": "arn:aws:iam::111122223333:root"}, "Action": "kms:*", …}',
    source: 'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html',
  },
  check: context => {
    const keepers = isWhole(context) ? keepersOf(context.policy) : undefined;
    if (keepers?.kind !== 'some') return [];
    const [only, ...others] = keepers.principals;
    if (only?.kind !== 'arn' || others.length > 0) return [];
    const fixes = rootStatementFix(context);
    const problem: Problem = {
      code: CODE,
      severity: 'warning',
      message: `When this principal is deleted nobody can change the policy any more: ${shown(only.text.text)}`,
      span: only.text.span,
      evidence: 'static',
      ...placeOf(context),
      ...(fixes.length > 0 && { fixes }),
    };
    return [problem];
  },
};
