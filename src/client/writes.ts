/** The entry of dist/writes.js: everything that changes something in AWS, loaded when somebody first asks for it. */
import type * as vscode from 'vscode';
import { applyKeyPolicy } from './documents/applyKeyPolicy';
import type { KeyPolicyDocuments } from './documents/keyPolicy';
import { createLivePolicies } from './documents/livePolicies';
import { createDialogs } from './gate/dialogs';
import { createWriteGate } from './gate/writeGate';
import type { Session } from './session/session';
import { createParameter, createQuestions } from './write/createParameter';

export interface Writes extends vscode.Disposable {
  applyKeyPolicy(uri: vscode.Uri): Promise<void>;
  /** Asks for what is not given; whether it was made. */
  createParameter(name: string | undefined): Promise<boolean>;
}

export interface WriteDeps {
  readonly session: Session;
  readonly keyPolicies: KeyPolicyDocuments;
}

/** One for each window: the gate remembers whom it may change. */
export function createWrites(deps: WriteDeps): Writes {
  const gate = createWriteGate(createDialogs());
  const livePolicies = createLivePolicies();
  const all = { ...deps, gate, livePolicies };
  return {
    applyKeyPolicy: uri => applyKeyPolicy(uri, all),
    createParameter: name => createParameter(name, { ...all, questions: createQuestions() }),
    dispose: () => livePolicies.dispose(),
  };
}
