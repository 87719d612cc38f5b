import { type ReadableKind, readableKindOf } from '../../facts/readableProperties';
import type { Problem } from '../../problem';
import type { Place } from '../../template/values';
import { isResolvedAt, problemAt, type ReferenceContext, type ReferenceRule } from './context';

const CODE = 'reference/exposed';

export const exposed: ReferenceRule = {
  code: CODE,
  severity: 'info',
  evidence: 'static',
  summary: 'A secret is put where others than its readers can read it.',
  documentation: {
    what:
      'A `secretsmanager` reference stands in environment variables (Lambda, ECS, CodeBuild and others), arguments of jobs, ' +
      'the value of an `AWS::SSM::Parameter`, a `Description` or `Tags`. Nothing is said of keys that hold no secret by their ' +
      'names, such as host, port and username.',
    why:
      'CloudFormation puts the value itself there. Whoever may describe the resource reads it without any right to the secret, ' +
      'and a rotation does not reach it. A program that reads the secret itself, or `Secrets` with `ValueFrom` in ECS, does better.',
    example: [
      'Environment: {Variables: {API_KEY: "{{resolve:secretsmanager:prod/api:SecretString:key}}"}}  # found',
      'Environment: {Variables: {API_KEY_SECRET: !Ref Secret}}                                      # right: the function reads it',
      'Secrets: [{Name: API_KEY, ValueFrom: !Sub "${Secret}:key::"}]                                # right, in ECS',
    ].join('\n'),
    source:
      'https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-encryption',
  },
  check,
};

function check({ use }: ReferenceContext): readonly Problem[] {
  const { reference, place } = use;
  if (reference.kind !== 'secretsmanager' || place === undefined || !isResolvedAt(place)) return [];
  const kind = kindAt(place);
  if (kind === undefined || (reference.jsonKey !== undefined && HARMLESS.test(reference.jsonKey.text)))
    return [];
  const message = `${WHERE[kind]}; the program could read the secret itself: ${place.path.join('.')}`;
  return [problemAt({ code: CODE, severity: 'info', evidence: 'static', message }, use)];
}

/** SAM's Globals are properties of what it generates. */
function kindAt({ section, resourceType, path }: Place): ReadableKind | undefined {
  if (section === 'Resources') return readableKindOf(resourceType ?? '', path);
  const [kind, ...below] = path;
  return section === 'Globals' && kind === 'Function'
    ? readableKindOf('AWS::Serverless::Function', below)
    : undefined;
}

const WHERE: Readonly<Record<ReadableKind, string>> = {
  environment: 'Whoever may describe this resource reads the secret here',
  description: 'Descriptions are shown to everybody who lists resources',
  tag: 'Tags are shown to everybody who lists resources',
};

/** Keys of a secret that are none by themselves. */
const HARMLESS =
  /^(?:user(?:_?name)?|login|host(?:name)?|port|engine|db_?(?:name|(?:instance|cluster)_?identifier)|database|schema|region|url|endpoint|account(?:_?id)?|email|name|id|masterarn|arn)$/i;
