import * as vscode from 'vscode';

const PREFIX = 'alias/';
const MAX_LENGTH = 256;

/** As KMS wants it, whether or not somebody typed `alias/`. */
export function aliasNameOf(text: string): string {
  const name = text.trim();
  return name.startsWith(PREFIX) ? name : `${PREFIX}${name}`;
}

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html#KMS-CreateAlias-request-AliasName */
export function aliasNameProblem(text: string, taken: readonly string[] = []): string | undefined {
  const name = aliasNameOf(text);
  if (name === PREFIX) return vscode.l10n.t('An alias has a name: my-app/prod');
  if (name.startsWith('alias/aws/')) return vscode.l10n.t('Names that begin with aws/ are kept by AWS.');
  if (!/^[\w/-]+$/.test(name)) return vscode.l10n.t('An alias has letters, digits, _ - and /.');
  if (name.length > MAX_LENGTH)
    return vscode.l10n.t('An alias has at most {0} characters, alias/ among them.', MAX_LENGTH);
  return taken.includes(name) ? vscode.l10n.t('There is one of that name already.') : undefined;
}
