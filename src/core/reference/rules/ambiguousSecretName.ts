import { looksLikeArnEnd } from '../../catalog/referenceText';
import type { Problem } from '../../problem';
import { HOLE } from '../../template/symbolic';
import type { ReferenceUse } from '../use';
import { isResolvedAt, problemAt, type ReferenceContext, type ReferenceRule } from './context';

const CODE = 'reference/ambiguous-secret-name';

export const ambiguousSecretName: ReferenceRule = {
  code: CODE,
  severity: 'warning',
  evidence: 'static',
  summary: 'A secret is named by a name that ends in a hyphen and six characters.',
  documentation: {
    what:
      'Secrets Manager adds a hyphen and six characters to the name in every ARN. A name that itself ends so, such as ' +
      '`my-app-secret`, can be taken for the end of an ARN.',
    why:
      'The lookup by name then fails with "Secrets Manager can’t find the specified secret". AWS advises against such ' +
      'names; the full ARN always works.',
    example: [
      'Token: "{{resolve:secretsmanager:my-app-secret}}"                                                           # found',
      'Token: "{{resolve:secretsmanager:arn:aws:secretsmanager:eu-west-1:123456789012:secret:my-app-secret-a1b2c3}}" # right',
    ].join('\n'),
    source: 'https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html',
  },
  check,
};

function check({ use }: ReferenceContext): readonly Problem[] {
  const { reference, place } = use;
  if (reference.kind !== 'secretsmanager' || place === undefined) return [];
  const { secretId } = reference;
  if (secretId.text.startsWith('arn:') || mayBeArn(use, secretId.text) || !looksLikeArnEnd(secretId.text))
    return [];
  if (!isResolvedAt(place)) return [];
  const message =
    'A name that ends in a hyphen and six characters can be taken for the end of an ARN and not be found: use the full ARN.';
  const rule = { code: CODE, severity: 'warning', evidence: 'static', message } as const;
  return [problemAt(rule, use, secretId.span)];
}

/** `${Secret}-a1b2c3`: what stands at the begin decides, unless it is filled or a name by what it is. */
function mayBeArn({ resolved, open }: ReferenceUse, id: string): boolean {
  if (!id.startsWith(HOLE)) return false;
  if (resolved !== undefined)
    return resolved.kind !== 'secretsmanager' || resolved.secretId.text.startsWith('arn:');
  const [first] = open;
  return first?.kind !== 'pseudo' || first.name !== 'AWS::StackName';
}
