import type { Problem } from '../../problem';
import { hasMacro } from '../../template/macros';
import type { TemplateContext, TemplateRule } from '../context';
import { type AttachmentDeclaration, type Declaration, variable } from '../declaration';

const CODE = 'secret/rotation';

export const secretRotation: TemplateRule = {
  code: CODE,
  severity: 'info',
  evidence: 'static',
  summary: 'The secret of a database is never rotated.',
  documentation: {
    what:
      'An `AWS::SecretsManager::SecretTargetAttachment`, which ties a secret to its database, in a template without an ' +
      '`AWS::SecretsManager::RotationSchedule` for the same secret. Other secrets are not told of: rotation needs a function ' +
      'that knows what the secret opens. Silent where a schedule is for a secret that the template does not declare: it may ' +
      'be this one.',
    why: 'Secrets Manager can change the passwords of these databases by itself, every four hours if need be. A password that never changes works for whoever has ever seen it.',
    example: [
      'Attachment: {Type: AWS::SecretsManager::SecretTargetAttachment, …}  # found, alone',
      'Rotation: {Type: AWS::SecretsManager::RotationSchedule, Properties: {SecretId: !Ref Attachment, …}}  # right, with it',
    ].join('\n'),
    source: 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets.html',
  },
  check,
};

function check({ declarations, transforms }: TemplateContext): readonly Problem[] {
  const attachments = declarations.filter(isAttachment);
  // A macro may add the schedule.
  if (attachments.length === 0 || hasMacro(transforms)) return [];
  const secretOf = secretFinder(declarations);
  const rotated = new Set<string | undefined>();
  for (const declared of declarations) {
    if (declared.kind !== 'rotation') continue;
    if (declared.open || declared.secrets.length === 0) return [];
    for (const text of declared.secrets) rotated.add(secretOf(text));
  }
  if (rotated.has(undefined)) return [];
  return attachments
    .filter(({ secrets }) => {
      const known = secrets.map(secretOf);
      return known.length > 0 && known.every(secret => secret !== undefined && !rotated.has(secret));
    })
    .map(({ logicalId, idSpan }) => ({
      code: CODE,
      severity: 'info',
      evidence: 'static',
      message: 'Secrets Manager can rotate the secret of a database, and no RotationSchedule is for this one',
      span: idSpan,
      logicalId,
    }));
}

function isAttachment(declaration: Declaration): declaration is AttachmentDeclaration {
  return declaration.kind === 'attachment' && !declaration.inLoop;
}

/** The logical id of the secret that a SecretId means, by Ref, by name or through its attachment. */
function secretFinder(declarations: readonly Declaration[]): (text: string) => string | undefined {
  const known = new Map<string, string>();
  for (const declared of declarations) {
    if (declared.kind !== 'secret' || declared.inLoop) continue;
    known.set(variable(declared.logicalId), declared.logicalId);
    for (const { text } of declared.names) known.set(text, declared.logicalId);
  }
  for (const { logicalId, secrets } of declarations.filter(isAttachment)) {
    const [only, ...others] = secrets;
    const secret = only === undefined || others.length > 0 ? undefined : known.get(only);
    if (secret !== undefined) known.set(variable(logicalId), secret);
  }
  return text => known.get(text);
}
