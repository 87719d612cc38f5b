import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandIds } from '../../src/client/commands/ids';
import { keyhole } from './support';

describe('activation', () => {
  it('registers every command of the manifest', async () => {
    await keyhole();
    const registered = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      commandIds.filter(id => !registered.has(id)),
      [],
    );
  });

  it('gives a test API that cannot be changed', async () => {
    assert.ok(Object.isFrozen(await keyhole()));
  });

  it('does not start the language server for a document it has nothing to say about', async () => {
    const { language } = await keyhole();
    const document = await vscode.workspace.openTextDocument({ language: 'yaml', content: 'services: {}\n' });
    await vscode.window.showTextDocument(document);
    assert.equal(language.client, undefined);
  });
});
