/** Does the same to several secrets, one after the other: what one has against it does not keep the others. */
import * as vscode from 'vscode';
import type { SecretMetadata } from '../../../core/catalog/items';
import { type Failure, failureError, failureOf } from '../../../core/failure';

export interface Outcome {
  readonly done: readonly SecretMetadata[];
  /** By name. */
  readonly failures: ReadonlyMap<string, Failure>;
}

/** Can be stopped between two. Rejects where nothing was done for a reason. */
export async function eachSecret(
  title: string,
  secrets: readonly SecretMetadata[],
  run: (secret: SecretMetadata) => Promise<void>,
): Promise<Outcome> {
  const several = secrets.length > 1;
  const { Notification, Window } = vscode.ProgressLocation;
  const options = { location: several ? Notification : Window, title, cancellable: several };
  const done: SecretMetadata[] = [];
  const failures = new Map<string, Failure>();
  await vscode.window.withProgress(options, async (progress, token) => {
    for (const [at, secret] of secrets.entries()) {
      if (token.isCancellationRequested) return;
      if (several) {
        const message = vscode.l10n.t('{0} of {1}', at + 1, secrets.length);
        progress.report({ message, increment: 100 / secrets.length });
      }
      try {
        await run(secret);
        done.push(secret);
      } catch (thrown) {
        failures.set(secret.name, failureOf(thrown, 'change'));
      }
    }
  });
  const [failure] = failures.values();
  if (failure && done.length === 0) throw failureError(failure);
  return { done, failures };
}

/** Why some were not done, after what was done; empty where all were, or somebody stopped. */
export function restOf({ failures }: Outcome): string {
  const [first] = failures;
  if (first === undefined) return '';
  const [, { message }] = first;
  return failures.size === 1
    ? ` ${message}`
    : ` ${vscode.l10n.t('{0} are as they were. {1}', failures.size, message)}`;
}
