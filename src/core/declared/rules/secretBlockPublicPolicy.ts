import { insertEntry } from '../../policy/edit';
import type { Fix, Problem } from '../../problem';
import { valueAt } from '../../template/entries';
import { hasMacro } from '../../template/macros';
import {
  type GivenMap,
  lacks,
  propertiesOf,
  type ResourceContext,
  type ResourceRule,
  resourceProblem,
  textsAt,
  wholeSpan,
} from '../context';

const CODE = 'secret/block-public-policy';
const BLOCK = 'BlockPublicPolicy';

export const secretBlockPublicPolicy: ResourceRule = {
  code: CODE,
  severity: 'warning',
  evidence: 'static',
  summary: 'Secrets Manager does not look whether the policy opens the secret to everybody.',
  documentation: {
    what: 'An `AWS::SecretsManager::ResourcePolicy` without `BlockPublicPolicy: true`.',
    why: 'By default public policies are not blocked (PutResourcePolicy). With it Secrets Manager reasons about the policy before it takes it, and refuses one that lets everybody in, now and after the next edit.',
    example: [
      '{SecretId: !Ref Secret, ResourcePolicy: …}                           # found',
      '{SecretId: !Ref Secret, ResourcePolicy: …, BlockPublicPolicy: true}  # right',
    ].join('\n'),
    source: 'https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutResourcePolicy.html',
  },
  check,
};

function check(context: ResourceContext): readonly Problem[] {
  if (context.resource.type !== 'AWS::SecretsManager::ResourcePolicy' || hasMacro(context.transforms))
    return [];
  if (context.broken) return [];
  return propertiesOf(context).flatMap(properties => {
    if (lacks(properties, BLOCK)) return [missing(context, properties)];
    const node = valueAt(properties.node, BLOCK);
    return textsAt(context, properties, BLOCK)
      .filter(({ text, open }) => !open && text.toLowerCase() === 'false')
      .map(({ span, guard }) => {
        const place = { span, path: BLOCK };
        const problem = resourceProblem(context, CODE, 'warning', MESSAGE, place);
        // In Fn::If it is somebody's choice.
        if (node === undefined || guard.length > properties.guard.length) return problem;
        return { ...problem, fixes: [{ title: TITLE, edits: [{ span: wholeSpan(node), newText: 'true' }] }] };
      });
  });
}

const MESSAGE = 'Nothing stops a policy that opens the secret to everybody without BlockPublicPolicy: true';
const TITLE = 'Set BlockPublicPolicy to true';

function missing(context: ResourceContext, { node }: GivenMap): Problem {
  const place = { span: context.resource.keySpan, path: '' };
  const problem = resourceProblem(context, CODE, 'warning', MESSAGE, place);
  const edit = insertEntry(context.text, node, 'last', BLOCK, { kind: 'boolean', value: true });
  const fixes: readonly Fix[] = edit === undefined ? [] : [{ title: TITLE, edits: [edit] }];
  return fixes.length === 0 ? problem : { ...problem, fixes };
}
