import { whereAndWhen } from '../../catalog/whereAndWhen';
import type { Problem } from '../../problem';
import { preferIfOnly } from '../../reference/rules/live';
import { type LiveParameterContext, type LiveParameterRule, parameterProblem } from '../live';
import { replaceScalar } from '../replaceScalar';

const CODE = 'template-parameter/not-found';

export const templateParameterNotFound: LiveParameterRule = {
  code: CODE,
  severity: 'warning',
  evidence: 'live',
  summary: 'The default of an SSM-typed template parameter names a parameter that does not exist.',
  documentation: {
    what:
      'The connected account and Region answered that there is no such parameter. Public parameters (`/aws/…`) and ARNs, ' +
      'which another account may share, are not checked.',
    why:
      'CloudFormation looks the name up before anything is made, also a parameter that the same template creates, and fails ' +
      'with a message that does not name it. Another value may be given with the deployment, so it is a warning.',
    example: [
      'Host: {Type: "AWS::SSM::Parameter::Value<String>", Default: /my-app/prod/database/hots}  # found',
      'Host: {Type: "AWS::SSM::Parameter::Value<String>", Default: /my-app/prod/database/host}  # right',
    ].join('\n'),
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-supplied-parameter-types.html',
  },
  check,
};

function check(context: LiveParameterContext): readonly Problem[] {
  const { answer, id } = context;
  if (answer.status !== 'absent') return [];
  const similar = (answer.similar ?? []).filter(name => /^[\w./-]+$/.test(name));
  const fixes = similar.flatMap(name => replaceScalar(context.default, `Change to ${name}`, name) ?? []);
  const message = `No such parameter in ${whereAndWhen(answer.origin)}: ${id.name}`;
  const offered = fixes.length > 0 && { fixes: preferIfOnly(fixes) };
  return [parameterProblem(context, { code: CODE, severity: 'warning', message, ...offered })];
}
