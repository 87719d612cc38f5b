import type { Problem } from '../../problem';
import { propertiesOf, type ResourceContext, type ResourceRule, resourceProblem, textsAt } from '../context';

const CODE = 'parameter/secure-string-in-template';

export const secureStringInTemplate: ResourceRule = {
  code: CODE,
  severity: 'error',
  evidence: 'static',
  summary: 'CloudFormation cannot create a parameter of type SecureString.',
  documentation: {
    what: 'An `AWS::SSM::Parameter` with `Type: SecureString`. CloudFormation creates `String` and `StringList`.',
    why:
      'The deployment fails, and the value would stand in the template for everyone who may read it. Create the parameter ' +
      'outside of the template, or a secret with `AWS::SecretsManager::Secret` and `GenerateSecretString`.',
    example: [
      'Password:',
      '  Type: AWS::SSM::Parameter',
      '  Properties: {Name: /my-app/prod/password, Type: SecureString, Value: !Ref Password}  # found',
    ].join('\n'),
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ssm-parameter.html',
  },
  check,
};

function check(context: ResourceContext): readonly Problem[] {
  if (context.resource.type !== 'AWS::SSM::Parameter') return [];
  return propertiesOf(context).flatMap(properties =>
    textsAt(context, properties, 'Type')
      .filter(({ text }) => text === 'SecureString')
      .map(({ span }) => {
        const message =
          'CloudFormation cannot create a SecureString; create it outside of the template, or use AWS::SecretsManager::Secret';
        return resourceProblem(context, CODE, 'error', message, { span, path: 'Type' });
      }),
  );
}
