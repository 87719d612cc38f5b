import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { eventually, keyhole, setFaults } from './support';

describe('the files of the AWS configuration', () => {
  const file = process.env.AWS_CONFIG_FILE ?? '';
  let before: string;

  /** As the tools do it, who know nothing of Keyhole. */
  const edit = (more: string) => writeFileSync(file, `${before}\n${more}\n`);

  beforeEach(() => {
    before = readFileSync(file, 'utf8');
  });
  afterEach(async () => {
    await setFaults({});
    writeFileSync(file, before);
    const { session } = await keyhole();
    await session.choose({ kind: 'aws' });
  });

  it('connect again by themselves once they name the profile that was missing', async () => {
    const { session, views } = await keyhole();
    await session.choose({ kind: 'aws', profile: 'later' });
    await views.parameters.listing.ensure();
    await eventually(() => assert.equal(views.parameters.state, 'no-credentials'));
    edit('[profile later]\nregion = eu-west-1\naws_access_key_id = AKIDFAKE\naws_secret_access_key = fake');
    await eventually(() => assert.notEqual(views.parameters.state, 'no-credentials'), 100);
    await views.parameters.listing.ensure();
    await eventually(() => assert.equal(views.parameters.state, 'ready'), 100);
  });

  it('are followed where the profile in use is edited, and not where another is', async () => {
    edit('[profile mine]\nregion = eu-west-1\naws_access_key_id = AKIDFAKE\naws_secret_access_key = fake');
    const { session } = await keyhole();
    await session.choose({ kind: 'aws', profile: 'mine' });
    await (await session.connect()).identified;
    const { generation } = session;
    const mine = (region: string) =>
      `[profile mine]\nregion = ${region}\naws_access_key_id = AKIDFAKE\naws_secret_access_key = fake`;
    edit(`${mine('eu-west-1')}\n[profile other]\nregion = eu-west-1`);
    await new Promise(resolve => setTimeout(resolve, 1_500));
    assert.equal(session.generation, generation);
    edit(mine('eu-north-1'));
    await eventually(() => assert.equal(session.generation, generation + 1), 100);
  });

  it('end an expired session when a sign-in elsewhere leaves its token', async () => {
    const { session, views } = await keyhole();
    await setFaults({ expired: true });
    await views.parameters.refresh();
    await views.secrets.refresh();
    const { generation } = session;
    await setFaults({});
    const folder = path.join(homedir(), '.aws', 'sso', 'cache');
    mkdirSync(folder, { recursive: true });
    const token = path.join(folder, 'token.json');
    try {
      writeFileSync(token, '{}');
      await eventually(() => assert.ok(session.generation > generation), 100);
      // A token that is renewed while all is well is nobody's business.
      await views.parameters.listing.ensure();
      await views.secrets.refresh();
      await views.keys.refresh();
      await session.identify();
      const well = session.generation;
      writeFileSync(token, '{"renewed":true}');
      await new Promise(resolve => setTimeout(resolve, 1_500));
      assert.equal(session.generation, well);
    } finally {
      rmSync(token);
    }
  });

  it('show what is wrong in the config file at its line, and are left alone elsewhere', async () => {
    await keyhole();
    edit(
      '[profile a]\nrole_arn = arn:aws:iam::111122223333:role/x\nsource_profile = gone\nsso_session = werk',
    );
    const uri = vscode.Uri.file(file);
    const document = await vscode.workspace.openTextDocument(uri);
    const told = () =>
      vscode.languages
        .getDiagnostics(uri)
        .map(({ range, message }) => `${document.getText(range)}: ${message}`);
    await eventually(() =>
      assert.deepEqual(told(), ['gone: There is no profile: gone', 'werk: There is no SSO session: werk']),
    );
    await vscode.window.showTextDocument(document);
    const change = new vscode.WorkspaceEdit();
    const all = new vscode.Range(0, 0, document.lineCount, 0);
    change.replace(uri, all, document.getText().replace('gone', 'a').replace('sso_session = werk', ''));
    await vscode.workspace.applyEdit(change);
    await eventually(() => assert.deepEqual(told(), ['a: These roles go round in a circle: a → a']));
    const again = new vscode.WorkspaceEdit();
    again.replace(uri, new vscode.Range(0, 0, document.lineCount, 0), '[dev]\nregion = eu-west-1\n');
    await vscode.workspace.applyEdit(again);
    await eventually(() => assert.match(told().join(), /^dev: Nothing reads this section/));
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      uri,
      new vscode.Range(0, 1, 0, 2),
    );
    const fix = actions.find(({ title }) => title === 'Write [profile dev]');
    assert.ok(fix?.edit);
    await vscode.workspace.applyEdit(fix.edit);
    await eventually(() => assert.deepEqual(told(), []));
    await vscode.commands.executeCommand('workbench.action.files.revert');
    const other = await vscode.workspace.openTextDocument({
      content: document.getText(),
      language: 'plaintext',
    });
    await new Promise(resolve => setTimeout(resolve, 500));
    assert.deepEqual(vscode.languages.getDiagnostics(other.uri), []);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
});
