import * as vscode from 'vscode';
import { keyCommand } from './keyCommand';
import {
  type AskPeriod,
  DEFAULT_PERIOD,
  MAX_PERIOD,
  MIN_PERIOD,
  periodProblem,
  rotateNow,
  setRotation,
} from './keyRotation';

export const turnOnRotationCommand = keyCommand(
  () => vscode.l10n.t('Turn On Key Rotation'),
  (key, deps) => {
    const ask: AskPeriod = async now => {
      const text = await vscode.window.showInputBox({
        title: vscode.l10n.t('Rotate the key {0}', key.label),
        prompt: vscode.l10n.t('Days from one rotation to the next, {0} to {1}', MIN_PERIOD, MAX_PERIOD),
        value: String(now ?? DEFAULT_PERIOD),
        ignoreFocusOut: true,
        validateInput: periodProblem,
      });
      return text === undefined ? undefined : Number(text);
    };
    return setRotation(key, ask, deps);
  },
);

export const turnOffRotationCommand = keyCommand(
  () => vscode.l10n.t('Turn Off Key Rotation'),
  (key, deps) => setRotation(key, 'off', deps),
);

export const rotateKeyNowCommand = keyCommand(
  () => vscode.l10n.t('Rotate Key Now'),
  (key, deps) => rotateNow(key, deps),
);
