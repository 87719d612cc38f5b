import * as vscode from 'vscode';
import type { Handler } from '../../../commands/context';
import type { SecretNode } from '../../../tree/nodes';
import type { ChangeContext } from '../../changeContext';
import { oneByOne } from '../chosenSecrets';
import { rotateNow } from './rotateNow';
import { askRotation } from './rotationQuestions';
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
