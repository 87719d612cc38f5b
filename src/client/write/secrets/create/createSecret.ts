/** Makes a secret: what it holds, its name, description and key, the gate, CreateSecret. */
import * as vscode from 'vscode';
import { MAX_SECRET_BYTES } from '../../../../core/facts/secretLimits';
import { failureError } from '../../../../core/failure';
import type { AwsConnection } from '../../../../core/ports';
import { bytesOf, composeSecret, type SecretContent } from '../../../../core/secrets/secretContent';
import type { ShapeId } from '../../../../core/secrets/secretShapes';
import { type Sensitive, sensitive } from '../../../../core/value/sensitive';
import { connectedTarget } from '../../../gate/account';
import type { Change, WriteGate } from '../../../gate/writeGate';
import type { Session } from '../../../session/session';
import type { NewSecretPreset } from '../../presets';

export interface CreateSecretDeps {
  readonly session: Session;
  readonly gate: Pick<WriteGate, 'pass'>;
  readonly questions: CreateSecretQuestions;
}

/** What a person is asked, in this order; undefined: they went away. */
export interface CreateSecretQuestions {
  shape(): Promise<ShapeId | undefined>;
  name(startsWith: string): Promise<string | undefined>;
  content(shape: ShapeId, name: string): Promise<SecretContent | undefined>;
  /** Empty: none. */
  description(name: string): Promise<string | undefined>;
  /**
   * Empty: aws/secretsmanager.
   * @param ownKey that one would not do
   */
  key(name: string, aws: AwsConnection, ownKey: boolean): Promise<string | undefined>;
}

/** Its name; undefined where somebody said no. Values leave memory with the call. */
export async function createSecret(
  startsWith: string,
  { session, gate, questions }: CreateSecretDeps,
  preset?: Pick<NewSecretPreset, 'shape' | 'ownKey'>,
): Promise<string | undefined> {
  const shape = preset?.shape ?? (await questions.shape());
  if (shape === undefined) return undefined;
  const name = await questions.name(startsWith);
  if (!name) return undefined;
  const content = await questions.content(shape, name);
  if (content === undefined) return undefined;
  await refuseLong(name, content);
  const description = await questions.description(name);
  if (description === undefined) return undefined;
  const { account, aws } = await connectedTarget(session);
  const keyId = await questions.key(name, aws, preset?.ownKey === true);
  if (keyId === undefined) return undefined;
  const change: Change = {
    kind: 'create',
    question: vscode.l10n.t('Create the secret {0}?', name),
    details: [...detailsOf(content), keyDetail(keyId)],
    action: vscode.l10n.t('Create'),
    target: name,
  };
  if (!(await gate.pass(change, account))) return undefined;
  const value = await composeSecret(content, password => aws.secrets.randomPassword(password));
  refuseBytes(name, value);
  await aws.secrets.create({
    name,
    ...(value !== undefined && { value }),
    ...(description !== '' && { description }),
    ...(keyId !== '' && { keyId }),
  });
  void vscode.window.showInformationMessage(vscode.l10n.t('The secret is created: {0}', name));
  return name;
}

/** Before the other questions: what is typed is lost then, and the answers with it. */
async function refuseLong(name: string, content: SecretContent): Promise<void> {
  const stand = async ({ passwordLength }: { readonly passwordLength: number }) =>
    sensitive('x'.repeat(passwordLength));
  refuseBytes(name, await composeSecret(content, stand));
}

function refuseBytes(name: string, value: Sensitive<string> | undefined): void {
  const bytes = value === undefined ? 0 : bytesOf(value);
  if (bytes <= MAX_SECRET_BYTES) return;
  throw failureError({
    kind: 'failure',
    code: 'invalid',
    message: vscode.l10n.t(
      'Not created: a secret holds at most {0} bytes, and this would be {1}: {2}',
      MAX_SECRET_BYTES.toLocaleString(),
      bytes.toLocaleString(),
      name,
    ),
    operation: 'secretsmanager:CreateSecret',
    resource: name,
  });
}

/** Names of keys, never values. */
function detailsOf(content: SecretContent): readonly string[] {
  if (content.form === 'empty') return [vscode.l10n.t('It holds no value yet.')];
  const values = content.form === 'text' ? [content.value] : content.fields.map(({ value }) => value);
  const generated = values.flatMap(value => (value.kind === 'generated' ? [value.password] : []));
  return [
    ...(content.form === 'json'
      ? [vscode.l10n.t('With the keys {0}.', content.fields.map(({ key }) => key).join(', '))]
      : []),
    ...generated.map(({ passwordLength }) =>
      vscode.l10n.t('AWS generates a password of {0} characters; it is not shown.', passwordLength),
    ),
  ];
}

function keyDetail(keyId: string): string {
  return vscode.l10n.t('Encrypted with {0}.', keyId === '' ? 'aws/secretsmanager' : keyId);
}
