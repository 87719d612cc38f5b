import type { Problem } from '../../problem';
import { hasMacro } from '../../template/macros';
import { lacks, propertiesOf, type ResourceContext, type ResourceRule, resourceProblem } from '../context';

const CODE = 'secret/customer-key';

export const secretCustomerKey: ResourceRule = {
  code: CODE,
  severity: 'info',
  evidence: 'static',
  summary: 'The secret is encrypted with the key of the account for Secrets Manager.',
  documentation: {
    what: 'An `AWS::SecretsManager::Secret` without `KmsKeyId`.',
    why: 'Without it the AWS managed key aws/secretsmanager encrypts the value. Its policy cannot be changed: other accounts can never read the secret, and every identity of this account that may read it may decrypt it. A key of your own costs a dollar a month.',
    example: [
      'Name: prod/db                            # found',
      'Name: prod/db, KmsKeyId: !Ref SecretsKey  # right',
    ].join('\n'),
    source: 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html',
  },
  check,
};

function check(context: ResourceContext): readonly Problem[] {
  if (
    context.resource.type !== 'AWS::SecretsManager::Secret' ||
    context.broken ||
    hasMacro(context.transforms)
  )
    return [];
  return propertiesOf(context).flatMap(properties =>
    lacks(properties, 'KmsKeyId')
      ? [
          resourceProblem(
            context,
            CODE,
            'info',
            'Without KmsKeyId the secret is encrypted with aws/secretsmanager, whose policy nobody can change',
            { span: context.resource.keySpan, path: '' },
          ),
        ]
      : [],
  );
}
