import { whereAndWhen } from '../../catalog/whereAndWhen';
import type { Problem } from '../../problem';
import { type LiveParameterContext, type LiveParameterRule, parameterProblem } from '../live';

const CODE = 'template-parameter/secure-string-value';

export const secureStringValue: LiveParameterRule = {
  code: CODE,
  severity: 'warning',
  evidence: 'live',
  summary: 'The default of a `AWS::SSM::Parameter::Value<…>` names a SecureString.',
  documentation: {
    what: 'The parameter exists in the connected account and Region and is a SecureString.',
    why:
      'CloudFormation does not read SecureStrings into template parameters and fails. Use a `ssm-secure` reference in one of ' +
      'the properties that take it, or keep the value in Secrets Manager. The type `AWS::SSM::Parameter::Name`, which hands ' +
      'the name on, takes any parameter.',
    example: [
      'Password: {Type: "AWS::SSM::Parameter::Value<String>", Default: /my-app/prod/database/password}  # found',
      'MasterUserPassword: "{{resolve:ssm-secure:/my-app/prod/database/password}}"                       # right',
    ].join('\n'),
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-supplied-parameter-types.html',
  },
  check,
};

function check(context: LiveParameterContext): readonly Problem[] {
  const { answer, type, id } = context;
  if (answer.status !== 'known' || answer.fact.kind !== 'parameter') return [];
  if (answer.fact.metadata.type !== 'SecureString' || !type.includes('::Value<')) return [];
  const message = `CloudFormation reads no SecureString into a template parameter, and this is one in ${whereAndWhen(answer.origin)}: ${id.name}`;
  return [parameterProblem(context, { code: CODE, severity: 'warning', message })];
}
