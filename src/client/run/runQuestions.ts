import * as vscode from 'vscode';
import { type CommandLineWords, commandLineWords } from '../../core/environment/commandLine';
import { sourceText, type Variable } from '../../core/environment/variables';
import { visible } from '../../core/text/markdown';
import type { Offered } from './offered';

export type Words = Extract<CommandLineWords, { words: unknown }>['words'];

/** What is asked; undefined where it was left. A port: VS Code refuses dialogs in a host under test. */
export interface RunQuestions {
  /** Shows what would go into the environment, by name and source. */
  variables(offered: Offered, connection: string): Promise<readonly Variable[] | undefined>;
  /** @param count how many values the program gets */
  command(count: number, connection: string): Promise<Words | undefined>;
}

/** What was typed last is offered again, and kept no longer than the window. */
export function createRunQuestions(): RunQuestions {
  let last = '';
  const title = vscode.l10n.t('Run with Values');
  return {
    variables: async ({ variables, leftOut }, connection) => {
      const picks = variables.map(variable => ({
        label: variable.name,
        description: visible(sourceText(variable)),
        picked: true,
        variable,
      }));
      if (leftOut.length > 0) {
        const message = vscode.l10n.t(
          'Left out, as the name is taken twice or decides what programs load: {0}',
          visible(briefly(leftOut)),
        );
        void vscode.window.showWarningMessage(message);
      }
      const placeHolder = vscode.l10n.t('Put into the environment of a program');
      const options = {
        // Not beside the placeholder, which is short of room: VS Code counts there what is ticked.
        title: vscode.l10n.t('Run with Values ({0})', connection),
        placeHolder,
        canPickMany: true,
        matchOnDescription: true,
        ignoreFocusOut: true,
      } as const;
      return (await vscode.window.showQuickPick(picks, options))?.map(({ variable }) => variable);
    },
    command: async (count, connection) => {
      const typed = await vscode.window.showInputBox({
        title,
        prompt:
          count === 1
            ? vscode.l10n.t(
                'It gets 1 value of {0}. It is started without a shell, and what it prints is shown.',
                connection,
              )
            : vscode.l10n.t(
                'It gets {0} values of {1}. It is started without a shell, and what it prints is shown.',
                count,
                connection,
              ),
        placeHolder: 'npm start',
        value: last,
        ignoreFocusOut: true,
        validateInput: text => commandProblem(text),
      });
      const read = typed === undefined ? undefined : commandLineWords(typed);
      if (typed === undefined || read === undefined || 'fault' in read) return undefined;
      last = typed;
      return read.words;
    },
  };
}

/** The first of many, for a message that people read. */
export function briefly(texts: readonly string[]): string {
  const more = texts.length - SHOWN;
  const shown = texts.slice(0, SHOWN).join('; ');
  return more > 0 ? vscode.l10n.t('{0} and {1} more', shown, more) : shown;
}

const SHOWN = 5;

export function commandProblem(text: string): string | undefined {
  const read = commandLineWords(text);
  if (!('fault' in read)) return undefined;
  switch (read.fault) {
    case 'empty':
      return vscode.l10n.t('Say what shall be run.');
    case 'quote':
      return vscode.l10n.t('A quote is not closed.');
    case 'shell':
      return vscode.l10n.t("There is no shell to read {0}: write sh -c '…' for that.", read.word);
  }
}
