/** Changes what a key says of itself. */
import * as vscode from 'vscode';
import type { KeyMetadata } from '../../../core/catalog/items';
import { visible } from '../../../core/text/markdown';
import { shorten } from '../../../core/text/shorten';
import type { Change } from '../../gate/writeGate';
import { type Meant, meantTarget } from '../meant';
import { isToBeDeleted } from './cancelKeyDeletion';
import { keyCommand } from './keyCommand';
import { type KeyDeps, type KeyMeant, notDone, ownKey, wrongState } from './ownKey';

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_UpdateKeyDescription.html */
const MAX_LENGTH = 8_192;
const SHOWN = 200;

export function descriptionProblem(text: string): string | undefined {
  return text.length > MAX_LENGTH
    ? vscode.l10n.t('A description has at most {0} characters.', MAX_LENGTH)
    : undefined;
}

/** Asks for the new text, beginning with that of now; undefined: they went away. */
export type AskDescription = (now: string) => Promise<string | undefined>;

/** Whether it was done. */
export async function changeDescription(
  key: KeyMeant,
  ask: AskDescription,
  deps: KeyDeps,
  meant?: Meant,
): Promise<boolean> {
  const { session, gate, offerUndo } = deps;
  const { account, aws } = await meantTarget(session, meant);
  const before = await ownKey(key, aws);
  // https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html
  if (isToBeDeleted(before)) throw wrongState(key, before);
  const old = textOf(before);
  const next = await ask(old);
  if (next === undefined || next === old) return false;
  if (!(await gate.pass(changeFor(key, old, next), account))) return false;
  const now = textOf(await ownKey(key, aws));
  if (now !== old)
    throw notDone(
      key,
      'conflict',
      vscode.l10n.t('Not changed: somebody was faster. {0} says now: {1}', key.label, shown(now)),
    );
  await aws.keys.describeAs(key.keyId, next);
  offerUndo(vscode.l10n.t('The description of {0} is changed.', key.label), async () => {
    await changeDescription(key, async () => old, deps, { account });
  });
  return true;
}

function changeFor(key: KeyMeant, old: string, next: string): Change {
  return {
    kind: old === '' ? 'create' : 'overwrite',
    question:
      next === ''
        ? vscode.l10n.t('Remove the description of the key {0}?', key.label)
        : vscode.l10n.t('Change the description of the key {0}?', key.label),
    details: [
      ...(old === '' ? [] : [vscode.l10n.t('Now: {0}', shown(old))]),
      ...(next === '' ? [] : [vscode.l10n.t('Then: {0}', shown(next))]),
    ],
    action: vscode.l10n.t('Change'),
    target: key.label,
    names: key.aliases,
  };
}

function textOf({ description = '' }: KeyMetadata): string {
  return description;
}

function shown(text: string): string {
  return visible(shorten(text, SHOWN));
}

export const changeDescriptionCommand = keyCommand(
  () => vscode.l10n.t('Change Key Description'),
  (key, deps) => {
    const ask: AskDescription = now =>
      Promise.resolve(
        vscode.window.showInputBox({
          title: vscode.l10n.t('The description of the key {0}', key.label),
          prompt: vscode.l10n.t('What it is for; nothing secret: everybody who may list keys reads it'),
          value: now,
          ignoreFocusOut: true,
          validateInput: descriptionProblem,
        }),
      );
    return changeDescription(key, ask, deps);
  },
);
