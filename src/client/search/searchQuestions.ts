import * as vscode from 'vscode';
import { callsFor } from '../../core/catalog/valueSearch';
import { type Sensitive, sensitive } from '../../core/value/sensitive';
import { pathProblem } from '../parameterNames';

export interface Counted {
  readonly path: string;
  readonly plain: number;
  readonly secure: number;
  readonly connection: string;
}

/** What is asked, in this order; undefined: the person went away. A port: VS Code refuses dialogs in a host under test. */
export interface SearchQuestions {
  /** Where there is no folder that was clicked. */
  path(): Promise<string | undefined>;
  /** How many calls it takes, and whether secure values are decrypted for it. */
  scope(counted: Counted): Promise<'plain' | 'secure too' | undefined>;
  whole(): Promise<boolean | undefined>;
  text(path: string): Promise<Sensitive<string> | undefined>;
}

export function createSearchQuestions(): SearchQuestions {
  const title = vscode.l10n.t('Search Values');
  return {
    path: async () =>
      vscode.window.showInputBox({
        title,
        value: '/',
        prompt: vscode.l10n.t('The path below which values are read: /my-app/dev'),
        ignoreFocusOut: true,
        validateInput: pathProblem,
      }),
    async scope({ path, plain, secure, connection }) {
      const rows = [
        ...(plain > 0
          ? [
              {
                label: vscode.l10n.t('Plain values: {0}', plain),
                detail: vscode.l10n.t('{0}; nothing is decrypted', calls(plain)),
                value: 'plain' as const,
              },
            ]
          : []),
        ...(secure > 0
          ? [
              {
                label: vscode.l10n.t('Plain and secure values: {0}', plain + secure),
                detail: vscode.l10n.t(
                  '{0}; {1} are decrypted for it, each of which CloudTrail records',
                  calls(plain + secure),
                  secure,
                ),
                value: 'secure too' as const,
              },
            ]
          : []),
      ];
      const options = {
        title: vscode.l10n.t('Search values below {0} ({1})', path, connection),
        placeHolder: vscode.l10n.t('What is read, into memory alone'),
        ignoreFocusOut: true,
      };
      return (await vscode.window.showQuickPick(rows, options))?.value;
    },
    async whole() {
      const rows = [
        {
          label: vscode.l10n.t('Part of the value'),
          detail: vscode.l10n.t('Whatever the case'),
          value: false,
        },
        {
          label: vscode.l10n.t('The whole value'),
          detail: vscode.l10n.t('Exactly as it is typed'),
          value: true,
        },
      ];
      return (await vscode.window.showQuickPick(rows, { title, ignoreFocusOut: true }))?.value;
    },
    async text(path) {
      const typed = await vscode.window.showInputBox({
        title: vscode.l10n.t('Search values below {0}', path),
        prompt: vscode.l10n.t('The text to look for. It is kept nowhere.'),
        password: true,
        ignoreFocusOut: true,
        validateInput: text => (text === '' ? vscode.l10n.t('Every value holds nothing.') : undefined),
      });
      return typed ? sensitive(typed) : undefined;
    },
  };
}

function calls(count: number): string {
  const number = callsFor(count);
  return number === 1 ? vscode.l10n.t('1 call') : vscode.l10n.t('{0} calls', number);
}
