import * as vscode from 'vscode';
import { failureError } from '../../core/failure';
import { connectedTarget, isSamePlace, type Target } from '../gate/account';
import type { Account } from '../gate/writeGate';
import type { Session } from '../session/session';

/** Where what was named is: in a session as it was then or, where something is taken back later, in a place. */
export type Meant = { readonly generation: number } | { readonly account: Account };

/**
 * Rejects where something else is connected to now: another account may have the same names. `meant` is absent where
 * nothing was named yet, or by an ARN that is looked at.
 */
export async function meantTarget(session: Session, meant: Meant | undefined): Promise<Target> {
  const target = await connectedTarget(session);
  if (meant === undefined) return target;
  const isMeant =
    'generation' in meant
      ? meant.generation === session.generation
      : isSamePlace(meant.account, target.account);
  if (isMeant) return target;
  throw failureError({
    kind: 'failure',
    code: 'invalid',
    message: vscode.l10n.t('Nothing is changed: another account or Region is connected now.'),
    operation: 'change',
  });
}
