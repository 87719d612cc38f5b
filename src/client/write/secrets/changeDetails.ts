/** Changes the description and the key of a secret. Its value is not read, and no version is made. */
import * as vscode from 'vscode';
import type { DescribedSecret, SecretMetadata } from '../../../core/catalog/items';
import { type FailureCode, failureError } from '../../../core/failure';
import type { AwsConnection } from '../../../core/ports';
import type { SecretDetails } from '../../../core/stores/secretChanges';
import type { Change } from '../../gate/writeGate';
import { meantTarget } from '../meant';
import type { ChosenSecret, SecretDeps } from './secretDeps';

export interface DetailsDeps extends SecretDeps {
  readonly questions: DetailsQuestions;
}

/** What a person is asked; undefined: they went away. Empty: no description, the key of the account. */
export interface DetailsQuestions {
  description(secret: SecretMetadata): Promise<string | undefined>;
  key(secret: SecretMetadata, aws: AwsConnection): Promise<string | undefined>;
}

/** Whether anything was changed. */
export async function changeDetails({ secret, meant }: ChosenSecret, deps: DetailsDeps): Promise<boolean> {
  const { account, aws } = await meantTarget(deps.session, meant);
  const before = await aws.secrets.describe(secret.arn);
  const { name } = before;
  const description = await deps.questions.description(before);
  if (description === undefined) return false;
  const keyId = await deps.questions.key(before, aws);
  if (keyId === undefined) return false;
  const was = detailsOf(before);
  const details: SecretDetails = {
    ...(description !== was.description && { description }),
    ...(keyId !== was.keyId && { keyId }),
  };
  if (Object.keys(details).length === 0) {
    vscode.window.setStatusBarMessage(vscode.l10n.t('Nothing is changed.'), 4_000);
    return false;
  }
  if (!(await deps.gate.pass(changeOf(before, details), account))) return false;
  // UpdateSecret is no conditional write: as late as can be.
  const now = detailsOf(await aws.secrets.describe(secret.arn));
  if (now.description !== was.description || now.keyId !== was.keyId)
    throw notDone('conflict', vscode.l10n.t('Not changed: somebody has changed {0} meanwhile.', name));
  await aws.secrets.update(secret.arn, details);
  deps.offerUndo(vscode.l10n.t('{0} is changed.', name), async () => {
    const questions = { description: async () => was.description, key: async () => was.keyId };
    await changeDetails({ secret: before, meant: { account } }, { ...deps, questions });
  });
  return true;
}

/** As the questions answer them. */
function detailsOf({ description = '', keyId = '' }: DescribedSecret): Required<SecretDetails> {
  return { description, keyId };
}

function changeOf(before: DescribedSecret, { description, keyId }: SecretDetails): Change {
  const was = detailsOf(before);
  const details: string[] = [];
  if (description !== undefined) {
    if (was.description !== '') details.push(vscode.l10n.t('Its description was: {0}', was.description));
    details.push(
      description === ''
        ? vscode.l10n.t('It has no description then.')
        : vscode.l10n.t('Its description becomes: {0}', description),
    );
  }
  // https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_UpdateSecret.html (KmsKeyId)
  if (keyId !== undefined)
    details.push(
      vscode.l10n.t('It is encrypted with {0} instead of {1}.', keyText(keyId), keyText(was.keyId)),
      vscode.l10n.t('Whoever reads it needs kms:Decrypt on the new key.'),
      vscode.l10n.t('Versions without AWSCURRENT, AWSPENDING or AWSPREVIOUS stay under the old key.'),
    );
  return {
    kind: 'overwrite',
    question: vscode.l10n.t('Change the secret {0}?', before.name),
    details,
    action: vscode.l10n.t('Change'),
    target: before.name,
  };
}

function keyText(keyId: string): string {
  return keyId === '' ? 'aws/secretsmanager' : keyId;
}

function notDone(code: FailureCode, message: string) {
  return failureError({ kind: 'failure', code, message, operation: 'secretsmanager:UpdateSecret' });
}
