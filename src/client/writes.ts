/** The entry of dist/writes.js: everything that changes something in AWS, loaded when somebody first asks for it. */
import type * as vscode from 'vscode';
import { type CommandContext, type Handlers, handlersOf } from './commands/context';
import { applyPolicy } from './documents/applyPolicy';
import { createLivePolicies } from './documents/livePolicies';
import type { PolicyDocuments } from './documents/policyDocuments';
import { connectedTarget } from './gate/account';
import { createDialogs } from './gate/dialogs';
import { createLeaveStatus } from './gate/leaveStatus';
import { createWriteGate } from './gate/writeGate';
import type { Session } from './session/session';
import { type Restoring, restoreVersion } from './write/parameters/restoreVersion';
import { changeCommands } from './write/table';
import { undoOffer } from './write/undoOffer';

export interface Writes extends vscode.Disposable {
  applyPolicy(uri: vscode.Uri): Promise<void>;
  /** Every command that changes something. */
  commands(context: CommandContext): Handlers;
  /** Whether it was made the latest. */
  restoreVersion(restoring: Restoring, session: Session, onChange: () => void): Promise<boolean>;
  /** Asks for leave to change what is connected to. */
  enableChanges(session: Session): Promise<void>;
  /** Takes all leave back. */
  disableChanges(): void;
}

export interface WriteDeps {
  readonly policies: PolicyDocuments;
  readonly log: vscode.LogOutputChannel;
}

/** One for each window: the gate remembers whom it may change. */
export function createWrites(deps: WriteDeps): Writes {
  const gate = createWriteGate(createDialogs());
  const livePolicies = createLivePolicies();
  const status = createLeaveStatus(gate);
  const all = { ...deps, gate, livePolicies };
  return {
    applyPolicy: uri => applyPolicy(uri, all),
    commands: context => handlersOf(changeCommands, { ...context, gate }),
    restoreVersion: async (restoring, session, onChange) =>
      (await restoreVersion(restoring, { session, gate, offerUndo: undoOffer(onChange) })) !== undefined,
    enableChanges: async session => void (await gate.enable((await connectedTarget(session)).account)),
    disableChanges: () => gate.end(),
    dispose() {
      status.dispose();
      livePolicies.dispose();
    },
  };
}
