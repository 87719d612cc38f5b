import * as vscode from 'vscode';
import { failureError, failureOf } from '../../core/failure';
import type { Finding } from '../../core/health/report';
import { type HealthItemId, reread } from '../../core/health/reread';
import type { HealthFix } from '../../core/health/rule';
import { findingNode } from './findingNode';
import { fixCommand } from './fixes';
import { isStale, type ShownHealth, trustedAccounts } from './shown';

/** Runs a command on a node, and resolves when it has ended. */
export type RunCommand = (command: string, node: unknown) => Thenable<unknown>;

/**
 * Does what the menu of the item does, and reads that item again: undefined where what is shown holds as it is. Rejects where
 * something else is connected to by now, which may have items of the same names.
 */
export async function takeFix(
  finding: Finding,
  fix: HealthFix,
  shown: ShownHealth,
  run: RunCommand,
): Promise<ShownHealth | undefined> {
  refuseStale(shown);
  const node = findingNode(finding, shown);
  if (node === undefined) return undefined;
  const { command, changes } = fixCommand(fix);
  await run(command, node);
  if (!changes) return undefined;
  const others = shown.touched.filter(each => each.id !== finding.id);
  const { kind, id } = finding;
  return readAgain([finding], { ...shown, touched: [...others, { kind, id }] });
}

/** Undefined where something else is connected to, before or meanwhile. */
export async function readAgain(
  items: readonly HealthItemId[],
  shown: ShownHealth,
): Promise<ShownHealth | undefined> {
  if (isStale(shown)) return undefined;
  const { aws } = await shown.session.connect();
  let { reading } = shown;
  const how = { policies: reading.leftOut === 'nothing', trusted: trustedAccounts() };
  for (const item of items) {
    const before = reading;
    reading = await reread(before, item, aws, how).catch((thrown: unknown) => {
      // A change was made all the same; what is shown of the item may be old, which its time says.
      if (failureOf(thrown).code === 'denied') return before;
      throw thrown;
    });
  }
  return isStale(shown) ? undefined : { ...shown, reading };
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
