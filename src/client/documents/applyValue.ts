import * as vscode from 'vscode';
import { failureError } from '../../core/failure';
import { sensitive } from '../../core/value/sensitive';
import type { Change, WriteGate } from '../gate/writeGate';
import { changedSince, latestOf } from '../write/parameters/latest';
import { type Restoring, restoreVersion } from '../write/parameters/restoreVersion';
import { sizeFailure, tierChange } from '../write/parameters/tierChange';
import type { UndoOffer } from '../write/undoOffer';
import type { OthersChange } from './othersChange';
import { sameAccount, savedDraft } from './sameAccount';
import type { ValueDocuments } from './valueKind';

export interface ApplyValueDeps {
  readonly gate: Pick<WriteGate, 'pass'>;
  readonly values: ValueDocuments;
  readonly othersChange: Pick<OthersChange, 'mayOverwrite'>;
  readonly offerUndo: UndoOffer;
  /** The parameter has another version now. */
  onChange(): void;
}

/**
 * Sends a staged value to Parameter Store: read again first, so that nobody's change is lost unseen; through the gate; and
 * with a way back. The parameter keeps all else it has.
 */
export async function applyValue(uri: vscode.Uri, deps: ApplyValueDeps): Promise<void> {
  const { gate, values, othersChange } = deps;
  const draft = await savedDraft(uri, values.draft);
  if (draft === undefined) return;
  const { staged, base, place } = draft;
  const { name } = place;
  const refused = sizeFailure(name, staged);
  if (refused) throw refused;
  const session = values.sessionOf(uri);
  const { account, aws } = await sameAccount(session, draft);
  const before = await latestOf(name, aws);
  const live = await values.read(aws, place);
  const merging = () => values.merging(uri, live);
  const conflict = { uri, base, theirs: live, mine: staged, merging };
  if (live !== base && !(await othersChange.mayOverwrite(conflict))) return;
  const grown = tierChange(before, staged);
  const change: Change = {
    kind: 'overwrite',
    question: vscode.l10n.t('Change the value of {0}?', place.label),
    details: [
      vscode.l10n.t(
        'It becomes version {0}; version {1} stays in the history.',
        before.version + 1,
        before.version,
      ),
      ...whitespaceNotes(base, staged),
      ...(grown ? [grown.note] : []),
    ],
    action: vscode.l10n.t('Apply'),
    target: name,
  };
  if (!(await gate.pass(change, account))) return;
  // Parameter Store has no conditional put: as late as can be.
  const now = await latestOf(name, aws);
  if (now.version !== before.version)
    throw failureError({
      kind: 'failure',
      code: 'conflict',
      message: vscode.l10n.t('Not sent. {0}', changedSince(now)),
      operation: 'apply',
      resource: name,
    });
  const made = await aws.parameters.overwrite(grown ? { ...now, tier: grown.tier } : now, sensitive(staged));
  values.applied(uri, staged);
  deps.onChange();
  deps.offerUndo(vscode.l10n.t('{0} is at version {1} now.', name, made), async () => {
    const restoring: Restoring = { name, version: before.version, seen: made, meant: { account } };
    // The undo of an undo is not offered: the versions are in the history.
    await restoreVersion(restoring, { session, gate, offerUndo: () => undefined });
    await values.refresh(uri);
  });
}

/** What an editor adds by itself, and a program that reads the value trips over. */
function whitespaceNotes(before: string, after: string): readonly string[] {
  const ends = (text: string) => /[\r\n]$/.test(text);
  return [
    ...(ends(after) && !ends(before) ? [vscode.l10n.t('It ends with a line break now, as it did not.')] : []),
    ...(after.includes('\r') && !before.includes('\r')
      ? [vscode.l10n.t('Its lines end with CR LF now, as they did not.')]
      : []),
  ];
}
