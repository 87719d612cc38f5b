import * as vscode from 'vscode';
import { signalOf } from '../signal';
import type { CommandContext, Handler } from './context';

/** Shows the template in front beside itself, with its references resolved as far as may be shown. */
export const previewResolved =
  ({ language }: CommandContext): Handler =>
  async () => {
    const source = vscode.window.activeTextEditor?.document.uri;
    const client = await language.client;
    if (source === undefined || client === undefined) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Open a CloudFormation template first.'));
      return;
    }
    const shown = await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t('Resolving the references of this template'),
        cancellable: true,
      },
      (_, token) => client.preview(source, signalOf(token)),
    );
    if (!shown) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('This is no CloudFormation template and no policy.'),
      );
    }
  };
