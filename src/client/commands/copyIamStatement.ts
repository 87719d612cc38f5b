import * as vscode from 'vscode';
import { missingStatement } from '../../core/access/missingStatement';
import { type Failure, failureOf } from '../../core/failure';
import { connectionName } from '../session/connectionName';
import type { Session } from '../session/session';
import type { CommandContext, Handler } from './context';
import { sessionOfNode } from './sessionOf';

/** For a notice, a view by its id, or whatever the views were denied last. */
export const copyIamStatement =
  (context: CommandContext): Handler =>
  async argument => {
    const all = Object.values(context.explorer.get().views).flatMap(({ id, branches }) =>
      branches.flatMap(({ session, listing: { status } }) =>
        status.kind === 'failed' && status.failure.code === 'denied'
          ? [{ id, session, failure: status.failure }]
          : [],
      ),
    );
    const denied = all.find(({ id }) => id === argument);
    const clicked = failureIn(argument);
    const picked = clicked || denied ? undefined : await pick(all);
    const chosen = clicked ?? denied?.failure ?? picked?.failure;
    const session = denied?.session ?? picked?.session ?? sessionOfNode(context, argument) ?? context.session;
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

interface Denied {
  readonly session: Session;
  readonly failure: Failure;
}

async function pick(all: readonly Denied[]): Promise<Denied | undefined> {
  const [only, ...others] = all;
  if (only === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No list of Keyhole was denied.'));
    return undefined;
  }
  if (others.length === 0) return only;
  const items = all.map(denied => ({
    label: denied.failure.missingAction ?? denied.failure.operation,
    description: connectionName(denied.session),
    denied,
  }));
  const title = vscode.l10n.t('Copy IAM Statement');
  return (await vscode.window.showQuickPick(items, { title }))?.denied;
}

/** Any extension can call the command: only what is a failure of ours is taken. */
function failureIn(argument: unknown): Failure | undefined {
  const failure = typeof argument === 'object' && argument !== null && Reflect.get(argument, 'failure');
  const known = failureOf({ failure }, '');
  return known.code === 'denied' && typeof known.operation === 'string' ? known : undefined;
}
