import * as vscode from 'vscode';
import { type Failure, failureOf } from '../../core/failure';
import { hideAccounts } from '../session/screenShare';
import type { Handler, Handlers } from './context';

/** Handlers by bundle; each is loaded where those before it do not have the command. */
export type HandlerParts = readonly (() => Handlers)[];

/** Every command of package.json; a row in a table is all it needs beside. */
export function registerCommands(
  packageJson: unknown,
  parts: HandlerParts,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  const loaded: Handlers[] = [];
  const handlerOf = (id: string): Handler | undefined => {
    for (const [index, load] of parts.entries()) {
      const handlers = loaded[index] ?? load();
      loaded[index] = handlers;
      const handler = handlers[id];
      if (handler) return handler;
    }
    return undefined;
  };
  return vscode.Disposable.from(
    ...commandIdsOf(packageJson).map(id =>
      vscode.commands.registerCommand(
        id,
        reporting((...args) => handlerOf(id)?.(...args), log),
      ),
    ),
  );
}

/** What an extension contributes, as VS Code hands it out: of no type. */
export function commandIdsOf(packageJson: unknown): readonly string[] {
  const commands = propertyOf(propertyOf(packageJson, 'contributes'), 'commands');
  if (!Array.isArray(commands)) return [];
  return commands
    .map(command => propertyOf(command, 'command'))
    .filter((id): id is string => typeof id === 'string');
}

function propertyOf(of: unknown, name: string): unknown {
  return typeof of === 'object' && of !== null ? Reflect.get(of, name) : undefined;
}

/** The one place that tells a person that a command failed. Cancelling is no failure. */
function reporting(handler: Handler, log: vscode.LogOutputChannel) {
  return async (...args: readonly unknown[]): Promise<void> => {
    try {
      await handler(...args);
    } catch (thrown) {
      const failure = failureOf(thrown, 'command');
      const { code, message, operation } = failure;
      if (code === 'cancelled') return;
      log.error(`${operation}: ${code}: ${message}`);
      const showLog: Step = { title: vscode.l10n.t('Show Log'), command: 'keyhole.showLog' };
      const next = nextStep(failure);
      // Not awaited: the command has ended, and a test must not wait for a person.
      void vscode.window
        .showErrorMessage(hideAccounts(message), ...(next ? [next, showLog] : [showLog]))
        .then(answer => {
          if (answer) void vscode.commands.executeCommand(answer.command, { failure });
        });
    }
  };
}

interface Step {
  readonly title: string;
  /** Run with the failure, of which most make nothing; what fails in it is told as of any command. */
  readonly command: string;
}

/** What mends a failure, as far as a command does. */
function nextStep({ code, explicitDeny }: Failure): Step | undefined {
  switch (code) {
    case 'denied':
      // No statement that allows it could help.
      if (explicitDeny) return undefined;
      return { title: vscode.l10n.t('Copy IAM Statement'), command: 'keyhole.copyIamStatement' };
    case 'expired':
      return { title: vscode.l10n.t('Sign In'), command: 'keyhole.signIn' };
    case 'locked':
      return { title: vscode.l10n.t('Unlock'), command: 'keyhole.unlock' };
    case 'mfa-required':
      return { title: vscode.l10n.t('Enter MFA Code'), command: 'keyhole.enterMfaCode' };
    case 'no-credentials':
      return { title: vscode.l10n.t('Choose a Profile'), command: 'keyhole.chooseProfile' };
    case 'no-region':
    case 'unsupported-region':
      return { title: vscode.l10n.t('Choose a Region'), command: 'keyhole.chooseRegion' };
    default:
      return undefined;
  }
}
