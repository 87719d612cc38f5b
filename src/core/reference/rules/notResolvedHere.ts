import type { Problem } from '../../problem';
import type { IntrinsicName } from '../../template/intrinsics';
import type { Place } from '../../template/values';
import type { Reference } from '../grammar';
import { isResolvedAt, problemAt, type ReferenceContext, type ReferenceRule } from './context';
import { isCustom } from './secretNotSupportedHere';

const CODE = 'reference/not-resolved-here';

export const notResolvedHere: ReferenceRule = {
  code: CODE,
  severity: 'warning',
  evidence: 'static',
  summary: 'A dynamic reference stands where CloudFormation does not resolve any.',
  documentation: {
    what:
      'References in `AWS::CloudFormation::Init` metadata, in `UserData`, in conditions and rules, in names of exports, in ' +
      '`DependsOn`, `Type` and other attributes of a resource, or in the arguments of functions that need the value itself ' +
      '(`Fn::ImportValue`, `Fn::Cidr`, `Fn::GetAZs`).',
    why:
      'Functions and attributes are read before references are resolved, so the literal text is used; for cfn-init and ' +
      'UserData AWS documents that references are not supported. Let the instance read the value when it starts.',
    example: [
      'UserData:',
      '  Fn::Base64: |',
      '    #!/bin/bash',
      '    HOST="{{resolve:ssm:/my-app/prod/database/host}}"  # found',
      '    HOST=$(aws ssm get-parameter --name /my-app/prod/database/host --query Parameter.Value --output text)  # right',
    ].join('\n'),
    source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html',
  },
  check,
};

function check({ use }: ReferenceContext): readonly Problem[] {
  const { reference, place } = use;
  if (place === undefined || reference.kind === 'malformed') return [];
  const where = whereAt(place, reference);
  if (where === undefined) return [];
  const message = `CloudFormation does not resolve references here: ${where}`;
  return [problemAt({ code: CODE, severity: 'warning', evidence: 'static', message }, use)];
}

/** Where references stay text; undefined where they are resolved, where it is not known, or where another rule says so. */
function whereAt(place: Place, reference: Reference): string | undefined {
  const { section, attribute } = place;
  switch (section) {
    case 'Resources':
      return inResource(place, reference);
    case 'Outputs':
      if (attribute === 'Export') return 'the name of an export';
      return attribute === 'Value' ? functionAround(place) : undefined;
    case 'Conditions':
      // secret-not-supported-here speaks of those of secrets.
      return serviceOf(reference) === 'secretsmanager' ? undefined : 'a condition';
    case 'Rules':
      return 'a rule';
    default:
      return undefined;
  }
}

const ATTRIBUTES: ReadonlySet<string> = new Set([
  'Type',
  'DependsOn',
  'Condition',
  'DeletionPolicy',
  'UpdateReplacePolicy',
]);

function inResource(place: Place, reference: Reference): string | undefined {
  const { attribute = '', path, resourceType } = place;
  const service = serviceOf(reference);
  if (ATTRIBUTES.has(attribute)) return attribute;
  if (attribute === 'Metadata') {
    // secret-not-supported-here speaks of secrets in all metadata.
    return path[0] === 'AWS::CloudFormation::Init' && service !== 'secretsmanager' ? path[0] : undefined;
  }
  if (attribute !== 'Properties') return undefined;
  if (path.at(-1) === 'UserData' && !isCustom(resourceType)) {
    // secure-not-supported-here speaks of ssm-secure wherever else references are resolved.
    return service === 'ssm-secure' && isResolvedAt(place) ? undefined : 'UserData';
  }
  return functionAround(place);
}

/** Functions that need the value itself, and run before any reference is resolved. */
const NEED_VALUES: ReadonlySet<IntrinsicName> = new Set<IntrinsicName>([
  'Fn::ImportValue',
  'Fn::Cidr',
  'Fn::GetAZs',
]);

function functionAround({ inside }: Place): string | undefined {
  return inside.find(name => NEED_VALUES.has(name));
}

function serviceOf(reference: Reference): string | undefined {
  return reference.kind === 'open' || reference.kind === 'malformed' ? reference.service : reference.kind;
}
