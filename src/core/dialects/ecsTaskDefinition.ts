import type { ReferenceUse } from '../reference/use';
import { entriesOf, scalarText, valueAt } from '../template/entries';
import { parseJson } from '../template/json';
import { type Node, target } from '../template/node';
import type { Dialect } from './dialect';
import { namedRules, parameterUse, secretUse, textOfScalar } from './named';

/**
 * Task definitions as files: `valueFrom` of secrets and log options, and the credentials of a registry. A parameter is named
 * or given by its ARN, a secret by its ARN with what to take of it behind.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Secret.html
 */
export const ecsTaskDefinition: Dialect = {
  id: 'ecs-task-definition',
  deploys: false,
  liveRules: namedRules,
  recognises: ({ path, languageId = '', text }) =>
    (/^jsonc?$/.test(languageId) || (languageId === '' && path.endsWith('.json'))) &&
    text.includes('"containerDefinitions"'),
  usesIn({ text }) {
    const { root } = parseJson(text);
    return itemsOf(valueAt(root, 'containerDefinitions')).flatMap(usesOfContainer);
  },
  problemsOf: () => [],
};

function usesOfContainer(container: Node): readonly ReferenceUse[] {
  const options = valueAt(valueAt(container, 'logConfiguration'), 'secretOptions');
  const listed = [...itemsOf(valueAt(container, 'secrets')), ...itemsOf(options)];
  const credentials = valueAt(valueAt(container, 'repositoryCredentials'), 'credentialsParameter');
  return [...listed.map(each => valueAt(each, 'valueFrom')), credentials].flatMap(usesOfName);
}

function usesOfName(node: Node | undefined): readonly ReferenceUse[] {
  const scalar = target(node);
  if (scalar?.kind !== 'scalar' || scalarText(node) === '') return [];
  const { value } = scalar;
  if (value.startsWith('arn:'))
    return value.includes(':secretsmanager:') ? secretUse(textOfScalar(scalar)) : [];
  // What a pipeline fills in before the file is used.
  return /^[\w./-]+$/.test(value) ? parameterUse(textOfScalar(scalar)) : [];
}

function itemsOf(node: Node | undefined): readonly Node[] {
  const list = target(node);
  return list?.kind === 'sequence' ? list.items : entriesOf(list).flatMap(({ value }) => value ?? []);
}
