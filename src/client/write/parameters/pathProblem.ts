import * as vscode from 'vscode';
import { nameProblem } from './createParameter';

/** Of a path as it is typed, with or without a slash at its end. */
export function pathProblem(path: string): string | undefined {
  if (!path.startsWith('/')) return vscode.l10n.t('A path begins with a slash.');
  return path === '/' ? undefined : nameProblem(path.replace(/\/$/, ''));
}
