import * as vscode from 'vscode';
import type { CommandContext, Handler } from './context';

/** For the template in front, or the one of the argument. */
export const chooseParameterSet =
  ({ language }: CommandContext): Handler =>
  async argument => {
    const template = argument instanceof vscode.Uri ? argument : vscode.window.activeTextEditor?.document.uri;
    const client = await language.client;
    if (template === undefined || client === undefined) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Open a CloudFormation template first.'));
      return;
    }
    await client.chooseParameterSet(template);
  };
