/** What is asked about the stages of a secret before they are changed. */
import * as vscode from 'vscode';
import { PENDING, type StageProblem, stageProblem, stagesIn } from '../../../../core/secrets/versionStages';
import type { Change } from '../../../gate/writeGate';
import type { Places, StageDeps, Staging } from './changeStages';

export const askStages: StageDeps['ask'] = async ({ name, versionId }, now) => {
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('Stages of version {0} of {1}', versionId, name),
    value: now.join(', '),
    prompt: vscode.l10n.t(
      'Beside AWSCURRENT, between commas; one that another version has moves here. Empty: none.',
    ),
    ignoreFocusOut: true,
    validateInput: text => stageMessage(stageProblem(stagesIn(text))),
  });
  return typed === undefined ? undefined : stagesIn(typed);
};

/** @returns undefined where nothing is different */
export function changeFor(
  question: string,
  { name, versionId }: Staging,
  before: Places,
  after: Places,
): Change | undefined {
  const stages = [...new Set([...after.keys(), ...before.keys()])];
  const changed = stages.filter(stage => before.get(stage) !== after.get(stage));
  if (changed.length === 0) return undefined;
  const held = new Set(after.values());
  const bare = [...new Set(before.values())].filter(id => !held.has(id));
  return {
    kind: 'overwrite',
    question,
    details: [
      ...changed.map(stage => lineOf(stage, before.get(stage), after.get(stage), versionId)),
      vscode.l10n.t('Whoever reads the secret by a stage gets the version it is at.'),
      // https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html: it is deprecated then.
      ...bare.map(id => vscode.l10n.t('Version {0} has no stage left: AWS may delete it.', id)),
      // https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_RotateSecret.html
      ...(changed.includes(PENDING)
        ? [vscode.l10n.t('{0} is the stage of rotation: one that is under way fails.', PENDING)]
        : []),
    ],
    action: vscode.l10n.t('Change'),
    target: name,
  };
}

/** The question names the version: an id is long, and said once. */
function lineOf(stage: string, from: string | undefined, to: string | undefined, here: string): string {
  if (from === undefined) return vscode.l10n.t('New: {0}', stage);
  if (to === undefined) return vscode.l10n.t('Removed: {0}', stage);
  return to === here
    ? vscode.l10n.t('{0} moves here from version {1}', stage, from)
    : vscode.l10n.t('{0} moves to version {1}', stage, to);
}

function stageMessage(problem: StageProblem | undefined): string | undefined {
  switch (problem) {
    case undefined:
      return undefined;
    case 'current':
      return vscode.l10n.t('AWSCURRENT is moved with Make This Version Current, in Show Versions.');
    case 'twice':
      return vscode.l10n.t('This stage is there twice.');
    case 'too-long':
      return vscode.l10n.t('A stage has at most 256 characters.');
  }
}
