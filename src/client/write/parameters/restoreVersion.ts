/** Makes an earlier version of a parameter the latest, as a new version. Its value is read and sent, and shown nowhere. */
import * as vscode from 'vscode';
import type { ParameterMetadata } from '../../../core/catalog/items';
import { failureError } from '../../../core/failure';
import type { Change, WriteGate } from '../../gate/writeGate';
import type { Session } from '../../session/session';
import { type Meant, meantTarget } from '../meant';
import type { UndoOffer } from '../undoOffer';
import { changedSince, latestOf } from './latest';

export interface Restoring {
  readonly name: string;
  readonly version: number;
  /** The latest version as the person saw it. */
  readonly seen: number;
  /** Where it was seen, or is taken back: what is connected to may be something else by then. */
  readonly meant: Meant;
}

export interface RestoreDeps {
  readonly session: Session;
  readonly gate: Pick<WriteGate, 'pass'>;
  readonly offerUndo: UndoOffer;
}

/** The version that was made; undefined where somebody said no. */
export async function restoreVersion(
  { name, version, seen, meant }: Restoring,
  deps: RestoreDeps,
): Promise<number | undefined> {
  const { session, gate, offerUndo } = deps;
  const { account, aws } = await meantTarget(session, meant);
  const before = await latestOf(name, aws);
  const change: Change = {
    kind: 'overwrite',
    question: vscode.l10n.t('Make version {0} of {1} the latest?', version, name),
    details: [
      ...(before.version === seen ? [] : [changedSince(before)]),
      vscode.l10n.t(
        'Its value becomes version {0}; version {1} stays in the history.',
        before.version + 1,
        before.version,
      ),
    ],
    action: vscode.l10n.t('Restore'),
    target: name,
  };
  if (!(await gate.pass(change, account))) return undefined;
  const { value } = await aws.parameters.reveal(name, version);
  // Parameter Store has no conditional put: as late as can be.
  const now = await latestOf(name, aws);
  if (now.version !== before.version) throw fasterFailure(now);
  const made = await aws.parameters.overwrite(now, value);
  offerUndo(vscode.l10n.t('{0} is at version {1} now.', name, made), async () => {
    await restoreVersion({ name, version: before.version, seen: made, meant: { account } }, deps);
  });
  return made;
}

function fasterFailure(now: ParameterMetadata) {
  return failureError({
    kind: 'failure',
    code: 'conflict',
    message: vscode.l10n.t('Not restored. {0}', changedSince(now)),
    operation: 'restore',
    resource: now.name,
  });
}
