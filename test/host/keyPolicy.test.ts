import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { codeOf, eventually, item, keyhole, keyholeProblems, setFaults } from './support';

describe('live key policy', () => {
  afterEach(async () => {
    await setFaults({});
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  async function opened(alias: string): Promise<vscode.TextDocument> {
    const { views } = await keyhole();
    await vscode.commands.executeCommand('keyhole.openKeyPolicy', await item(views.keys, alias));
    const document = vscode.window.activeTextEditor?.document;
    assert.ok(document, 'an editor is open');
    return document;
  }

  it('opens as read-only JSON under the name of its alias', async () => {
    const document = await opened('alias/my-app-prod');
    assert.equal(document.uri.scheme, 'keyhole-policy');
    assert.equal(document.languageId, 'json');
    assert.match(document.uri.path, /\/SANDBOX my-app-prod\.json$/);
    assert.ok('Statement' in JSON.parse(document.getText()));
    assert.equal(vscode.workspace.fs.isWritableFileSystem(document.uri.scheme), undefined);
  });

  it('is linted', async () => {
    const document = await opened('alias/partner-share');
    await eventually(() => {
      const codes = keyholeProblems(document.uri).map(codeOf);
      assert.ok(codes.includes('policy/reachable-from-any-account'), codes.join());
    });
  });

  it('is read again on request', async () => {
    const document = await opened('alias/my-app-dev');
    const before = document.getText();
    await vscode.commands.executeCommand('keyhole.refreshKeyPolicy', document.uri);
    assert.equal(document.getText(), before);
  });

  it('opens no editor when KMS says no', async () => {
    await setFaults({ deny: ['kms:GetKeyPolicy'] });
    const { views } = await keyhole();
    await vscode.commands.executeCommand(
      'keyhole.openKeyPolicy',
      await item(views.keys, 'alias/my-app-prod'),
    );
    assert.equal(vscode.window.activeTextEditor, undefined);
  });

  it('does not ask KMS for an address that is none of its own', async () => {
    const uri = vscode.Uri.from({ scheme: 'keyhole-policy', path: '/somewhere/else.json' });
    await assert.rejects(async () => vscode.workspace.openTextDocument(uri));
  });
});
