import * as vscode from 'vscode';
import { hasProfile } from './choice';
import type { Session } from './session';

/** Asks for a code of the MFA device that the profile's role names, and connects again with it. */
export async function enterMfaCode(session: Session): Promise<void> {
  const { generation, choice, state } = session;
  if (!hasProfile(choice)) return;
  const serial = serialOf(session);
  const code = await vscode.window.showInputBox({
    title: vscode.l10n.t('MFA code for the profile {0}', state.label.profile),
    prompt: serial
      ? vscode.l10n.t('The code that {0} shows now. AWS takes each code once.', serial)
      : vscode.l10n.t('The code that your MFA device shows now. AWS takes each code once.'),
    placeHolder: '123456',
    // The code is on another device, or in another window.
    ignoreFocusOut: true,
    validateInput: typed => (isCode(typed) ? undefined : vscode.l10n.t('A code has six digits.')),
  });
  // It was asked for one profile, and must not go with another.
  if (code !== undefined && generation === session.generation) session.enterMfaCode(code.trim());
}

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html, TokenCode */
function isCode(typed: string): boolean {
  return /^\d{6}$/.test(typed.trim());
}

function serialOf({ state }: Session): string | undefined {
  return state.kind === 'connected' && state.problem?.code === 'mfa-required'
    ? state.problem.resource
    : undefined;
}
