import * as vscode from 'vscode';
import { missingStatement } from '../../core/access/missingStatement';
import { type Failure, failureOf } from '../../core/failure';
import type { Session } from '../session/session';
import type { CommandContext, Handler } from './context';

/** For a notice, a view by its id, or whatever the views were denied last. */
export const copyIamStatement =
  ({ session, explorer }: CommandContext): Handler =>
  async argument => {
    const all = Object.values(explorer.get().views).flatMap(({ id, listing: { status } }) =>
      status.kind === 'failed' && status.failure.code === 'denied' ? [{ id, failure: status.failure }] : [],
    );
    const chosen = failureIn(argument) ?? all.find(({ id }) => id === argument)?.failure ?? (await pick(all));
    if (chosen?.explicitDeny)
      void vscode.window.showInformationMessage(
        vscode.l10n.t(
          'An explicit deny wins over every policy that allows it: there is no statement that would help.',
        ),
      );
    else if (chosen !== undefined) await copyStatement(chosen, session);
  };

/** The statement that would have let it through, as JSON for a policy of the caller. */
async function copyStatement(failure: Failure, { state: { label } }: Session): Promise<void> {
  const { region = 'us-east-1', account } = label;
  const statement = missingStatement(failure, { region, ...(account && { account }) });
  await vscode.env.clipboard.writeText(`${JSON.stringify(statement, null, 2)}\n`);
  vscode.window.setStatusBarMessage(
    vscode.l10n.t('Copied a statement that allows {0}', statement.Action),
    4_000,
  );
}

async function pick(all: readonly { readonly failure: Failure }[]): Promise<Failure | undefined> {
  const [only, ...others] = all;
  if (only === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No list of Keyhole was denied.'));
    return undefined;
  }
  if (others.length === 0) return only.failure;
  const items = all.map(({ failure }) => ({ label: failure.missingAction ?? failure.operation, failure }));
  const title = vscode.l10n.t('Copy IAM Statement');
  return (await vscode.window.showQuickPick(items, { title }))?.failure;
}

/** Any extension can call the command: only what is a failure of ours is taken. */
function failureIn(argument: unknown): Failure | undefined {
  const failure = typeof argument === 'object' && argument !== null && Reflect.get(argument, 'failure');
  const known = failureOf({ failure }, '');
  return known.code === 'denied' && typeof known.operation === 'string' ? known : undefined;
}
