import * as vscode from 'vscode';
import type { DescribedSecret } from '../../../core/catalog/items';
import { MAX_SECRET_BYTES } from '../../../core/facts/secretLimits';
import { type FailureCode, failureError } from '../../../core/failure';
import { CURRENT, versionWithStage } from '../../../core/secrets/versionStages';
import { sensitive } from '../../../core/value/sensitive';
import { connectedTarget } from '../../gate/account';
import type { Change } from '../../gate/writeGate';
import type { Revision } from '../../value/fetchValue';
import { makeCurrent } from '../secrets/makeCurrent';
import { changeLines, keptLine, putTogether } from './putTogether';
import type { SaveDeps, Saving } from './saving';

/** A new version, which becomes AWSCURRENT; the one before is AWSPREVIOUS and can be made current again. */
export async function saveSecret(
  id: string,
  revision: Extract<Revision, { readonly kind: 'secret' }>,
  { base, mine }: Saving,
  deps: SaveDeps,
): Promise<boolean> {
  const { session, gate, offerUndo } = deps;
  const { account, aws } = await connectedTarget(session);
  const secret = await aws.secrets.describe(id);
  const { name } = secret;
  const before = versionWithStage(secret, CURRENT);
  const theirs = (before ?? '') === revision.versionId ? base : (await aws.secrets.reveal(id)).value;
  const together = await putTogether({ base, theirs, mine }, keys => deps.mayOverwrite(name, keys));
  if (together === undefined) return false;
  const { text, kept } = together;
  refuseSize(name, text);
  const change: Change = {
    kind: 'overwrite',
    question: vscode.l10n.t('Put a new version of {0}?', name),
    details: [
      ...(before === undefined ? [] : changeLines(theirs.reveal(), text)),
      ...keptLine(kept),
      before === undefined
        ? vscode.l10n.t('It is the first value of the secret.')
        : vscode.l10n.t('It becomes AWSCURRENT; the version before stays as AWSPREVIOUS.'),
      ...rotationNotes(secret),
    ],
    action: vscode.l10n.t('Save'),
    target: name,
  };
  if (!(await gate.pass(change, account))) return false;
  // Secrets Manager has no conditional put: as late as can be.
  if (versionWithStage(await aws.secrets.describe(id), CURRENT) !== before)
    throw saveFailure(
      'conflict',
      name,
      vscode.l10n.t(
        'Not saved: another version was made current meanwhile. Save again to put both together.',
      ),
    );
  const made = await aws.secrets.putValue(id, sensitive(text));
  const told = vscode.l10n.t('{0} has a new version.', name);
  if (before === undefined) {
    vscode.window.setStatusBarMessage(told.replaceAll('$(', '$ ('), 4_000);
    return true;
  }
  offerUndo(told, async () => {
    // The stages move alone: both versions stay, and no value is read.
    const back = { name, arn: id, versionId: before, seen: made, meant: { account } };
    await makeCurrent(back, { session, gate, offerUndo: () => undefined });
  });
  return true;
}

/** Who changes a password by hand that something else keeps in step changes one side alone. */
function rotationNotes({ owningService, rotationEnabled }: DescribedSecret): readonly string[] {
  if (owningService)
    return [
      vscode.l10n.t('{0} manages it: what you write may not be what the service expects.', owningService),
    ];
  return rotationEnabled
    ? [vscode.l10n.t('It rotates: the password in the database or service is not changed by this.')]
    : [];
}

function refuseSize(name: string, value: string): void {
  const bytes = Buffer.byteLength(value);
  if (bytes > 0 && bytes <= MAX_SECRET_BYTES) return;
  throw saveFailure(
    'invalid',
    name,
    bytes === 0
      ? vscode.l10n.t('Not saved: a version holds at least one character.')
      : vscode.l10n.t(
          'Not saved: a secret holds at most {0} bytes, and this has {1}.',
          MAX_SECRET_BYTES.toLocaleString(),
          bytes.toLocaleString(),
        ),
  );
}

function saveFailure(code: FailureCode, resource: string, message: string) {
  return failureError({ kind: 'failure', code, message, operation: 'change', resource });
}
