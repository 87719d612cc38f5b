import * as vscode from 'vscode';
import type { Handler } from '../../../commands/context';
import type { SecretNode } from '../../../tree/nodes';
import type { ChangeContext } from '../../changeContext';
import { undoOffer } from '../../undoOffer';
import { forEachConnection } from '../chosenSecrets';
import { rotateNow } from './rotateNow';
import { askRotation } from './rotationQuestions';
import type { ChosenSecret, RotationDeps } from './rotationState';
import { setRotation, stopRotation } from './setRotation';

const isRotatable = ({ metadata }: SecretNode) =>
  metadata.deletedDate === undefined && metadata.owningService === undefined;
const isRotating = (node: SecretNode) => isRotatable(node) && node.metadata.rotationEnabled === true;

export const rotateSecretCommand = (context: ChangeContext): Handler =>
  oneByOne(context, vscode.l10n.t('Rotate Secret Now'), isRotating, rotateNow);

export const setRotationCommand = (context: ChangeContext): Handler =>
  oneByOne(context, vscode.l10n.t('Set Rotation'), isRotatable, (chosen, deps) =>
    setRotation(chosen, askRotation, deps),
  );

export const stopRotationCommand = (context: ChangeContext): Handler =>
  oneByOne(context, vscode.l10n.t('Stop Rotation'), isRotating, stopRotation);

/** Each of several has a question of its own: functions and schedules differ. The first no ends it. */
function oneByOne(
  context: ChangeContext,
  title: string,
  fits: (node: SecretNode) => boolean,
  change: (chosen: ChosenSecret, deps: RotationDeps) => Promise<boolean>,
): Handler {
  const hint = vscode.l10n.t('Select a secret first.');
  return (...args) =>
    forEachConnection(args, context, { title, hint, fits }, async ({ secrets, meant }, session, refresh) => {
      const deps = { session, gate: context.gate, offerUndo: undoOffer(refresh) };
      let changed = 0;
      for (const secret of secrets) {
        if (!(await change({ secret, meant }, deps))) break;
        changed++;
        refresh();
      }
      return changed;
    });
}
