import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ItemNode, Node } from '../../src/client/tree/nodes';
import type { View } from '../../src/client/tree/view';
import { callCounts, eventually, keyhole, openSample, resetCalls } from './support';

describe('from a template to the explorer', () => {
  afterEach(async () => {
    const { views } = await keyhole();
    for (const view of Object.values(views)) view.setFilter('');
  });

  const nameIn = ({ treeView }: View): string | undefined => {
    const [node]: readonly Node[] = treeView.selection;
    return node !== undefined && (node.kind === 'parameter' || node.kind === 'secret')
      ? node.metadata.name
      : undefined;
  };

  async function putCursorOn(text: string): Promise<vscode.TextEditor> {
    const document = await openSample('template.yaml');
    const editor = await vscode.window.showTextDocument(document);
    const at = document.positionAt(document.getText().indexOf(text) + 1);
    editor.selection = new vscode.Selection(at, at);
    return editor;
  }

  it('selects the parameter the cursor is on', async () => {
    const { views } = await keyhole();
    await putCursorOn('/my-app/prod/database/port');
    await eventually(async () => {
      await vscode.commands.executeCommand('keyhole.showInExplorer');
      assert.equal(nameIn(views.parameters), '/my-app/prod/database/port');
    });
    assert.ok(views.parameters.treeView.visible);
  });

  it('takes back a filter that hides it, and keeps one that does not', async () => {
    const { views } = await keyhole();
    const target = { kind: 'parameter', name: '/my-app/prod/database/host' };
    views.parameters.setFilter('database');
    await vscode.commands.executeCommand('keyhole.showInExplorer', target);
    await eventually(() => assert.equal(nameIn(views.parameters), target.name));
    assert.equal(views.parameters.filter, 'database');
    views.parameters.setFilter('release');
    await vscode.commands.executeCommand('keyhole.showInExplorer', target);
    await eventually(() => assert.equal(nameIn(views.parameters), target.name));
    assert.equal(views.parameters.filter, '');
  });

  it('selects a secret by its name and by its ARN, and reads no value for it', async () => {
    const { views } = await keyhole();
    await resetCalls();
    for (const by of ['name', 'arn'] as const) {
      await views.secrets.listing.ensure();
      const find = (node: ItemNode) =>
        node.kind === 'secret' && node.metadata.name === 'prod/my-app/database';
      const node = await eventually(() => {
        const found = views.secrets.items().find(find);
        assert.ok(found?.kind === 'secret');
        return found;
      });
      await vscode.commands.executeCommand('keyhole.showInExplorer', {
        kind: 'secret',
        id: node.metadata[by],
      });
      await eventually(() => assert.equal(nameIn(views.secrets), 'prod/my-app/database'));
    }
    assert.doesNotMatch(await callCounts(), /GetSecretValue/);
  });

  it('does nothing for what is not there, or is no name', async () => {
    const { views } = await keyhole();
    const before = nameIn(views.parameters);
    for (const argument of [
      { kind: 'parameter', name: '/no/such/parameter' },
      { kind: 'parameter', name: '`; rm' },
      { kind: 'key', id: 'x' },
      7,
    ]) {
      await vscode.commands.executeCommand('keyhole.showInExplorer', argument);
    }
    assert.equal(nameIn(views.parameters), before);
  });

  it('is offered by the light bulb on a reference, and nowhere else', async () => {
    const offered = async (text: string) => {
      const { document, selection } = await putCursorOn(text);
      const actions = await vscode.commands.executeCommand<readonly vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        selection,
      );
      return actions.filter(({ command }) => command?.command === 'keyhole.showInExplorer').length;
    };
    await eventually(async () => assert.equal(await offered('/my-app/prod/database/port'), 1));
    assert.equal(await offered('AWSTemplateFormatVersion'), 0);
  });
});
