import type { Problem } from '../../problem';
import { scalarText } from '../../template/entries';
import type { ParameterContext, ParameterRule } from '../context';
import { isParameterArn, regionOfParameterArn } from '../parameterArn';
import { namesParameter } from '../parameterTypes';

const CODE = 'template-parameter/default';

export const templateParameterDefault: ParameterRule = {
  code: CODE,
  severity: 'warning',
  evidence: 'static',
  summary: 'The default of an SSM-typed template parameter is not the name of a parameter.',
  documentation: {
    what:
      'The value of a template parameter of type `AWS::SSM::Parameter::Name` or `AWS::SSM::Parameter::Value<…>` is the name ' +
      'of a parameter, or the full ARN of one that another account shares. Found: a `{{resolve:…}}` reference, an ARN that ' +
      'is not a parameter’s, and ARNs of two Regions in one template (a stack has one Region, so one of them is elsewhere).',
    why:
      'CloudFormation looks up what stands there as a name. A reference there is looked up as it is written; a parameter of ' +
      'another Region is not found.',
    example: [
      'Host: {Type: "AWS::SSM::Parameter::Value<String>", Default: "{{resolve:ssm:/my-app/prod/database/host}}"}  # found',
      'Host: {Type: "AWS::SSM::Parameter::Value<String>", Default: /my-app/prod/database/host}                    # right',
    ].join('\n'),
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-supplied-parameter-types.html',
  },
  check,
};

function check({ type, default: node, parameterRegions }: ParameterContext): readonly Problem[] {
  const text = scalarText(node);
  if (node === undefined || text === undefined || !namesParameter(scalarText(type)?.trim() ?? '')) return [];
  const message = messageFor(text, parameterRegions());
  return message === undefined
    ? []
    : [{ code: CODE, severity: 'warning', evidence: 'static', message, span: node.span }];
}

function messageFor(text: string, regions: readonly string[]): string | undefined {
  if (text.includes('{{resolve:')) {
    return 'The default is the name of a parameter; CloudFormation reads its value by itself, a reference is taken for a name';
  }
  if (!text.startsWith('arn:')) return undefined;
  if (!isParameterArn(text)) {
    return 'Not the ARN of a parameter (arn:aws:ssm:REGION:ACCOUNT:parameter/NAME)';
  }
  const [first, ...others] = regions;
  const region = regionOfParameterArn(text);
  if (region === first || others.length === 0) return undefined;
  return `A stack has one Region, and other defaults name parameters of ${first}; this one is of: ${region}`;
}
