import * as vscode from 'vscode';
import { MAX_SECRET_NAME, secretNameProblem } from '../../../../core/secrets/secretName';
import type { ShapeId } from '../../../../core/secrets/secretShapes';
import { askKey, secretsKey } from '../../keyQuestion';
import { askContent } from './contentQuestions';
import type { CreateSecretQuestions } from './createSecret';

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html */
const MAX_DESCRIPTION = 2_048;

export function createSecretQuestions(): CreateSecretQuestions {
  return {
    async shape() {
      const shapes: readonly (vscode.QuickPickItem & { id: ShapeId })[] = [
        {
          id: 'database',
          label: vscode.l10n.t('Database credentials'),
          description: 'engine, host, port, dbname, username, password',
        },
        { id: 'apiKey', label: vscode.l10n.t('API key'), description: 'api_key, api_secret, endpoint' },
        {
          id: 'certificate',
          label: vscode.l10n.t('Certificate'),
          description: vscode.l10n.t('certificate, private_key, chain, from files'),
        },
        { id: 'pairs', label: vscode.l10n.t('Keys and values'), description: vscode.l10n.t('a JSON object') },
        { id: 'text', label: vscode.l10n.t('Plain text'), description: vscode.l10n.t('one value') },
        { id: 'empty', label: vscode.l10n.t('Nothing yet'), description: vscode.l10n.t('without a version') },
      ];
      const title = vscode.l10n.t('Create Secret: what it holds');
      return (await vscode.window.showQuickPick(shapes, { title, ignoreFocusOut: true }))?.id;
    },
    name: async startsWith =>
      vscode.window.showInputBox({
        value: startsWith,
        valueSelection: [startsWith.length, startsWith.length],
        title: vscode.l10n.t('Create Secret'),
        prompt: vscode.l10n.t('Its name, with slashes between levels: prod/my-app/database'),
        ignoreFocusOut: true,
        validateInput: nameProblem,
      }),
    content: askContent,
    description: async name =>
      vscode.window.showInputBox({
        title: vscode.l10n.t('Create {0}: its description', name),
        prompt: vscode.l10n.t('What it is for; anybody who may list secrets can read it. May be empty.'),
        ignoreFocusOut: true,
        validateInput: descriptionProblem,
      }),
    key: (name, aws, ownKey) =>
      askKey({ name: vscode.l10n.t('Create {0}', name), ...(!ownKey && { standard: secretsKey }) }, aws),
  };
}

/** A warning lets the name pass. */
export function nameProblem(name: string): string | vscode.InputBoxValidationMessage | undefined {
  switch (secretNameProblem(name)) {
    case undefined:
      return undefined;
    case 'empty':
      return vscode.l10n.t('A secret has a name.');
    case 'characters':
      return vscode.l10n.t('A name has letters, digits and / _ + = . @ -');
    case 'too-long':
      return vscode.l10n.t('A name has at most {0} characters.', MAX_SECRET_NAME);
    case 'no-leaf':
      return vscode.l10n.t('A name ends with what it is called: {0}database', name);
    case 'looks-like-suffix':
      return {
        message: vscode.l10n.t(
          'A hyphen and six characters at the end: AWS takes them for the end of an ARN, and does not find the secret by a partial one.',
        ),
        severity: vscode.InputBoxValidationSeverity.Warning,
      };
  }
}

export function descriptionProblem(text: string): string | undefined {
  return text.length > MAX_DESCRIPTION
    ? vscode.l10n.t('A description has at most {0} characters.', MAX_DESCRIPTION.toLocaleString())
    : undefined;
}
