/** Makes an alias of a key, points one at another key, deletes one. Each is taken back by one of the others. */
import * as vscode from 'vscode';
import type { KeyMetadata } from '../../../core/catalog/items';
import { failureOf } from '../../../core/failure';
import type { AwsConnection } from '../../../core/ports';
import { type Meant, meantTarget } from '../meant';
import { isToBeDeleted } from './cancelKeyDeletion';
import { type KeyDeps, type KeyMeant, notDone, ownKey, wrongState } from './ownKey';

/** Whether it was made. */
export async function createAlias(
  alias: string,
  key: KeyMeant,
  deps: KeyDeps,
  meant?: Meant,
): Promise<boolean> {
  const { session, gate, offerUndo } = deps;
  const { account, aws } = await meantTarget(session, meant);
  const before = await ownKey(key, aws);
  // https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html
  if (isToBeDeleted(before)) throw wrongState(key, before);
  const change = {
    kind: 'create',
    question: vscode.l10n.t('Create {0} for the key {1}?', alias, key.label),
    details: [policiesText()],
    action: vscode.l10n.t('Create'),
    target: alias,
    names: [key.label],
  } as const;
  if (!(await gate.pass(change, account))) return false;
  await aws.keys.createAlias(alias, key.keyId);
  offerUndo(vscode.l10n.t('{0} is created.', alias), async () => {
    await deleteAlias(alias, key, deps, { account });
  });
  return true;
}

/** Whether it points there now. */
export async function pointAlias(
  alias: string,
  { from, to }: { readonly from: KeyMeant; readonly to: KeyMeant },
  deps: KeyDeps,
  meant?: Meant,
): Promise<boolean> {
  const { session, gate, offerUndo } = deps;
  const { account, aws } = await meantTarget(session, meant);
  const [old, next] = await Promise.all([ownKey(from, aws), ownKey(to, aws)]);
  if (isToBeDeleted(next)) throw wrongState(to, next);
  if (kindOf(old) !== kindOf(next) || old.usage !== next.usage) throw otherKind(alias, to);
  const change = {
    kind: 'overwrite',
    question: vscode.l10n.t('Point {0} at the key {1}?', alias, to.label),
    details: [
      vscode.l10n.t('It is of the key {0} now. What names it uses {1} from then on.', from.label, to.label),
      vscode.l10n.t(
        'What {0} has encrypted is still decrypted with {0}, which has to stay; but not where a program names the alias to decrypt with.',
        from.label,
      ),
      policiesText(),
    ],
    action: vscode.l10n.t('Point'),
    target: alias,
    names: [from.label, to.label],
  } as const;
  if (!(await gate.pass(change, account))) return false;
  await assertStillOf(alias, from, aws);
  await aws.keys.updateAlias(alias, to.keyId);
  offerUndo(vscode.l10n.t('{0} is of the key {1} now.', alias, to.label), async () => {
    await pointAlias(alias, { from: to, to: from }, deps, { account });
  });
  return true;
}

/** Whether it is gone. */
export async function deleteAlias(
  alias: string,
  key: KeyMeant,
  deps: KeyDeps,
  meant?: Meant,
): Promise<boolean> {
  const { session, gate, offerUndo } = deps;
  const { account, aws } = await meantTarget(session, meant);
  await ownKey(key, aws);
  const change = {
    kind: 'delete',
    question: vscode.l10n.t('Delete {0} of the key {1}?', alias, key.label),
    details: [
      vscode.l10n.t('The key stays. What names the alias does not find it any longer.'),
      policiesText(),
    ],
    action: vscode.l10n.t('Delete'),
    target: alias,
    names: [key.label],
  } as const;
  if (!(await gate.pass(change, account))) return false;
  await assertStillOf(alias, key, aws);
  await aws.keys.deleteAlias(alias);
  offerUndo(vscode.l10n.t('{0} is deleted.', alias), async () => {
    await createAlias(alias, key, deps, { account });
  });
  return true;
}

/** KMS has no conditional writes: looked at as late as can be. */
async function assertStillOf(alias: string, key: KeyMeant, { keys }: AwsConnection): Promise<void> {
  const now = await keys.describe(alias).catch((thrown: unknown) => {
    if (failureOf(thrown, 'kms:DescribeKey').code !== 'not-found') throw thrown;
  });
  if (now?.arn === key.arn) return;
  throw notDone(
    key,
    'conflict',
    now === undefined
      ? vscode.l10n.t('Not changed: somebody was faster. There is no {0} any longer.', alias)
      : vscode.l10n.t('Not changed: somebody was faster. {0} is of another key now: {1}', alias, now.keyId),
  );
}

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_UpdateAlias.html: the same type, and the same usage. */
function kindOf({ spec = 'SYMMETRIC_DEFAULT' }: KeyMetadata): 'symmetric' | 'hmac' | 'asymmetric' {
  if (spec === 'SYMMETRIC_DEFAULT') return 'symmetric';
  return spec.startsWith('HMAC_') ? 'hmac' : 'asymmetric';
}

function otherKind(alias: string, to: KeyMeant) {
  const message = vscode.l10n.t(
    'Not changed: {0} is a key of another kind. AWS lets {1} change between keys of one kind and usage alone; delete it and create it anew.',
    to.label,
    alias,
  );
  return notDone(to, 'invalid', message);
}

/** https://docs.aws.amazon.com/kms/latest/developerguide/abac.html */
function policiesText(): string {
  return vscode.l10n.t('Policies that name aliases may let in more or fewer people with it.');
}
