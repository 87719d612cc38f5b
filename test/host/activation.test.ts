import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eagerCommands } from '../../src/client/commands/table';
import { createItemCommands } from '../../src/client/explorer';
import { createHealth } from '../../src/client/health';
import { createTools } from '../../src/client/tools';
import { changeCommands } from '../../src/client/write/table';
import { commandIds, keyhole } from './support';

describe('activation', () => {
  it('registers every command of the manifest', async () => {
    await keyhole();
    const registered = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      commandIds.filter(id => !registered.has(id)),
      [],
    );
  });

  it('has a handler for each of them, in one table, and no other', async () => {
    const { session } = await keyhole();
    const context = { ...Object.create(null), session, extensionUri: vscode.Uri.file('/') };
    const tools = createTools(context);
    const health = createHealth(context);
    const handlers = [
      ...Object.keys(eagerCommands),
      ...Object.keys(createItemCommands(context)),
      ...Object.keys(tools.commands),
      ...Object.keys(health.commands),
      ...Object.keys(changeCommands),
    ];
    tools.dispose();
    health.dispose();
    assert.deepEqual(handlers.sort(), [...commandIds].sort());
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
