import { mayTakeSecureReference, SECURE_PROPERTIES } from '../../facts/secureProperties';
import type { Problem, Severity } from '../../problem';
import { hasMacro } from '../../template/macros';
import type { Place } from '../../template/values';
import { isResolvedAt, problemAt, type ReferenceContext, type ReferenceRule, takesSecrets } from './context';

const CODE = 'reference/secure-not-supported-here';

export const secureNotSupportedHere: ReferenceRule = {
  code: CODE,
  severity: 'error',
  evidence: 'static',
  summary: 'A `ssm-secure` reference stands where CloudFormation does not support it.',
  documentation: {
    what:
      'CloudFormation resolves `ssm-secure` in eleven properties only: ' +
      SECURE_PROPERTIES.map(property => `\`${property.resourceType}\` \`${property.path.join('.')}\``).join(
        ', ',
      ) +
      '. A resource of SAM counts as what it generates and has none of them.',
    why:
      'The deployment fails with "SSM Secure reference is not supported in: […]". Keep the value in Secrets Manager and use ' +
      'a `secretsmanager` reference, or let the program read the parameter itself. A warning where a macro may move the ' +
      'property, and in outputs.',
    example: [
      'Environment:',
      '  Variables:',
      '    API_KEY: "{{resolve:ssm-secure:/my-app/prod/api/key}}"               # found',
      '    API_KEY: "{{resolve:secretsmanager:prod/my-app/api:SecretString:key}}" # supported',
    ].join('\n'),
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-ssm-secure-strings.html',
  },
  check,
};

function check({ use, transforms }: ReferenceContext): readonly Problem[] {
  const { reference, place } = use;
  if (!isSecure(reference) || place === undefined || !isResolvedAt(place)) return [];
  const severity = severityAt(place, transforms);
  if (severity === undefined) return [];
  const where = [place.resourceType ?? place.section, place.path.join('.')]
    .filter(part => part !== '')
    .join(' ');
  const instead = takesSecrets(place) ? '; a secretsmanager reference works here' : '';
  const message = `CloudFormation resolves ssm-secure in eleven properties only, and this is none of them${instead}: ${where}`;
  return [problemAt({ code: CODE, severity, evidence: 'static', message }, use)];
}

function isSecure(reference: ReferenceContext['use']['reference']): boolean {
  if (reference.kind === 'ssm-secure') return true;
  if (reference.kind === 'malformed' && reference.fault.kind === 'not-a-reference') return false;
  return (reference.kind === 'open' || reference.kind === 'malformed') && reference.service === 'ssm-secure';
}

function severityAt(place: Place, transforms: readonly string[]): Severity | undefined {
  switch (place.section) {
    case 'Resources':
      return severityInResource(place, transforms);
    case 'Globals':
      return 'error';
    case 'Outputs':
      return 'warning';
    // A default may be handed by Ref to a property that takes it.
    default:
      return undefined;
  }
}

function severityInResource(
  { resourceType, path }: Place,
  transforms: readonly string[],
): Severity | undefined {
  if (resourceType === undefined || resourceType.endsWith('::MODULE')) return undefined;
  if (mayTakeSecureReference(resourceType, path)) return undefined;
  const ofAws = /^(AWS|Alexa|Custom)::/.test(resourceType);
  const byMacro = hasMacro(transforms);
  return ofAws && !byMacro ? 'error' : 'warning';
}
