import * as vscode from 'vscode';
import { type FailureCode, failureError, failureOf } from '../../core/failure';
import type { AwsConnection } from '../../core/ports';
import type { PolicyFlaw, PolicyFlawKind } from '../../core/secrets/policyFlaw';
import type { PolicyPlace } from './policyUri';

const operation = 'secretsmanager:ValidateResourcePolicy';

/** The check could not be made; the put looks for public access by itself, and a person decides. */
const goesOn: ReadonlySet<FailureCode> = new Set(['denied', 'throttled', 'unreachable', 'internal']);

/**
 * Has Secrets Manager check a policy before anybody is asked about it: syntax, access for everybody, a lockout of whoever
 * asks. Rejects with what it finds. KMS checks a key's policy in the put itself.
 * @returns what a person ought to know where it could not be checked, a sentence each
 */
export async function checkedByAws(
  { secrets }: Pick<AwsConnection, 'secrets'>,
  { kind, id, label }: PolicyPlace,
  text: string,
): Promise<readonly string[]> {
  if (kind === 'key') return [];
  const flaws = await secrets.validatePolicy(id, text).catch((thrown: unknown) => {
    const failure = failureOf(thrown, operation);
    if (!goesOn.has(failure.code)) throw failureError(failure);
    return failure;
  });
  if ('kind' in flaws) {
    return [
      vscode.l10n.t(
        'AWS did not check the policy beforehand. {0} What lets everybody in is refused all the same; whether it locks you out is not known.',
        flaws.message.replace(/[^.]$/, '$&.'),
      ),
    ];
  }
  if (flaws.length === 0) return [];
  throw failureError({
    kind: 'failure',
    code: 'invalid',
    message: vscode.l10n.t(
      'The policy of {0} was not sent: {1}.',
      label,
      [...new Set(flaws.map(described))].join('; '),
    ),
    operation,
    resource: id,
  });
}

/** AWS's own text is not passed on: services echo input in it. */
function described({ kind, check }: PolicyFlaw): string {
  const named: Readonly<Record<PolicyFlawKind, string>> = {
    public: vscode.l10n.t('it would let everybody in, or more people than AWS takes for safe'),
    lockout: vscode.l10n.t('it would lock you out, so that you could not change it again'),
    syntax: vscode.l10n.t('AWS does not take how it is written'),
    other: vscode.l10n.t('AWS finds something wrong with it'),
  };
  return check === undefined ? named[kind] : vscode.l10n.t('{0} (check {1})', named[kind], check);
}
