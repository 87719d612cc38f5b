import * as vscode from 'vscode';
import type { ParameterMetadata } from '../../core/catalog/items';
import { MAX_VALUE_BYTES } from '../../core/facts/parameterLimits';
import { type FailureCode, failureError } from '../../core/failure';
import { sensitive } from '../../core/value/sensitive';
import type { Change, WriteGate } from '../gate/writeGate';
import { changedSince, latestOf } from '../write/parameters/latest';
import { type Restoring, restoreVersion } from '../write/parameters/restoreVersion';
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
  refuseSize(name, staged);
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
    throw applyFailure('conflict', name, vscode.l10n.t('Not sent. {0}', changedSince(now)));
  const made = await aws.parameters.overwrite(grown ? { ...now, tier: grown.tier } : now, sensitive(staged));
  values.applied(uri, staged);
  deps.onChange();
  deps.offerUndo(vscode.l10n.t('{0} is at version {1} now.', name, made), async () => {
    const restoring: Restoring = { name, version: before.version, seen: made, in: account };
    // The undo of an undo is not offered: the versions are in the history.
    await restoreVersion(restoring, { session, gate, offerUndo: () => undefined });
    await values.refresh(uri);
  });
}

function refuseSize(name: string, value: string): void {
  const bytes = Buffer.byteLength(value);
  if (bytes === 0)
    throw applyFailure('invalid', name, vscode.l10n.t('Not sent: a parameter holds at least one character.'));
  if (bytes <= MAX_VALUE_BYTES.Advanced) return;
  throw applyFailure(
    'invalid',
    name,
    vscode.l10n.t(
      'Not sent: a parameter holds at most {0} bytes, and this has {1}. A secret holds 65,536.',
      MAX_VALUE_BYTES.Advanced.toLocaleString(),
      bytes.toLocaleString(),
    ),
  );
}

/** https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html */
function tierChange({ tier }: ParameterMetadata, value: string) {
  const isLarge = Buffer.byteLength(value) > MAX_VALUE_BYTES.Standard;
  if (!isLarge || (tier !== undefined && tier !== 'Standard')) return undefined;
  const note = vscode.l10n.t(
    'It is larger than {0} bytes: it becomes an advanced parameter, which is charged for and cannot be made standard again.',
    MAX_VALUE_BYTES.Standard.toLocaleString(),
  );
  return { tier: 'Advanced', note } as const;
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

function applyFailure(code: FailureCode, resource: string, message: string) {
  return failureError({ kind: 'failure', code, message, operation: 'apply', resource });
}
