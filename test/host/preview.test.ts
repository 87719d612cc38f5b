import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { callCounts, eventually, keyhole, openSample, positionOf, resetCalls, setFaults } from './support';

const previewOf = (name: string) =>
  vscode.workspace.textDocuments.find(
    ({ uri, isClosed }) => uri.scheme === 'keyhole-preview' && uri.path.endsWith(name) && !isClosed,
  );

describe('what a template says resolved', () => {
  afterEach(async () => {
    await setFaults({});
    const settings = vscode.workspace.getConfiguration('keyhole');
    await settings.update('inlayHints.enabled', undefined, vscode.ConfigurationTarget.Global);
    await settings.update('codeLens.enabled', undefined, vscode.ConfigurationTarget.Global);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('is shown beside it: plain values, masks for what is secret, reasons for what is not known', async () => {
    await keyhole();
    await openSample('template.yaml');
    await resetCalls();
    const preview = await eventually(async () => {
      await vscode.commands.executeCommand('keyhole.previewResolved');
      const found = previewOf('template.yaml');
      assert.ok(found);
      return found;
    });
    const text = preview.getText();
    assert.equal(preview.languageId, 'yaml');
    assert.match(text, /db-1\.prod\.example\.com/);
    assert.match(text, /•{8}/);
    assert.match(text, /⟨unknown: there is no such parameter⟩/);
    // What Fn::Join puts together stands nowhere as a whole.
    const left = text.split('\n').filter(line => line.includes('{{resolve:') && !/^\s*#|!Join/.test(line));
    assert.deepEqual(left, []);
    const lenses = await vscode.commands.executeCommand<readonly vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      preview.uri,
    );
    assert.deepEqual(
      lenses.map(({ command }) => command?.title),
      ["Resolved in SANDBOX · 123456789012 · eu-west-1 with the parameters' defaults; secrets are masked"],
    );
    // What makes a value of a secret or SecureString is never asked for, and so is nowhere.
    assert.doesNotMatch(text, /FAKE-/);
    assert.doesNotMatch(await callCounts(), /GetSecretValue/);
  });

  it('follows the template while it is edited', async () => {
    await keyhole();
    const document = await openSample('sam.yaml');
    await eventually(async () => {
      await vscode.commands.executeCommand('keyhole.previewResolved');
      assert.ok(previewOf('sam.yaml'));
    });
    const edit = new vscode.WorkspaceEdit();
    const from = positionOf(document, '/my-app/prod/database/host');
    const to = from.translate(0, '/my-app/prod/database/host'.length);
    edit.replace(document.uri, new vscode.Range(from, to), '/my-app/prod/database/port');
    await vscode.workspace.applyEdit(edit);
    await eventually(() => assert.match(previewOf('sam.yaml')?.getText() ?? '', /DB_HOST: "5432"/));
    await vscode.commands.executeCommand('undo');
  });

  it('says why where the account does not answer', async () => {
    await keyhole();
    await openSample('template.yaml');
    await eventually(async () => {
      await setFaults({ deny: ['ssm:GetParameter'] });
      await vscode.commands.executeCommand('keyhole.previewResolved');
      assert.match(previewOf('template.yaml')?.getText() ?? '', /⟨unknown: .*ssm:GetParameter/);
    });
  });

  async function hintsOf(document: vscode.TextDocument): Promise<readonly string[]> {
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    const hints = await vscode.commands.executeCommand<readonly vscode.InlayHint[]>(
      'vscode.executeInlayHintProvider',
      document.uri,
      whole,
    );
    return hints.map(({ label }) =>
      typeof label === 'string' ? label : label.map(({ value }) => value).join(''),
    );
  }

  it('stands beside references when keyhole.inlayHints.enabled is on, and never a secret', async () => {
    await keyhole();
    const document = await openSample('template.yaml');
    assert.deepEqual(await hintsOf(document), []);
    const settings = vscode.workspace.getConfiguration('keyhole');
    await settings.update('inlayHints.enabled', true, vscode.ConfigurationTarget.Global);
    const hints = await eventually(async () => {
      const found = await hintsOf(document);
      assert.ok(found.includes('= db-1.prod.example.com'), found.join());
      return found;
    });
    assert.ok(!hints.join().includes('FAKE-'));
  });

  it('is summed up above the first line, unless keyhole.codeLens.enabled is off', async () => {
    await keyhole();
    const { uri } = await openSample('template.yaml');
    const titles = async () =>
      (
        await vscode.commands.executeCommand<readonly vscode.CodeLens[]>(
          'vscode.executeCodeLensProvider',
          uri,
        )
      ).flatMap(({ command }) => (command?.command === 'keyhole.whyWillThisFail' ? [command.title] : []));
    await eventually(async () => assert.match((await titles()).join(), /^\d+ references · \d+ problems/));
    const settings = vscode.workspace.getConfiguration('keyhole');
    await settings.update('codeLens.enabled', false, vscode.ConfigurationTarget.Global);
    await eventually(async () => assert.deepEqual(await titles(), []));
  });
});
