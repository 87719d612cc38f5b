import * as vscode from 'vscode';
import { failureError } from '../../../core/failure';
import { sensitive } from '../../../core/value/sensitive';
import { connectedTarget } from '../../gate/account';
import type { Change } from '../../gate/writeGate';
import type { Revision } from '../../value/fetchValue';
import { changedSince, latestOf } from '../parameters/latest';
import { restoreVersion } from '../parameters/restoreVersion';
import { sizeFailure, tierChange } from '../parameters/tierChange';
import { changeLines, keptLine, putTogether } from './putTogether';
import type { SaveDeps, Saving } from './saving';

/** The parameter keeps all else it has: type, key, tier, description and pattern. */
export async function saveParameter(
  name: string,
  revision: Extract<Revision, { readonly kind: 'parameter' }>,
  { base, mine }: Saving,
  deps: SaveDeps,
): Promise<boolean> {
  const { session, gate, offerUndo } = deps;
  const { account, aws } = await connectedTarget(session);
  const before = await latestOf(name, aws);
  const theirs = before.version === revision.version ? base : (await aws.parameters.reveal(name)).value;
  const together = await putTogether({ base, theirs, mine }, keys => deps.mayOverwrite(name, keys));
  if (together === undefined) return false;
  const { text, kept } = together;
  const refused = sizeFailure(name, text);
  if (refused) throw refused;
  const grown = tierChange(before, text);
  const change: Change = {
    kind: 'overwrite',
    question: vscode.l10n.t('Change the value of {0}?', name),
    details: [
      ...changeLines(theirs.reveal(), text),
      ...keptLine(kept),
      vscode.l10n.t(
        'It becomes version {0}; version {1} stays in the history.',
        before.version + 1,
        before.version,
      ),
      ...(grown ? [grown.note] : []),
    ],
    action: vscode.l10n.t('Save'),
    target: name,
  };
  if (!(await gate.pass(change, account))) return false;
  // Parameter Store has no conditional put: as late as can be.
  const now = await latestOf(name, aws);
  if (now.version !== before.version)
    throw failureError({
      kind: 'failure',
      code: 'conflict',
      message: vscode.l10n.t('Not saved. {0}', changedSince(now)),
      operation: 'change',
      resource: name,
    });
  const made = await aws.parameters.overwrite(grown ? { ...now, tier: grown.tier } : now, sensitive(text));
  offerUndo(vscode.l10n.t('{0} is at version {1} now.', name, made), async () => {
    const restoring = { name, version: before.version, seen: made, meant: { account } };
    // The undo of an undo is not offered: the versions are in the history.
    await restoreVersion(restoring, { session, gate, offerUndo: () => undefined });
  });
  return true;
}
