import { whereAndWhen } from '../../catalog/whereAndWhen';
import type { Problem } from '../../problem';
import type { LivePolicyContext, LivePolicyRule } from '../live';

const CODE = 'policy/root-of-unknown-account';

export const rootOfUnknownAccount: LivePolicyRule = {
  code: CODE,
  severity: 'warning',
  evidence: 'live',
  summary: 'A key policy of a template leaves the key to accounts, and the connected one is none of them.',
  documentation: {
    what:
      'A `KeyPolicy` that names the accounts it lets decide by their numbers, and not the account that Keyhole is connected ' +
      'to. Silent where an account is filled in (`!Ref AWS::AccountId`), everybody is let in, or a macro may rewrite it.',
    why:
      'Deployed to this account, its IAM policies allow nothing with the key; and as another account cannot change a key ' +
      'policy, KMS may refuse it. The template may be meant for another account, so it is a warning.',
    example:
      '{"Principal": {"AWS": "arn:aws:iam::111122223333:root"}, "Action": "kms:*", …}  →  {"Principal": {"AWS": {"Fn::Sub": "arn:${AWS::Partition}:iam::${AWS::AccountId}:root"}}, …}',
    source:
      'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html#key-policy-default-allow-root-enable-iam',
  },
  check,
};

function check({ delegation, account, origin }: LivePolicyContext): readonly Problem[] {
  const { accounts, span, logicalId, property, fix } = delegation;
  if (accounts.has(account)) return [];
  const named = [...accounts].slice(0, 3).join(', ');
  return [
    {
      code: CODE,
      severity: 'warning',
      evidence: 'live',
      message: `Deployed to ${whereAndWhen(origin)}, its IAM policies would allow nothing with this key, which names other accounts: ${named}`,
      span,
      logicalId,
      propertyPath: property,
      readAt: origin.readAt,
      ...(fix && { fixes: [fix] }),
    },
  ];
}
