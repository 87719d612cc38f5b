import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ApplyDeps } from '../../src/client/documents/applyPolicy';
import type { Change } from '../../src/client/gate/writeGate';
import { keyhole } from './support';

export async function replace(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  const whole = new vscode.Range(document.positionAt(0), document.positionAt(document.getText().length));
  edit.replace(document.uri, whole, text);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

export async function closeAll(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

/** VS Code refuses dialogs in a host under test: the gate's answer, and the one about others' changes, are given here. */
export async function deps(
  passes = true,
  overwrites = false,
): Promise<ApplyDeps & { readonly asked: (Change | string)[] }> {
  const { policies } = await keyhole();
  const asked: (Change | string)[] = [];
  return {
    policies,
    asked,
    gate: {
      pass: async change => {
        asked.push(change);
        return passes;
      },
    },
    othersChange: {
      mayOverwrite: async () => {
        asked.push('overwrite?');
        return overwrites;
      },
    },
    offerUndo: () => undefined,
  };
}
