import * as vscode from 'vscode';
import { failureError } from '../../core/failure';
import type { HealthItemId } from '../../core/health/reread';
import type { HealthFix } from '../../core/health/rule';
import { findingNode } from './findingNode';
import { fixCommand } from './fixes';
import { isStale, type ShownHealth } from './shown';

/** Runs a command on a node, and resolves when it has ended. */
export type RunCommand = (command: string, node: unknown) => Thenable<unknown>;

/**
 * Does what the menu of the item does; whether something may be different now. Rejects where something else is connected to
 * by now, which may have items of the same names.
 */
export async function runFix(
  item: HealthItemId,
  fix: HealthFix,
  shown: ShownHealth,
  run: RunCommand,
): Promise<boolean> {
  refuseStale(shown);
  const node = findingNode(item, shown);
  if (node === undefined) return false;
  const { command, changes } = fixCommand(fix);
  await run(command, node);
  return changes;
}

export function refuseStale(shown: ShownHealth): void {
  if (!isStale(shown)) return;
  throw failureError({
    kind: 'failure',
    code: 'invalid',
    message: vscode.l10n.t('Something else is connected to since the report was read. Read it again.'),
    operation: 'health',
  });
}
