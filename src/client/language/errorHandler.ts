import * as vscode from 'vscode';
import {
  CloseAction,
  type CloseHandlerResult,
  ErrorAction,
  type ErrorHandler,
} from 'vscode-languageclient/node';

const MAX_RESTARTS = 3;
const WINDOW_MS = 180_000;

/** What the handler needs of its surroundings; tests bring their own. */
export interface ErrorHandlerDeps {
  readonly log: Pick<vscode.LogOutputChannel, 'error' | 'show'>;
  readonly now?: () => number;
  /** Shows an error with one button; the button when it was pressed. */
  readonly tell?: (message: string, button: string) => Thenable<string | undefined>;
}

/** Restarts a server that died, but not one that dies again and again; then says so once, with the log at hand. */
export function createErrorHandler({
  log,
  now = Date.now,
  tell = (message, button) => vscode.window.showErrorMessage(message, button),
}: ErrorHandlerDeps): ErrorHandler {
  let deaths: readonly number[] = [];
  return {
    error: () => ({ action: ErrorAction.Continue, handled: true }),
    closed(): CloseHandlerResult {
      const time = now();
      deaths = [...deaths.filter(death => time - death < WINDOW_MS), time];
      log.error(`The language server ended unexpectedly (${deaths.length})`);
      if (deaths.length <= MAX_RESTARTS) return { action: CloseAction.Restart, handled: true };
      const showLog = vscode.l10n.t('Show Log');
      const message = vscode.l10n.t('The Keyhole language server keeps ending and was not started again.');
      void tell(message, showLog).then(answer => {
        if (answer === showLog) log.show();
      });
      return { action: CloseAction.DoNotRestart, handled: true };
    },
  };
}
