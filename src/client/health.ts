/** The entry of dist/health.js: the health report, with the linters it rests on, loaded when it is first asked for. */
import * as vscode from 'vscode';
import { failureOf } from '../core/failure';
import { type CommandContext, type CommandTable, type Handlers, handlersOf } from './commands/context';
import { answerRequest } from './health/answerRequest';
import { createFollower } from './health/follower';
import { exportHealthCommand, healthReportCommand } from './health/healthCommands';
import { createHealthPanel, type HealthPanel } from './health/healthPanel';
import { hideAccounts } from './session/screenShare';

export interface Health extends vscode.Disposable {
  readonly commands: Handlers;
}

export function createHealth(context: CommandContext): Health {
  const views = () => context.explorer.get().views;
  const panel: HealthPanel = createHealthPanel(context.session, context.extensionUri, request => {
    // No command that would tell of a failure: it is told here.
    answerRequest(request, views, panel, follower).catch((thrown: unknown) => {
      const { code, message } = failureOf(thrown, 'health');
      if (code !== 'cancelled') void vscode.window.showErrorMessage(hideAccounts(message));
    });
  });
  const follower = createFollower(panel, views, context.log);
  const table: CommandTable = {
    'keyhole.healthReport': all => healthReportCommand(all, panel),
    'keyhole.exportHealthReport': () => exportHealthCommand(panel),
  };
  return {
    commands: handlersOf(table, context),
    dispose() {
      follower.dispose();
      panel.dispose();
    },
  };
}
