import type { Draft } from '../../draft';
import { takesSecretArn } from '../../facts/schemaProperties';
import type { Fix } from '../../problem';
import { HOLE } from '../../template/symbolic';
import type { ReferenceUse } from '../use';
import { isResolvedAt, problemAt, type ReferenceContext, type ReferenceRule } from './context';
import { putVariable } from './useVariable';

const CODE = 'reference/arn-expected';

export const arnExpected: ReferenceRule = {
  code: CODE,
  severity: 'warning',
  evidence: 'static',
  summary: 'The value of a secret is put where its ARN belongs.',
  documentation: {
    what:
      'A `secretsmanager` reference is all of a property that names a secret, by the schema of its resource type: ' +
      '`SecretArn`, ECS `ValueFrom`, `CredentialsParameter` and others. A `ssm` reference may well hold an ARN, and so may ' +
      'a key of a secret that is called so.',
    why:
      'CloudFormation puts the value itself there, in plain text, and the service takes it for the name of a secret that it ' +
      'does not find. The service reads the secret by itself once it has its ARN.',
    example: [
      'Secrets: [{Name: DB_PASSWORD, ValueFrom: !Sub "{{resolve:secretsmanager:${Secret}:SecretString:password}}"}]  # found',
      'Secrets: [{Name: DB_PASSWORD, ValueFrom: !Sub "${Secret}:password::"}]                                        # right',
      'Auth: [{SecretArn: !Ref Secret}]                                                                              # right',
    ].join('\n'),
    source: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Secret.html',
  },
  check,
};

function check({ use, unitOf }: ReferenceContext): readonly Draft[] {
  const { place, reference } = use;
  if (reference.kind !== 'secretsmanager' || !use.whole || place?.section !== 'Resources') return [];
  if (!isResolvedAt(place) || !takesSecretArn(place.resourceType ?? '', place.path)) return [];
  if (/arn$/i.test(reference.jsonKey?.text ?? '')) return [];
  const message = `The ARN of the secret belongs here, and this puts its value: ${place.path.join('.')}`;
  const problem = problemAt({ code: CODE, severity: 'warning', evidence: 'static', message }, use);
  const fix = fixOf(use, unitOf);
  return [{ ...problem, ...(fix && { fixes: [fix] }) }];
}

/** `{{resolve:secretsmanager:${Secret}}}` to the secret's Ref, which is its ARN; with a key in ECS to `${Secret}:key::`. */
function fixOf(use: ReferenceUse, unitOf: ReferenceContext['unitOf']): Fix | undefined {
  const { reference, holes } = use;
  const [hole, ...others] = holes;
  if (reference.kind !== 'secretsmanager' || reference.secretId.text !== HOLE || others.length > 0)
    return undefined;
  if (hole?.kind !== 'resource' || hole.attribute !== undefined) return undefined;
  const { jsonKey, versionStage, versionId } = reference;
  const { logicalId } = hole;
  if (jsonKey === undefined && versionStage === undefined && versionId === undefined) {
    const unit = unitOf(use);
    const edits = unit && putVariable(use, unit, { logicalId });
    return edits && { title: `Put its ARN: !Ref ${logicalId}`, edits, preferred: true };
  }
  if (!takesKeys(use)) return undefined;
  const before = use.locate(0, reference.secretId.span.start);
  const after = use.locate(reference.secretId.span.end, reference.text.length);
  const [begin, ...moreBefore] = before;
  const [end, ...moreAfter] = after;
  if (begin === undefined || end === undefined || moreBefore.length + moreAfter.length > 0) return undefined;
  const suffix = [jsonKey, versionStage, versionId].map(part => `:${part?.text ?? ''}`).join('');
  return {
    title: `Put its ARN with what to take of it: \${${logicalId}}${suffix}`,
    edits: [
      { span: begin, newText: '' },
      { span: end, newText: suffix },
    ],
    preferred: true,
  };
}

/** Where a key, a stage and a version may stand behind the ARN: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html */
function takesKeys({ place }: ReferenceUse): boolean {
  return place?.path.at(-1) === 'ValueFrom';
}
