import type { Problem } from '../../problem';
import { fixUnits, isResolvedAt, problemAt, type ReferenceContext, type ReferenceRule } from './context';

const CODE = 'reference/version-required';

export const versionRequired: ReferenceRule = {
  code: CODE,
  severity: 'error',
  evidence: 'static',
  summary: 'A `ssm` reference in the `Default` of a template parameter has no version.',
  documentation: {
    what: 'In the `Parameters` section a `ssm` reference needs a version; in resources it may be left out.',
    why:
      'CloudFormation does not allow a reference without a version there and fails. To follow the latest value, make it a ' +
      'parameter of type `AWS::SSM::Parameter::Value<String>` whose default is the name.',
    example: [
      'Default: "{{resolve:ssm:/my-app/prod/database/host}}"    # found',
      'Default: "{{resolve:ssm:/my-app/prod/database/host:2}}"  # right',
    ].join('\n'),
    source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-ssm.html',
  },
  check,
};

function check({ use }: ReferenceContext): readonly Problem[] {
  const { reference, place } = use;
  if (place?.section !== 'Parameters' || reference.kind !== 'ssm' || reference.version !== undefined)
    return [];
  if (!isResolvedAt(place)) return [];
  const message = 'A ssm reference in the Default of a parameter needs a version.';
  const problem = problemAt({ code: CODE, severity: 'error', evidence: 'static', message }, use);
  const at = { start: reference.name.span.end, end: reference.name.span.end };
  // Which version is meant only a person knows; the first is the one that surely existed.
  const fix = fixUnits(use, 'Add version 1', at, ':1');
  return [{ ...problem, ...(fix && { fixes: [fix] }) }];
}
