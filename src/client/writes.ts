/** The entry of dist/writes.js: everything that changes something in AWS, loaded when somebody first asks for it. */
import type * as vscode from 'vscode';
import { type CommandContext, type Handlers, handlersOf } from './commands/context';
import { applyPolicy } from './documents/applyPolicy';
import { applyValue } from './documents/applyValue';
import { createOthersChange } from './documents/othersChange';
import type { PolicyDocuments } from './documents/policyKind';
import type { ValueDocuments } from './documents/valueKind';
import { connectedTarget } from './gate/account';
import { createDialogs } from './gate/dialogs';
import { createLeaveStatus } from './gate/leaveStatus';
import { createWriteGate } from './gate/writeGate';
import { createLabelQuestions } from './write/parameters/labelQuestions';
import { labelVersion } from './write/parameters/labelVersion';
import { restoreVersion } from './write/parameters/restoreVersion';
import { makeCurrent } from './write/secrets/makeCurrent';
import { changeStages } from './write/secrets/stages/changeStages';
import { askStages } from './write/secrets/stages/stagesQuestion';
import { tellApplied } from './write/staged/appliedTexts';
import { applyAll } from './write/staged/applyAll';
import { createReviewQuestions } from './write/staged/reviewQuestions';
import { createStagedQuestions, showStaged } from './write/staged/showStaged';
import { changeCommands } from './write/table';
import { undoOffer } from './write/undoOffer';
import { askOverwrite } from './write/values/askOverwrite';
import { saveValue } from './write/values/saveValue';
import type { Writes } from './write/writes';

export interface WriteCommands extends Writes {
  /** Every command that changes something. */
  commands(context: CommandContext): Handlers;
}

export interface WriteDeps {
  readonly policies: PolicyDocuments;
  readonly values: ValueDocuments;
  /** A parameter or a secret was changed. */
  onChange(): void;
  readonly log: vscode.LogOutputChannel;
}

/** One for each window: the gate remembers whom it may change. */
export function createWrites(deps: WriteDeps): WriteCommands {
  const gate = createWriteGate(createDialogs());
  const othersChange = createOthersChange();
  const status = createLeaveStatus(gate);
  const all = { ...deps, gate, othersChange, offerUndo: undoOffer(deps.onChange) };
  const applyAllStaged = async () => {
    const outcome = await applyAll({ ...all, questions: createReviewQuestions() });
    if (outcome) tellApplied(outcome, deps.onChange);
  };
  return {
    applyAllStaged,
    showStaged: () => showStaged({ ...all, questions: createStagedQuestions(), applyAll: applyAllStaged }),
    apply: uri =>
      deps.policies.draft(uri) ? applyPolicy(uri, { ...all, offerUndo: undoOffer() }) : applyValue(uri, all),
    commands: context => handlersOf(changeCommands, { ...context, gate }),
    restoreVersion: async (restoring, session, onChange) =>
      (await restoreVersion(restoring, { session, gate, offerUndo: undoOffer(onChange) })) !== undefined,
    saveValue: async (saving, session) => {
      const saved = await saveValue(saving, { ...all, session, mayOverwrite: askOverwrite });
      if (saved) deps.onChange();
      return saved;
    },
    makeCurrent: async (promotion, session, onChange) =>
      makeCurrent(promotion, { session, gate, offerUndo: undoOffer(onChange) }),
    labelVersion: (labelling, session) =>
      labelVersion(labelling, { ...all, session, questions: createLabelQuestions() }),
    changeStages: (staging, session) => changeStages(staging, { ...all, session, ask: askStages }),
    enableChanges: async session => void (await gate.enable((await connectedTarget(session)).account)),
    disableChanges: () => gate.end(),
    dispose() {
      status.dispose();
      othersChange.dispose();
    },
  };
}
