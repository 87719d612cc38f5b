import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, keyhole, positionOf } from './support';

const name = '/navigation/host';
const template = (id: string) => `Resources:
  ${id}:
    Type: AWS::SNS::Topic
    Properties:
      DisplayName: "{{resolve:ssm:${name}}}"
`;

describe('navigation in a workspace', () => {
  const files: vscode.Uri[] = [];

  async function write(file: string, text: string): Promise<vscode.Uri> {
    const [root] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(root);
    const uri = vscode.Uri.joinPath(root.uri, file);
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    files.push(uri);
    return uri;
  }

  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    for (const uri of files.splice(0)) await vscode.workspace.fs.delete(uri);
  });

  it('renames a name in files that are not open, and leaves generated ones alone', async () => {
    await keyhole();
    const closed = await write('nested/closed.yaml', template('Closed'));
    const generated = await write('cdk.out/made.yaml', template('Made'));
    const uri = await write('navigation.yaml', template('Open'));
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    const position = positionOf(document, name, 2);
    const edit = await eventually(async () => {
      const made = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
        'vscode.executeDocumentRenameProvider',
        uri,
        position,
        '/navigation/db-host',
      );
      assert.ok(made.size > 0);
      return made;
    });
    const changed = edit.entries().map(([each]) => each.path);
    assert.deepEqual(changed.sort(), [uri.path, closed.path].sort());
    assert.ok(!changed.includes(generated.path));
  });
});
