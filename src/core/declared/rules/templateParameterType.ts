import { closest } from '../../policy/closest';
import type { Problem, Severity } from '../../problem';
import { scalarText } from '../../template/entries';
import { hasMacro } from '../../template/macros';
import type { Node } from '../../template/node';
import type { ParameterContext, ParameterRule } from '../context';
import { PARAMETER_TYPES } from '../parameterTypes';
import { replaceScalar } from '../replaceScalar';

const CODE = 'template-parameter/type';

export const templateParameterType: ParameterRule = {
  code: CODE,
  severity: 'error',
  evidence: 'static',
  summary: 'The type of a template parameter does not exist.',
  documentation: {
    what:
      'A type that cannot be: anything of `SecureString`, or a list of `AWS::SSM::Parameter::Value<…>` (the list stands ' +
      'inside: `AWS::SSM::Parameter::Value<List<…>>`). A type that CloudFormation does not document is a warning, and ' +
      'nothing where a macro may give it a meaning.',
    why:
      'CloudFormation rejects the template. It reads no SecureString into a template parameter: use a `secretsmanager` ' +
      'reference, or `ssm-secure` in one of the properties that take it.',
    example: [
      'Subnets: {Type: "List<AWS::SSM::Parameter::Value<AWS::EC2::Subnet::Id>>"}  # found',
      'Subnets: {Type: "AWS::SSM::Parameter::Value<List<AWS::EC2::Subnet::Id>>"}  # right',
    ].join('\n'),
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-supplied-parameter-types.html',
  },
  check,
};

function check(context: ParameterContext): readonly Problem[] {
  const { type: node } = context;
  const text = scalarText(node);
  if (node === undefined || text === undefined) return [];
  const type = text.trim();
  // `{{` and `${`: a program is yet to write the template.
  if (type === '' || PARAMETER_TYPES.includes(type) || /\{\{|\$\{/.test(type)) return [];

  if (/\bSecureString\b/.test(type)) {
    const message =
      'CloudFormation has no template parameters that hold a SecureString; use a reference instead of the type';
    return [problem(context, node, 'error', `${message}: ${type}`)];
  }
  if (/^List<\s*AWS::SSM::Parameter::Value</.test(type)) {
    const message = 'A list of values from Parameter Store is written AWS::SSM::Parameter::Value<List<…>>';
    return [problem(context, node, 'error', message, turned(type))];
  }
  if (hasMacro(context.transforms)) return [];
  const meant = closest(type, PARAMETER_TYPES);
  const hint = meant === undefined ? '' : ` (did you mean ${meant}?)`;
  const message = `CloudFormation documents no such type of a template parameter${hint}: ${type}`;
  return [problem(context, node, 'warning', message, meant)];
}

/** `List<AWS::SSM::Parameter::Value<X>>` the other way round, where that is a type. */
function turned(type: string): string | undefined {
  const inner = /^List<\s*AWS::SSM::Parameter::Value<\s*([^<>]+?)\s*>\s*>$/.exec(type)?.[1];
  const right = `AWS::SSM::Parameter::Value<List<${inner}>>`;
  return PARAMETER_TYPES.includes(right) ? right : undefined;
}

function problem(
  context: ParameterContext,
  node: Node,
  severity: Severity,
  message: string,
  meant?: string,
): Problem {
  const fix = meant === undefined ? undefined : replaceScalar(node, `Change to ${meant}`, meant);
  return {
    code: CODE,
    severity: severity === 'error' && hasMacro(context.transforms) ? 'warning' : severity,
    evidence: 'static',
    message,
    span: node.span,
    ...(fix && { fixes: [{ ...fix, preferred: true }] }),
  };
}
