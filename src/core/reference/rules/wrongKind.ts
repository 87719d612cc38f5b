import type { ParameterType } from '../../catalog/items';
import { takesSecureReference } from '../../facts/secureProperties';
import type { Fix, Problem } from '../../problem';
import type { Place } from '../../template/values';
import { nameLooksSecret } from '../../value/looksSecret';
import type { ReferenceUse } from '../use';
import {
  knownParameter,
  type LiveContext,
  type LiveFinding,
  type LiveRule,
  liveProblem,
  readIn,
  replaceSegment,
} from './live';

const CODE = 'reference/wrong-kind';

export const wrongKind: LiveRule = {
  code: CODE,
  severity: 'warning',
  evidence: 'live',
  summary: 'A parameter is not of the type its reference reads, or a list where one value belongs.',
  documentation: {
    what:
      'A `ssm` reference to a SecureString, a `ssm-secure` reference to a String or StringList, or a StringList as one item of ' +
      'a list of ids.',
    why:
      'CloudFormation reads SecureStrings with `ssm-secure` alone, and nothing else with it. A StringList comes as one text with ' +
      'commas in it; a template parameter of type `AWS::SSM::Parameter::Value<List<String>>` gives the list.',
    example: [
      'MasterUserPassword: "{{resolve:ssm:/my-app/prod/database/password}}"         # found, it is a SecureString',
      'MasterUserPassword: "{{resolve:ssm-secure:/my-app/prod/database/password}}"  # right',
    ].join('\n'),
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-ssm-secure-strings.html',
  },
  check,
};

function check(context: LiveContext): readonly Problem[] {
  const parameter = knownParameter(context);
  const finding = parameter && findingOf(context, parameter.metadata.type);
  return finding === undefined ? [] : [liveProblem(context, finding)];
}

function findingOf(context: LiveContext, type: ParameterType): LiveFinding | undefined {
  const { use, id, failing } = context;
  const kind = use.resolved?.kind;
  const name = id.kind === 'parameter' ? id.name : '';
  if (kind === 'ssm' && type === 'SecureString') {
    const message = `A ssm reference cannot read a SecureString, which it is in ${readIn(context)}: ${name}`;
    return { code: CODE, severity: failing, message, role: 'service', fixes: [toSecure(use)] };
  }
  if (kind === 'ssm-secure' && type !== 'SecureString') {
    const message = `A ssm-secure reference reads a SecureString, and this is a ${type} in ${readIn(context)}: ${name}`;
    return { code: CODE, severity: failing, message, role: 'service', fixes: [toPlain(use)] };
  }
  if (kind === 'ssm' && type === 'StringList' && use.whole && isOneOfIds(use.place)) {
    const message =
      'A StringList comes as one text with commas, not as a list; a template parameter of type ' +
      `AWS::SSM::Parameter::Value<List<String>> gives one. It is one in ${readIn(context)}: ${name}`;
    return { code: CODE, severity: 'warning', message };
  }
  return undefined;
}

/** Only where CloudFormation supports it. */
function toSecure(use: ReferenceUse): Fix | undefined {
  const { place } = use;
  const takes =
    place?.section === 'Resources' &&
    place.resourceType !== undefined &&
    takesSecureReference(place.resourceType, place.path);
  return takes ? preferred(replaceSegment(use, 'service', 'Change to ssm-secure', 'ssm-secure')) : undefined;
}

/** Not where a plain text is out of place, and not where CloudFormation wants a version that is not there. */
function toPlain(use: ReferenceUse): Fix | undefined {
  const { place, resolved } = use;
  if (place === undefined || (place.section === 'Parameters' && !hasVersion(resolved))) return undefined;
  const property = place.path.findLast(step => typeof step === 'string') ?? '';
  if (nameLooksSecret(String(property)) || takesSecureReference(place.resourceType ?? '', place.path))
    return undefined;
  return preferred(replaceSegment(use, 'service', 'Change to ssm', 'ssm'));
}

function hasVersion(reference: ReferenceUse['resolved']): boolean {
  return reference !== undefined && 'version' in reference && reference.version !== undefined;
}

function preferred(fix: Fix | undefined): Fix | undefined {
  return fix && { ...fix, preferred: true };
}

/**
 * A list of ids, or one item of it: texts with commas in them are no ids. Of other lists (the arguments of a program)
 * nobody knows.
 */
function isOneOfIds(place: Place | undefined): boolean {
  if (place?.section !== 'Resources' || place.inside.length > 0) return false;
  const property = String(place.path.findLast(step => typeof step === 'string') ?? '');
  return /(?:Subnet|SecurityGroup|RouteTable|NetworkInterface|Instance)Ids$|^(?:\w*SecurityGroups|Subnets|AvailabilityZones)$/.test(
    property,
  );
}
