import type { Draft, DraftFix } from '../../draft';
import { takesSecureReference } from '../../facts/secureProperties';
import type { Fix } from '../../problem';
import { sourceSpan } from '../../template/node';
import { type Piece, textOf } from '../../template/symbolic';
import { type ResourceContext, type ResourceRule, resourceProblem } from '../context';
import type { Credential } from '../credentials';
import { managedPasswordFix } from '../managedPassword';

const CODE = 'reference/plain-for-secret';

export const plainForSecret: ResourceRule = {
  code: CODE,
  severity: 'warning',
  evidence: 'static',
  summary: 'A password, token or key comes from where it is kept, or shown, as plain text.',
  documentation: {
    what:
      'A property that holds a credential, by the schema of its resource type, takes its value from a `ssm` reference, which ' +
      'reads plain String parameters, or from a template parameter without `NoEcho`. Not reported for a parameter whose ' +
      'default is a `secretsmanager` reference.',
    why:
      'Everybody who may read parameters, or describe the stack, can read the credential. `secretsmanager`, `ssm-secure` where ' +
      'it is supported, or a password that the service manages by itself keep it from them.',
    example: [
      'MasterUserPassword: "{{resolve:ssm:/my-app/db/password}}"         # found',
      'MasterUserPassword: !Ref Password                                 # found, where Password has no NoEcho',
      'MasterUserPassword: "{{resolve:ssm-secure:/my-app/db/password}}"  # right, in the properties that take it',
    ].join('\n'),
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/security-best-practices.html#creds',
  },
  check,
};

function check(context: ResourceContext): readonly Draft[] {
  return context.credentials().flatMap(credential => {
    const found = plainSource(context, credential);
    if (found === undefined) return [];
    const { message, fix } = found;
    const { span } = credential.given;
    const problem = resourceProblem(context, CODE, 'warning', message, { span, path: credential.path });
    const managed = managedPasswordFix(context, credential);
    const fixes = [fix, managed].filter(each => each !== undefined);
    return [{ ...problem, ...(fixes.length > 0 && { fixes }) }];
  });
}

interface PlainSource {
  readonly message: string;
  readonly fix: DraftFix | undefined;
}

function plainSource(context: ResourceContext, credential: Credential): PlainSource | undefined {
  const { pieces } = credential.given;
  if (/^\{\{resolve:ssm:[^{}]+\}\}$/.test(textOf(pieces))) {
    const message = `A ssm reference reads plain text, and this is a credential: ${credential.path}`;
    return { message, fix: secureFix(context, credential) };
  }
  const [piece, ...others] = pieces;
  if (piece?.kind !== 'hole' || piece.hole.kind !== 'parameter' || others.length > 0) return undefined;
  const { name } = piece.hole;
  if (!context.isOpenParameter(name)) return undefined;
  return {
    message: `Everybody who may describe the stack sees this credential; its parameter has no NoEcho: ${name}`,
    fix: {
      title: `Hide the parameter with NoEcho: ${name}`,
      edits: [],
      declares: { kind: 'hidden', id: name },
    },
  };
}

function secureFix({ resource }: ResourceContext, { steps, given }: Credential): Fix | undefined {
  if (!takesSecureReference(resource.type ?? '', steps)) return undefined;
  const service = serviceSpan(given.pieces[0]);
  return (
    service && { title: 'Read a SecureString: ssm-secure', edits: [{ span: service, newText: 'ssm-secure' }] }
  );
}

function serviceSpan(piece: Piece | undefined) {
  const start = '{{resolve:'.length;
  if (piece?.kind !== 'text' || !piece.text.startsWith('{{resolve:ssm:')) return undefined;
  return sourceSpan(piece.source, piece.from + start, piece.from + start + 'ssm'.length);
}
