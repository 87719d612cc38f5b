import * as vscode from 'vscode';
import type { CommandContext, Handler } from './context';

/** In the editor's title: reads the policy of the document that is shown, or of the one passed, again. */
export const refreshPolicy =
  ({ policies }: CommandContext): Handler =>
  async (...args) => {
    const uri = policyUri(args);
    if (uri) await policies.refresh(uri);
  };

export const applyPolicy =
  ({ policies, writes }: CommandContext): Handler =>
  async (...args) => {
    const uri = policyUri(args);
    if (uri && policies.draft(uri)) await writes.get().applyPolicy(uri);
  };

export const discardPolicy =
  ({ policies }: CommandContext): Handler =>
  async (...args) => {
    const uri = policyUri(args);
    if (uri) await policies.discard(uri);
  };

function policyUri([argument]: readonly unknown[]): vscode.Uri | undefined {
  return argument instanceof vscode.Uri ? argument : vscode.window.activeTextEditor?.document.uri;
}
