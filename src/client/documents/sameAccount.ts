import * as vscode from 'vscode';
import { failureError } from '../../core/failure';
import { connectedTarget, type Target } from '../gate/account';
import type { Session } from '../session/session';
import type { LiveDraft, LivePlace } from './liveDocuments';

/** What a staged document is sent to. Another profile may have been chosen since it was opened: then it is sent nowhere. */
export async function sameAccount(
  session: Session,
  { place, account }: LiveDraft<LivePlace>,
): Promise<Target> {
  const target = await connectedTarget(session);
  const now = target.account;
  const isSame = now.region === place.region && (account === undefined || account === now.account);
  if (isSame) return target;
  throw failureError({
    kind: 'failure',
    code: 'invalid',
    message: vscode.l10n.t(
      'Nothing was sent: it was read from account {0} in {1}, and another one is connected now.',
      account ?? '?',
      place.region,
    ),
    operation: 'apply',
  });
}

/** The draft as it stands after what was typed is saved; tells where there is nothing to send. */
export async function savedDraft<P extends LivePlace>(
  uri: vscode.Uri,
  draftOf: (uri: vscode.Uri) => LiveDraft<P> | undefined,
): Promise<(LiveDraft<P> & { readonly staged: string }) | undefined> {
  const document = vscode.workspace.textDocuments.find(one => one.uri.toString() === uri.toString());
  if (document?.isDirty) await document.save();
  const draft = draftOf(uri);
  if (draft?.staged !== undefined) return { ...draft, staged: draft.staged };
  void vscode.window.showInformationMessage(
    vscode.l10n.t('It is as it is in the account: there is nothing to apply.'),
  );
  return undefined;
}
