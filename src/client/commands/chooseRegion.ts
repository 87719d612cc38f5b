import * as vscode from 'vscode';
import { regionFromPerson } from '../session/regionPicker';
import type { Session } from '../session/session';

export async function chooseRegion(session: Session): Promise<void> {
  const { choice, state } = session;
  if (choice.kind === 'sandbox') {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('The sandbox has one Region: {0}', state.label.region ?? ''),
    );
    return;
  }
  const region = await regionFromPerson(state.label.region);
  if (region === undefined) return;
  // A connection with a name is one place: with another Region it is that one no longer.
  if (choice.kind !== 'named' || choice.endpoint) await session.choose({ ...choice, region });
  else await session.choose({ kind: 'aws', ...(choice.profile && { profile: choice.profile }), region });
}
