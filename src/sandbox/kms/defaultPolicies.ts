import type { RequestContext } from '../context';

/** https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html (key made through the API) */
export function defaultKeyPolicy(account: string): string {
  return pretty({
    Version: '2012-10-17',
    Id: 'key-default-1',
    Statement: [
      {
        Sid: 'Enable IAM User Permissions',
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${account}:root` },
        Action: 'kms:*',
        Resource: '*',
      },
    ],
  });
}

/** https://docs.aws.amazon.com/kms/latest/developerguide/viewing-keys.html shows the policy of an AWS managed key. */
export function managedKeyPolicy(
  { account, region }: Pick<RequestContext, 'account' | 'region'>,
  service: 'ssm' | 'secretsmanager',
): string {
  const people = service === 'ssm' ? 'SSM' : 'AWS Secrets Manager';
  return pretty({
    Version: '2012-10-17',
    Id: `auto-${service}-1`,
    Statement: [
      {
        Sid: `Allow access through ${people} for all principals in the account that are authorized to use ${people}`,
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
        Resource: '*',
        Condition: {
          StringEquals: {
            'kms:CallerAccount': account,
            'kms:ViaService': `${service}.${region}.amazonaws.com`,
          },
        },
      },
      {
        Sid: 'Allow direct access to key metadata to the account',
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${account}:root` },
        Action: ['kms:Describe*', 'kms:Get*', 'kms:List*', 'kms:RevokeGrant'],
        Resource: '*',
      },
    ],
  });
}

/** KMS gives policies back indented by two, with ` : ` between name and value. */
function pretty(policy: object): string {
  return JSON.stringify(policy, undefined, 2).replace(/^(\s*"(?:[^"\\]|\\.)*"):/gm, '$1 :');
}
