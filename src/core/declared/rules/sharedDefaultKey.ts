import { whereAndWhen } from '../../catalog/whereAndWhen';
import type { Problem } from '../../problem';
import type { LiveShareContext, LiveShareRule } from '../liveShares';

const CODE = 'parameter/shared-default-key';

export const sharedDefaultKey: LiveShareRule = {
  code: CODE,
  severity: 'warning',
  evidence: 'live',
  summary: 'A SecureString under the AWS managed key is shared with other accounts.',
  documentation: {
    what:
      'A parameter whose ARN is in an `AWS::RAM::ResourceShare` or an `AWS::SSM::ResourcePolicy` is a SecureString in the ' +
      'connected account and Region, and encrypted with `aws/ssm`. ARNs with a Region or an account of their own are not ' +
      'checked.',
    why:
      'Nobody else can use an AWS managed key: the other account reads a value that it cannot decrypt. Encrypt the ' +
      'parameter with a customer managed key and let the other account use that key too.',
    example: [
      'ResourceArns: [!Sub "arn:aws:ssm:${AWS::Region}:${AWS::AccountId}:parameter/shared/token"]  # found',
      'aws ssm put-parameter --name /shared/token --type SecureString --key-id alias/shared …       # right',
    ].join('\n'),
    source:
      'https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-shared-parameters.html',
  },
  check,
};

function check({ answer, arn, id, logicalId }: LiveShareContext): readonly Problem[] {
  if (answer.status !== 'known' || answer.fact.kind !== 'parameter') return [];
  const { type, keyId } = answer.fact.metadata;
  // Where the key is not told, another may have been chosen.
  if (type !== 'SecureString' || keyId === undefined || !/(?:^|:)alias\/aws\/ssm$/.test(keyId)) return [];
  const where = whereAndWhen(answer.origin);
  const message = `Other accounts cannot decrypt it: a SecureString under aws/ssm in ${where}: ${id.name}`;
  return [
    {
      code: CODE,
      severity: 'warning',
      evidence: 'live',
      message,
      span: arn.span,
      logicalId,
      readAt: answer.origin.readAt,
    },
  ];
}
