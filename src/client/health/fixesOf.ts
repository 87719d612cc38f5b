import * as vscode from 'vscode';
import type { Finding } from '../../core/health/report';
import type { HealthFix } from '../../core/health/rule';
import { fixCommand } from './fixes';

/** What the gate would refuse is not offered: see gate/writeGate.ts. */
export function fixesOf({ fixes }: Pick<Finding, 'fixes'>): readonly HealthFix[] {
  const isReadOnly = vscode.workspace.getConfiguration('keyhole').get('readOnly') === true;
  const mayChange = vscode.workspace.isTrusted && !isReadOnly;
  return fixes.filter(fix => mayChange || !fixCommand(fix).changes);
}
