import * as vscode from 'vscode';
import { hideAccounts } from './screenShare';
import type { Session } from './session';

/** Where what a page shows comes from, for its head. */
export function originOf({ state: { label } }: Pick<Session, 'state'>): {
  readonly origin: string;
  readonly sandbox: boolean;
} {
  const where = hideAccounts(
    [label.name ?? label.profile, label.account, label.region].filter(Boolean).join(' · '),
  );
  if (!label.sandbox) return { origin: where, sandbox: false };
  return { origin: vscode.l10n.t('SANDBOX: fake data, not AWS'), sandbox: true };
}
