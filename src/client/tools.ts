/** The entry of dist/tools.js: what somebody asks for now and then, loaded with the first of it. */
import * as vscode from 'vscode';
import { createAccessPanel } from './access/accessPanel';
import { bindFile, useConnection } from './commands/bindFile';
import { checkMyAccess, copyAccessPolicy } from './commands/checkAccess';
import { chooseConnection, removeConnection, useForWindow } from './commands/chooseConnection';
import { chooseRegion } from './commands/chooseRegion';
import { clearInventory } from './commands/clearInventory';
import { type CommandContext, type CommandTable, type Handlers, handlersOf } from './commands/context';
import { copyIamStatement } from './commands/copyIamStatement';
import { defineConnection } from './commands/defineConnection';
import { sessionInFront } from './commands/sessionOf';
import { trustAccount } from './commands/trustAccount';
import { whyWillThisFail } from './commands/whyWillThisFail';
import { exportParametersCommand } from './exchange/exportCommand';
import { createPrograms } from './run/programTerminal';
import { runWithValuesCommand } from './run/runCommand';
import { searchValuesCommand } from './search/searchValuesCommand';
import { createConfigProblems } from './session/configProblems';
import { enterMfaCode } from './session/mfa';
import { signIn } from './session/signIn';
import { storeValueCommand } from './storing/storeValueCommand';
import { tryKeyCommand } from './tryKey/tryKeyCommand';
import { findUsagesCommand } from './usages/findUsagesCommand';
import { unusedParameters } from './usages/unusedParameters';

/** Of the AWS config file, for while it is open. */
export const configProblems = createConfigProblems;

export interface Tools extends vscode.Disposable {
  readonly commands: Handlers;
}

export function createTools(context: CommandContext): Tools {
  const panel = createAccessPanel(context.session, context.extensionUri);
  const programs = createPrograms();
  const table: CommandTable = {
    'keyhole.checkAccess': all => checkMyAccess(all, panel),
    'keyhole.copyAccessPolicy': () => copyAccessPolicy(panel),
    'keyhole.chooseProfile': all => () => chooseConnection(all, false),
    'keyhole.showBeside': all => () => chooseConnection(all, true),
    'keyhole.removeConnection': all => node => removeConnection(all, node),
    'keyhole.useForWindow': all => node => useForWindow(all, node),
    'keyhole.chooseRegion':
      ({ session }) =>
      () =>
        chooseRegion(session),
    'keyhole.copyIamStatement': copyIamStatement,
    'keyhole.bindFile': all => () => bindFile(all),
    'keyhole.defineConnection': all => async label => void (await defineConnection(all, label)),
    'keyhole.useConnection': all => () => useConnection(all),
    'keyhole.exportParameters': exportParametersCommand,
    'keyhole.clearInventory': all => () => clearInventory(all),
    'keyhole.enterMfaCode': all => async node => enterMfaCode(await sessionInFront(all, node)),
    'keyhole.signIn': all => async node => signIn(await sessionInFront(all, node), all.lazy),
    'keyhole.runWithValues': all => runWithValuesCommand(all, programs),
    'keyhole.findUsages': findUsagesCommand,
    'keyhole.unusedParameters': unusedParameters,
    'keyhole.storeValue': storeValueCommand,
    'keyhole.searchValues': searchValuesCommand,
    'keyhole.trustAccount': () => trustAccount,
    'keyhole.tryKey': tryKeyCommand,
    'keyhole.whyWillThisFail': whyWillThisFail,
  };
  const parts = vscode.Disposable.from(panel, programs);
  return { commands: handlersOf(table, context), dispose: () => parts.dispose() };
}
