import { isIdentifier } from '../../facts/schemaProperties';
import type { Problem } from '../../problem';
import { isResolvedAt, problemAt, type ReferenceContext, type ReferenceRule } from './context';

const CODE = 'reference/primary-identifier';

export const primaryIdentifier: ReferenceRule = {
  code: CODE,
  severity: 'warning',
  evidence: 'static',
  summary: 'A reference stands in a property that a resource is told apart by.',
  documentation: {
    what:
      'The property is part of the primary identifier in the schema of the resource type, the name of a bucket or a table ' +
      'for instance. The types of the services in nearly every template are looked at.',
    why:
      'AWS advises against it: what CloudFormation resolves becomes the physical id of the resource, which `Ref`, stack events ' +
      'and outputs show in plain text. A template parameter of type `AWS::SSM::Parameter::Value<String>` does the same ' +
      'and is shown as such.',
    example: [
      'BucketName: "{{resolve:ssm:/my-app/bucket}}"  # found',
      'BucketName: !Ref Bucket                       # right: a parameter of type AWS::SSM::Parameter::Value<String>',
    ].join('\n'),
    source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html',
  },
  check,
};

function check({ use }: ReferenceContext): readonly Problem[] {
  const { place, reference } = use;
  if (reference.kind === 'malformed' || place?.section !== 'Resources' || !isResolvedAt(place)) return [];
  if (!isIdentifier(place.resourceType ?? '', place.path)) return [];
  const message = `This becomes the resource’s physical id, in plain text; AWS advises against references here: ${place.path.join('.')}`;
  return [problemAt({ code: CODE, severity: 'warning', evidence: 'static', message }, use)];
}
