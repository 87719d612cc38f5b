/** Uses a key for what it is made for, once somebody has asked for just that. Nothing in AWS is changed by it. */
import * as vscode from 'vscode';
import { type KeyTry, triesOf } from '../../core/keys/keyTries';
import type { Session } from '../session/session';
import { tryOf } from './tries';
import type { Trying, TryOutcome, TryQuestions } from './tryDeps';
import { notTried, type TriedKey, usableKey } from './usableKey';

export interface TryKeyDeps {
  readonly session: Pick<Session, 'connect'>;
  readonly questions: TryQuestions;
  readonly fileEncryption: Trying['fileEncryption'];
  /** Which of those the key can be tried with; undefined: they went away. */
  choose(key: TriedKey, offered: readonly KeyTry[]): Promise<KeyTry | undefined>;
}

/**
 * The key is looked at first, so that nobody types a plaintext for one that takes none. The connection is that of the
 * beginning: where another is chosen meanwhile its calls fail, and nothing goes to another account.
 */
export async function tryKey(
  key: TriedKey,
  { session, questions, fileEncryption, choose }: TryKeyDeps,
): Promise<TryOutcome> {
  const { aws } = await session.connect();
  const now = await usableKey(key, aws);
  const offered = triesOf(now);
  if (offered.length === 0)
    throw notTried(key, 'invalid', vscode.l10n.t('Keyhole does not know keys like {0}.', key.label));
  const chosen = await choose(key, offered);
  return chosen && tryOf(chosen).run({ key, now, aws, questions, fileEncryption });
}
