import type { Problem } from '../../problem';
import { entriesOf, scalarText } from '../../template/entries';
import type { Span } from '../../text/range';
import {
  type GivenMap,
  type GivenText,
  lacks,
  mapsAt,
  propertiesOf,
  type ResourceContext,
  type ResourceRule,
  resourceProblem,
  surelyTogether,
  textsAt,
} from '../context';
import { jsonFaultOf } from '../jsonTemplate';

const CODE = 'secret/generate';
const GENERATE = 'GenerateSecretString';
const TEMPLATE = 'SecretStringTemplate';
const KEY = 'GenerateStringKey';

export const secretGenerate: ResourceRule = {
  code: CODE,
  severity: 'error',
  evidence: 'static',
  summary: 'An `AWS::SecretsManager::Secret` cannot be made from what it says.',
  documentation: {
    what:
      '`SecretString` and `GenerateSecretString` both; `SecretStringTemplate` without `GenerateStringKey` or the other way ' +
      'round; a `SecretStringTemplate` that is not JSON. What parameters and references put into it is not known: JSON that ' +
      'is only broken around them is a warning, as is JSON that is no object.',
    why:
      'CloudFormation fails with "SecretStringTemplate and GenerateStringKey must both be set or removed" or "Failed to ' +
      'parse SecretStringTemplate as JSON". The generated password is put into the template under the key.',
    example: [
      'GenerateSecretString: {SecretStringTemplate: "{username: admin}"}                                    # found',
      'GenerateSecretString: {SecretStringTemplate: \'{"username": "admin"}\', GenerateStringKey: password}  # right',
    ].join('\n'),
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-secretsmanager-secret.html ' +
      'and https://github.com/aws/aws-cdk/issues/5951',
  },
  check,
};

function check(context: ResourceContext): readonly Problem[] {
  if (context.resource.type !== 'AWS::SecretsManager::Secret') return [];
  return propertiesOf(context).flatMap(properties => [
    ...bothProblems(context, properties),
    ...mapsAt(context, properties, GENERATE).flatMap(generate => [
      ...pairProblems(context, generate, TEMPLATE, KEY),
      ...pairProblems(context, generate, KEY, TEMPLATE),
      ...textsAt(context, generate, TEMPLATE).flatMap(text => jsonProblems(context, text)),
    ]),
  ]);
}

function bothProblems(context: ResourceContext, properties: GivenMap): readonly Problem[] {
  const span = keySpan(properties, GENERATE);
  const strings = textsAt(context, properties, 'SecretString').filter(({ text }) => text !== '');
  const generated = mapsAt(context, properties, GENERATE);
  const together = strings.some(one => generated.some(other => surelyTogether(one.guard, other.guard)));
  if (!together || span === undefined) return [];
  const message = 'A secret has either SecretString or GenerateSecretString, not both';
  return [resourceProblem(context, CODE, 'error', message, { span, path: GENERATE })];
}

/** `has` without `needs`, under the same conditions. */
function pairProblems(
  context: ResourceContext,
  generate: GivenMap,
  has: string,
  needs: string,
): readonly Problem[] {
  // An empty text counts as none.
  const given = textsAt(context, generate, has).filter(({ text }) => text !== '');
  const span = keySpan(generate, has);
  if (given.length === 0 || span === undefined || context.broken || !lacks(generate, needs)) return [];
  const message = `${TEMPLATE} and ${KEY} are given together or not at all; missing: ${needs}`;
  return [resourceProblem(context, CODE, 'error', message, { span, path: `${GENERATE}.${has}` })];
}

function jsonProblems(context: ResourceContext, { text, span }: GivenText): readonly Problem[] {
  const fault = text === '' ? undefined : jsonFaultOf(text);
  if (fault === undefined) return [];
  const place = { span, path: `${GENERATE}.${TEMPLATE}` };
  switch (fault) {
    case 'broken':
      return [resourceProblem(context, CODE, 'error', `${TEMPLATE} is not JSON`, place)];
    case 'broken-around-values':
      return [
        resourceProblem(context, CODE, 'warning', `${TEMPLATE} is not JSON, whatever its values are`, place),
      ];
    case 'no-object':
      return [
        resourceProblem(
          context,
          CODE,
          'warning',
          `${TEMPLATE} is no JSON object that could take a key`,
          place,
        ),
      ];
  }
}

function keySpan(map: GivenMap, name: string): Span | undefined {
  return entriesOf(map.node).find(({ key }) => scalarText(key) === name)?.key.span;
}
