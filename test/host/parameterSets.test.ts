import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, keyhole, openSample, positionOf } from './support';

describe('a parameter set for a template', () => {
  let file: vscode.Uri | undefined;
  afterEach(async () => {
    if (file) await vscode.workspace.fs.delete(file).then(undefined, () => {});
    const { language } = await keyhole();
    assert.ok(language);
  });

  async function write(name: string, text: string): Promise<void> {
    const [root] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(root);
    file = vscode.Uri.joinPath(root.uri, name);
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
  }

  async function hoverText(document: vscode.TextDocument): Promise<string> {
    const at = positionOf(document, '/database/username', 2);
    const hovers = await vscode.commands.executeCommand<readonly vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      at,
    );
    return hovers
      .flatMap(({ contents }) => contents.map(each => (typeof each === 'string' ? each : each.value)))
      .join('\n');
  }

  /** Opens the list and takes the entry so many below the first one. */
  async function choose(below: number): Promise<void> {
    const chosen = vscode.commands.executeCommand('keyhole.chooseParameterSet');
    await eventually(async () => {
      for (let step = 0; step < below; step++)
        await vscode.commands.executeCommand('workbench.action.quickOpenSelectNext');
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      const timeout = new Promise(resolve => setTimeout(() => resolve('open'), 300));
      assert.notEqual(await Promise.race([chosen, timeout]), 'open');
    });
  }

  it('is found beside it, decides what names mean, follows its file and is taken back', async () => {
    await write('dev.json', '{"Parameters": {"Environment": "dev"}}');
    const document = await openSample('template.yaml');
    await eventually(async () => assert.match(await hoverText(document), /prod.*the parameter's default/));
    await choose(1);
    await eventually(async () => assert.match(await hoverText(document), /`dev` \(dev\.json\)/));

    await write('dev.json', '{"Parameters": {"Environment": "staging"}}');
    await eventually(async () => assert.match(await hoverText(document), /`staging` \(dev\.json\)/));

    // Broken: the defaults hold until it can be read again.
    await write('dev.json', '{"Parameters": ');
    await eventually(async () => assert.match(await hoverText(document), /the parameter's default/));
    await write('dev.json', '{"Parameters": {"Environment": "dev"}}');
    await eventually(async () => assert.match(await hoverText(document), /`dev` \(dev\.json\)/));

    await choose(0);
    await eventually(async () => assert.match(await hoverText(document), /the parameter's default/));
  });
});
