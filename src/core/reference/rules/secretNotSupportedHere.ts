import type { Problem, Severity } from '../../problem';
import { hasMacro } from '../../template/macros';
import type { Place } from '../../template/values';
import type { Reference } from '../grammar';
import { isResolvedAt, problemAt, type ReferenceContext, type ReferenceRule } from './context';

const CODE = 'reference/secret-not-supported-here';

export const secretNotSupportedHere: ReferenceRule = {
  code: CODE,
  severity: 'error',
  evidence: 'static',
  summary: 'A `secretsmanager` reference stands where CloudFormation leaves it as it is.',
  documentation: {
    what:
      'CloudFormation resolves `secretsmanager` references in the properties of its own resource types only. An error in ' +
      'output values, conditions and custom resources, a warning in the metadata of a resource, an information in mappings ' +
      '(it depends on where the value is used). Defaults of parameters are not reported.',
    why:
      'The literal text `{{resolve:secretsmanager:…}}` is put out, compared, or sent to the function behind a custom ' +
      'resource, which then takes it for the value. Give a custom resource the ARN of the secret and let its function read it.',
    example: [
      'Seed:',
      '  Type: Custom::DatabaseSeed',
      '  Properties:',
      '    Password: "{{resolve:secretsmanager:prod/my-app/database:SecretString:password}}"  # found',
      '    SecretArn: !Ref DatabaseSecret                                                     # right',
    ].join('\n'),
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-secretsmanager.html',
  },
  check,
};

function check({ use, transforms }: ReferenceContext): readonly Problem[] {
  const { reference, place } = use;
  if (place === undefined || !namesSecret(reference)) return [];
  const finding = findingAt(place);
  if (finding === undefined) return [];
  // Text that only looks like a reference is surely meant as one where references belong.
  if (reference.kind === 'malformed' && !isResolvedAt(place)) return [];
  const byMacro = hasMacro(transforms);
  const severity = finding.severity === 'error' && byMacro ? 'warning' : finding.severity;
  return [problemAt({ code: CODE, severity, evidence: 'static', message: finding.message }, use)];
}

function namesSecret(reference: Reference): boolean {
  if (reference.kind === 'secretsmanager') return true;
  if (reference.kind === 'open') return reference.service === 'secretsmanager';
  if (reference.kind !== 'malformed' || reference.service !== 'secretsmanager') return false;
  return reference.fault.kind !== 'not-a-reference' && reference.fault.kind !== 'unclosed';
}

interface Finding {
  readonly severity: Severity;
  readonly message: string;
}

function findingAt(place: Place): Finding | undefined {
  switch (place.section) {
    case 'Resources':
      if (place.attribute === 'Metadata') return IN_METADATA;
      return isCustom(place.resourceType) && isResolvedAt(place) ? IN_CUSTOM_RESOURCE : undefined;
    case 'Outputs':
      return isResolvedAt(place) ? IN_OUTPUT : undefined;
    case 'Conditions':
      return IN_CONDITION;
    case 'Mappings':
      return IN_MAPPING;
    default:
      return undefined;
  }
}

/** Whether a resource is made by a function or topic of somebody's own. */
export function isCustom(resourceType: string | undefined): boolean {
  return (
    resourceType?.startsWith('Custom::') === true || resourceType === 'AWS::CloudFormation::CustomResource'
  );
}

const IN_CUSTOM_RESOURCE: Finding = {
  severity: 'error',
  message:
    'CloudFormation does not resolve secretsmanager references for custom resources: the text is sent as it is. Give the ARN of the secret.',
};
const IN_OUTPUT: Finding = {
  severity: 'error',
  message:
    'CloudFormation does not resolve secretsmanager references in outputs: the text is put out as it is.',
};
const IN_CONDITION: Finding = {
  severity: 'error',
  message:
    'CloudFormation does not resolve secretsmanager references in conditions: the text is compared as it is.',
};
const IN_METADATA: Finding = {
  severity: 'warning',
  message: 'CloudFormation does not resolve secretsmanager references in the metadata of a resource.',
};
const IN_MAPPING: Finding = {
  severity: 'info',
  message:
    'A secretsmanager reference in a mapping is resolved only where Fn::FindInMap puts it into a property.',
};
