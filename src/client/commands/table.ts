import * as vscode from 'vscode';
import { type Failure, failureOf } from '../../core/failure';
import type { ItemCommands } from '../explorer';
import { createLazyPart, type LazyPart } from '../lazyPart';
import { hideAccounts, setScreenShared } from '../session/screenShare';
import { trySandbox } from '../session/trySandbox';
import type { Tools } from '../tools';
import { chooseParameterSet } from './chooseParameterSet';
import type { CommandContext, Handler } from './context';
import { type CommandId, commandIds } from './ids';
import { lock } from './lock';
import { applyPolicy, discardPolicy, refreshPolicy } from './policyDocument';
import { previewResolved } from './previewResolved';
import { sessionOfNode } from './sessionOf';
import { viewCommands } from './viewCommands';

/** Id to handler. A handler checks its arguments itself: any extension can call a command. */
function commandTable(
  context: CommandContext,
  tools: LazyPart<Tools>,
  items: () => ItemCommands,
): Readonly<Record<CommandId, Handler>> {
  const { session, explorer, language, writes, log } = context;
  const views = () => explorer.get().views;
  /** Who reads a list again wants the problems in open files to follow, and to know whose list it is. */
  const onRefresh = () => {
    language.refresh();
    void session.identify();
  };
  return {
    'keyhole.refresh': () => {
      onRefresh();
      for (const view of Object.values(views())) void view.refresh();
    },
    ...viewCommands(() => views().parameters, 'parameters', onRefresh),
    ...viewCommands(() => views().secrets, 'secrets', onRefresh),
    ...viewCommands(() => views().keys, 'keys', onRefresh),
    'keyhole.copyAs': (...args) => items().copyAs(...args),
    'keyhole.copyName': (...args) => items().copyName(...args),
    'keyhole.copyArn': (...args) => items().copyArn(...args),
    'keyhole.copyReference': (...args) => items().copyReference(...args),
    'keyhole.openInConsole': (...args) => items().openInConsole(...args),
    'keyhole.revealValue': (...args) => items().revealValue(...args),
    'keyhole.showVersions': (...args) => items().showVersions(...args),
    'keyhole.openKeyPolicy': (...args) => items().openKeyPolicy(...args),
    'keyhole.openSecretPolicy': (...args) => items().openSecretPolicy(...args),
    'keyhole.refreshPolicy': refreshPolicy(context),
    'keyhole.applyPolicy': applyPolicy(context),
    'keyhole.discardPolicy': discardPolicy(context),
    'keyhole.createParameter': (...args) => items().createParameter(...args),
    'keyhole.deleteParameter': (...args) => items().deleteParameter(...args),
    'keyhole.trustAccount': argument => tools.get().trustAccount(argument),
    'keyhole.copyIamStatement': argument => tools.get().copyIamStatement(argument),
    'keyhole.bindFile': () => tools.get().bindFile(),
    'keyhole.defineConnection': label => tools.get().defineConnection(label),
    'keyhole.useConnection': () => tools.get().useConnection(),
    'keyhole.clearInventory': () => tools.get().clearInventory(),
    'keyhole.checkAccess': node => tools.get().checkAccess(node),
    'keyhole.copyAccessPolicy': () => tools.get().copyAccessPolicy(),
    'keyhole.whyWillThisFail': () => tools.get().whyWillThisFail(),
    'keyhole.showInExplorer': (...args) => items().showInExplorer(...args),
    'keyhole.previewResolved': previewResolved(context),
    'keyhole.chooseParameterSet': chooseParameterSet(context),
    'keyhole.chooseProfile': () => tools.get().chooseConnection(),
    'keyhole.showBeside': () => tools.get().showBeside(),
    'keyhole.removeConnection': node => tools.get().removeConnection(node),
    'keyhole.useForWindow': node => tools.get().useForWindow(node),
    'keyhole.chooseRegion': () => tools.get().chooseRegion(),
    'keyhole.trySandbox': () => trySandbox(session),
    'keyhole.leaveSandbox': () => session.choose({ kind: 'aws' }),
    'keyhole.signIn': node => tools.get().signIn(node),
    'keyhole.enterMfaCode': node => tools.get().enterMfaCode(node),
    'keyhole.showLog': () => log.show(),
    'keyhole.enableChanges': async node => {
      const of = sessionOfNode(context, node);
      if (of) await writes.get().enableChanges(of);
    },
    'keyhole.disableChanges': () => writes.made()?.disableChanges(),
    'keyhole.lock': () => lock(context),
    'keyhole.unlock': () => session.unlock(),
    'keyhole.startScreenShare': () => setScreenShared(true),
    'keyhole.stopScreenShare': () => setScreenShared(false),
  };
}

export function registerCommands(
  context: CommandContext,
  make: { readonly tools: () => Tools; readonly items: () => ItemCommands },
): vscode.Disposable {
  const tools = createLazyPart(make.tools);
  let items: ItemCommands | undefined;
  const table = commandTable(context, tools, () => {
    items ??= make.items();
    return items;
  });
  return vscode.Disposable.from(
    tools,
    ...commandIds.map(id => vscode.commands.registerCommand(id, reporting(table[id], context.log))),
  );
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
  readonly command: CommandId;
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
