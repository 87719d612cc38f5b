import type { CancellationToken } from 'vscode-languageserver';

/** An AbortSignal that follows a cancellation token: the protocol speaks one, core and fetch the other. */
export function signalOf(token: CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  else token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}
