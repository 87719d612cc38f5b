import * as vscode from 'vscode';
import { keyCommand } from '../keyCommand';
import { createGrant } from './createGrant';
import { askGrant } from './grantQuestions';

export const createGrantCommand = keyCommand(
  () => vscode.l10n.t('Create Key Grant'),
  (key, deps) => createGrant(key, { ...deps, ask: askGrant }),
);
