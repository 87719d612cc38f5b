/** The entry of dist/tools.js: what somebody asks for now and then, loaded with the first of it. */
import type * as vscode from 'vscode';
import { createAccessPanel } from './access/accessPanel';
import { bindFile, useConnection } from './commands/bindFile';
import { checkMyAccess, copyAccessPolicy } from './commands/checkAccess';
import { chooseConnection, removeConnection, useForWindow } from './commands/chooseConnection';
import { chooseRegion } from './commands/chooseRegion';
import { clearInventory } from './commands/clearInventory';
import type { CommandContext, Handler } from './commands/context';
import { copyIamStatement } from './commands/copyIamStatement';
import { defineConnection } from './commands/defineConnection';
import { sessionInFront } from './commands/sessionOf';
import { trustAccount } from './commands/trustAccount';
import { whyWillThisFail } from './commands/whyWillThisFail';
import { createConfigProblems } from './session/configProblems';
import { enterMfaCode } from './session/mfa';
import { signIn } from './session/signIn';

/** Of the AWS config file, for while it is open. */
export const configProblems = createConfigProblems;

export interface Tools extends vscode.Disposable {
  readonly checkAccess: Handler;
  readonly chooseConnection: Handler;
  readonly showBeside: Handler;
  readonly removeConnection: Handler;
  readonly useForWindow: Handler;
  readonly chooseRegion: Handler;
  readonly copyAccessPolicy: Handler;
  readonly copyIamStatement: Handler;
  readonly bindFile: Handler;
  readonly clearInventory: Handler;
  readonly defineConnection: Handler;
  readonly useConnection: Handler;
  readonly enterMfaCode: Handler;
  readonly signIn: Handler;
  readonly trustAccount: Handler;
  readonly whyWillThisFail: Handler;
}

export function createTools(context: CommandContext): Tools {
  const { session, lazy, extensionUri } = context;
  const panel = createAccessPanel(session, extensionUri);
  return {
    checkAccess: checkMyAccess(context, panel),
    chooseConnection: () => chooseConnection(context, false),
    showBeside: () => chooseConnection(context, true),
    removeConnection: node => removeConnection(context, node),
    useForWindow: node => useForWindow(context, node),
    chooseRegion: () => chooseRegion(session),
    copyAccessPolicy: copyAccessPolicy(panel),
    copyIamStatement: copyIamStatement(context),
    bindFile: () => bindFile(context),
    defineConnection: async label => void (await defineConnection(context, label)),
    useConnection: () => useConnection(context),
    clearInventory: () => clearInventory(context),
    enterMfaCode: async node => enterMfaCode(await sessionInFront(context, node)),
    signIn: async node => signIn(await sessionInFront(context, node), lazy),
    trustAccount,
    whyWillThisFail: whyWillThisFail(context),
    dispose: () => panel.dispose(),
  };
}
