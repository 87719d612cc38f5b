import * as vscode from 'vscode';
import type { CommandContext, Handler } from './context';

/** In the editor's title: reads the document that is shown, or the one passed, again. */
export const refreshDocument =
  (context: CommandContext): Handler =>
  async (...args) => {
    const uri = uriOf(args);
    for (const kind of kindsOf(context)) if (uri) await kind.refresh(uri);
  };

export const applyDocument =
  (context: CommandContext): Handler =>
  async (...args) => {
    const uri = uriOf(args);
    if (uri && kindsOf(context).some(kind => kind.draft(uri))) await context.writes.get().apply(uri);
  };

export const discardDocument =
  (context: CommandContext): Handler =>
  async (...args) => {
    const uri = uriOf(args);
    for (const kind of kindsOf(context)) if (uri && kind.draft(uri)) await kind.discard(uri);
  };

/** Each knows its own addresses. */
function kindsOf({ policies, values }: CommandContext) {
  return [policies, values];
}

function uriOf([argument]: readonly unknown[]): vscode.Uri | undefined {
  return argument instanceof vscode.Uri ? argument : vscode.window.activeTextEditor?.document.uri;
}
