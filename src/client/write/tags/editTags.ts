/** Changes tags of a parameter, a secret or a key: those that are new or different are put, then those that go are removed. */
import * as vscode from 'vscode';
import { isSameTags, type TagChanges, tagChanges } from '../../../core/catalog/tags';
import { failureError, failureOf } from '../../../core/failure';
import type { AwsConnection } from '../../../core/ports';
import type { Tagged, Tags } from '../../../core/stores/tagStore';
import { connectedTarget } from '../../gate/account';
import type { Account, Change, WriteGate } from '../../gate/writeGate';
import type { Session } from '../../session/session';
import { meantTarget } from '../meant';
import type { UndoOffer } from '../undoOffer';

export interface NamedItem extends Tagged {
  /** What people call it. */
  readonly name: string;
}

export interface TagDeps {
  readonly session: Session;
  readonly gate: Pick<WriteGate, 'pass'>;
  readonly questions: TagQuestions;
  readonly offerUndo: UndoOffer;
}

export interface TagQuestions {
  /** Undefined where the person went away. */
  tags(of: NamedItem, now: Tags): Promise<Tags | undefined>;
}

/** Whether something was changed. */
export async function editTags(item: NamedItem, deps: TagDeps): Promise<boolean> {
  const { session, gate, questions, offerUndo } = deps;
  const { account, aws } = await connectedTarget(session);
  const before = await aws.tags.read(item);
  const wanted = await questions.tags(item, before);
  if (wanted === undefined || isSameTags(before, wanted)) return false;
  const question = vscode.l10n.t('Change the tags of {0}?', item.name);
  if (!(await gate.pass(changeFor(item, question, before, wanted), account))) return false;
  await put(item, before, wanted, aws);
  offerUndo(vscode.l10n.t('The tags of {0} are changed.', item.name), () =>
    putBack(item, { before, made: wanted }, account, deps),
  );
  return true;
}

async function putBack(
  item: NamedItem,
  { before, made }: { readonly before: Tags; readonly made: Tags },
  meant: Account,
  { session, gate }: TagDeps,
): Promise<void> {
  const { account, aws } = await meantTarget(session, { account: meant });
  const question = vscode.l10n.t('Put the earlier tags of {0} back?', item.name);
  if (await gate.pass(changeFor(item, question, made, before), account)) await put(item, made, before, aws);
}

/** There is no conditional tagging: read again as late as can be, and nothing is lost that somebody else has put since. */
async function put(item: NamedItem, before: Tags, wanted: Tags, { tags }: AwsConnection): Promise<void> {
  if (!isSameTags(before, await tags.read(item)))
    throw failureError({
      kind: 'failure',
      code: 'conflict',
      message: vscode.l10n.t(
        'Nothing is changed: somebody has changed the tags of {0} meanwhile.',
        item.name,
      ),
      operation: 'tag',
      resource: item.name,
    });
  const { set, removed } = tagChanges(before, wanted);
  await tags.add(item, set);
  try {
    await tags.remove(item, removed);
  } catch (thrown) {
    if (set.size === 0) throw thrown;
    const failure = failureOf(thrown, 'tag');
    const message = vscode.l10n.t('{0} What is new is put; nothing was removed.', failure.message);
    throw failureError({ ...failure, message });
  }
}

function changeFor(item: NamedItem, question: string, before: Tags, wanted: Tags): Change {
  return {
    kind: 'overwrite',
    question,
    details: [
      ...linesOf(before, tagChanges(before, wanted)),
      vscode.l10n.t('IAM policies may decide by tags who is let in.'),
    ],
    action: vscode.l10n.t('Change'),
    target: item.name,
  };
}

function linesOf(before: Tags, { set, removed }: TagChanges): readonly string[] {
  const lines = [...set].map(([key, value]) => {
    const was = before.get(key);
    return was === undefined
      ? vscode.l10n.t('New: {0} = {1}', key, value)
      : vscode.l10n.t('{0}: {1} → {2}', key, was, value);
  });
  return [...lines, ...removed.map(key => vscode.l10n.t('Removed: {0} = {1}', key, before.get(key) ?? ''))];
}
