import type { Problem } from '../../problem';
import type { Rule } from '../../rule';
import { type PolicyContext, placeOf } from '../context';
import { actionsIn } from '../each';
import type { Principal } from '../model';
import { shown } from '../wording';

const CODE = 'policy/kms-star-non-root';

export const kmsStarNonRoot: Rule<PolicyContext> = {
  code: CODE,
  severity: 'warning',
  evidence: 'static',
  summary: 'A user, role or service may do everything with the key.',
  documentation: {
    what: '`kms:*` (or `*`) in a key policy for a user, a role or a service, without a condition. For an account it is the default and right: its IAM policies decide what each may do.',
    why: 'It is use and management in one hand: who decrypts may also delete the key, change its policy and give grants to anybody.',
    example:
      '{"Principal": {"AWS": "arn:aws:iam::111122223333:role/app"}, "Action": "kms:*"}  →  "Action": ["kms:Decrypt", "kms:GenerateDataKey*", "kms:DescribeKey"]',
    source: 'https://docs.aws.amazon.com/kms/latest/developerguide/least-privilege.html',
  },
  check: context =>
    context.kind === 'key' && !context.broken
      ? actionsIn(context.policy).flatMap(({ statement, element, text }) => {
          const { effect, condition, principal } = statement;
          if (effect !== 'Allow' || condition !== undefined || !/^(?:kms:)?\*+$/i.test(text.text)) return [];
          const named = principal?.principals.find(isNamed);
          if (named === undefined) return [];
          const problem: Problem = {
            code: CODE,
            severity: 'warning',
            message: `It may use, manage and delete the key, and let others in: ${shown(named.text.text)}`,
            span: text.span,
            evidence: 'static',
            related: [{ span: named.text.span, message: 'Who' }],
            ...placeOf(context, statement, element.name),
          };
          return [problem];
        })
      : [],
};

function isNamed({ kind }: Principal): boolean {
  return kind === 'arn' || kind === 'service';
}
