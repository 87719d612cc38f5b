import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { callCounts, codeOf, eventually, keyhole, keyholeProblems, resetCalls } from './support';

const profiles = `
[profile dev]
region = eu-west-1
aws_access_key_id = AKIDFAKE
aws_secret_access_key = fake
[profile prod]
region = eu-north-1
aws_access_key_id = AKIDFAKE
aws_secret_access_key = fake
`;
const template = `Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: "{{resolve:ssm:/my-app/prod/database/port}}"
`;

/** The sandbox has the sample in eu-west-1 and nothing in eu-north-1. */
describe('files that are bound to connections', () => {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const file = process.env.AWS_CONFIG_FILE ?? '';
  const { AWS_REGION: region } = process.env;
  let before: string;
  const settings = () => vscode.workspace.getConfiguration('keyhole', folder?.uri);
  const define = (connections: object | undefined) =>
    settings().update('connections', connections, vscode.ConfigurationTarget.Global);
  const bind = (files: object | undefined) =>
    settings().update('files', files, vscode.ConfigurationTarget.WorkspaceFolder);

  beforeEach(() => {
    before = readFileSync(file, 'utf8');
    writeFileSync(file, `${before}${profiles}`);
    delete process.env.AWS_REGION;
  });
  afterEach(async () => {
    process.env.AWS_REGION = region;
    writeFileSync(file, before);
    await bind(undefined);
    await define(undefined);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    if (folder) rmSync(vscode.Uri.joinPath(folder.uri, 'stacks').fsPath, { recursive: true, force: true });
    const { session } = await keyhole();
    await session.choose({ kind: 'aws' });
  });

  async function open(name: string): Promise<vscode.Uri> {
    assert.ok(folder);
    const uri = vscode.Uri.joinPath(folder.uri, 'stacks', name);
    await vscode.workspace.fs.writeFile(uri, Buffer.from(template));
    await vscode.window.showTextDocument(uri);
    return uri;
  }
  const missing = (uri: vscode.Uri) =>
    keyholeProblems(uri).find(problem => codeOf(problem) === 'reference/not-found');
  const connections = async () => {
    const { language } = await keyhole();
    const client = await eventually(() => {
      assert.ok(language.client);
      return language.client;
    });
    return client.connections;
  };

  it('are checked against these, each against its own, once somebody has said yes to them', async () => {
    const { session } = await keyhole();
    await session.choose({ kind: 'aws', profile: 'dev' });
    await define({ prod: { profile: 'prod' } });
    await bind({ '**': 'nobody', 'stacks/dev*': 'prod', 'stacks/prod-*.yaml': 'prod' });
    await resetCalls();
    const prod = await open('prod-1.yaml');
    const bindings = await connections();
    await eventually(() => assert.equal(bindings.at(prod).kind, 'unconfirmed'));
    await new Promise(resolve => setTimeout(resolve, 800));
    assert.doesNotMatch(await callCounts(), /DescribeParameters/);
    assert.equal(missing(prod), undefined);

    await bindings.confirm('prod');
    const problem = await eventually(() => {
      const found = missing(prod);
      assert.ok(found, 'it is missing in eu-north-1');
      return found;
    });
    assert.equal(problem.severity, vscode.DiagnosticSeverity.Error);
    assert.match(problem.message, /eu-north-1/);
    // The explorer stays where it was.
    assert.equal(session.state.label.profile, 'dev');

    await bind({ 'stacks/prod-*.yaml': 'prod' });
    const dev = await open('dev-1.yaml');
    assert.equal(bindings.at(dev).kind, 'explored');
    await eventually(() => assert.ok(missing(prod)));
    await new Promise(resolve => setTimeout(resolve, 500));
    assert.equal(missing(dev), undefined, 'it is there in eu-west-1');
  });

  it('are asked about again when a label means something else', async () => {
    await define({ prod: { profile: 'prod' } });
    await bind({ 'stacks/**': 'prod' });
    const uri = await open('prod-2.yaml');
    const bindings = await connections();
    await bindings.confirm('prod');
    assert.equal(bindings.at(uri).kind, 'bound');
    await define({ prod: { profile: 'dev' } });
    await eventually(() => assert.equal(bindings.at(uri).kind, 'unconfirmed'));
    await define({});
    await eventually(() => assert.equal(bindings.at(uri).kind, 'undefined'));
    await resetCalls();
    await vscode.commands.executeCommand('vscode.executeHoverProvider', uri, new vscode.Position(4, 40));
    assert.doesNotMatch(await callCounts(), /DescribeParameters|GetParameter/);
  });

  it('get no profile from the workspace: what a label means is the person’s own', async () => {
    assert.ok(folder);
    const uri = vscode.Uri.joinPath(folder.uri, '.vscode', 'settings.json');
    await vscode.workspace.fs.writeFile(
      uri,
      Buffer.from(
        JSON.stringify({
          'keyhole.connections': { prod: { profile: 'prod', endpoint: 'http://169.254.169.254' } },
          'keyhole.aws.profile': 'prod',
          'keyhole.aws.endpoint': 'http://169.254.169.254',
          'keyhole.readOnly': false,
          'keyhole.screenShare': false,
          'keyhole.lint.secretKeys': true,
          'keyhole.files': { 'stacks/**': 'prod' },
        }),
      ),
    );
    try {
      const bindings = await connections();
      const bound = await open('prod-3.yaml');
      await eventually(() => assert.equal(bindings.at(bound).kind, 'undefined'));
      const configuration = vscode.workspace.getConfiguration('keyhole', folder.uri);
      assert.equal(configuration.get('aws.endpoint'), '');
      assert.equal(configuration.get('aws.profile'), '');
      assert.equal(configuration.get('lint.secretKeys'), false);
      const { session } = await keyhole();
      assert.notEqual(session.state.label.endpoint, 'http://169.254.169.254');
    } finally {
      await vscode.workspace.fs.delete(uri);
    }
  });

  it('take a code of an MFA device of their own', async () => {
    const role = 'arn:aws:iam::123456789012:role/my-app-prod';
    const mfa = `[profile mfa]\nregion = eu-north-1\nrole_arn = ${role}\nsource_profile = dev\nmfa_serial = x/mfa\n`;
    writeFileSync(file, `${before}${profiles}${mfa}`);
    const { session } = await keyhole();
    await define({ mfa: { profile: 'mfa' } });
    await bind({ 'stacks/**': 'mfa' });
    const uri = await open('mfa.yaml');
    const bindings = await connections();
    await bindings.confirm('mfa');
    const connection = bindings.at(uri);
    assert.ok(connection.kind === 'bound');
    await eventually(() => {
      const { state } = connection.session;
      assert.ok(state.kind === 'connected' && state.problem?.code === 'mfa-required');
    });
    assert.equal(missing(uri), undefined);
    const { generation } = session;
    connection.session.enterMfaCode('123456');
    await eventually(() => assert.equal(missing(uri)?.severity, vscode.DiagnosticSeverity.Error));
    assert.match(connection.session.state.label.arn ?? '', /my-app-prod/);
    assert.equal(session.generation, generation, 'the explorer is left alone');
  });

  it('show values of their own account, and not the explorer’s of the same name', async () => {
    const { session, panels } = await keyhole();
    await session.choose({ kind: 'aws', profile: 'dev' });
    await define({ prod: { profile: 'prod' } });
    await bind({ 'stacks/bound*': 'prod' });
    const uri = await open('bound.yaml');
    const other = await open('other.yaml');
    await (await connections()).confirm('prod');
    const id = { kind: 'parameter', name: '/my-app/prod/database/password' };
    const revealed = async (file: vscode.Uri) => {
      await vscode.commands.executeCommand('keyhole.revealValue', id, file.toString());
      const panel = panels.panels.at(-1);
      assert.ok(panel);
      await eventually(() => assert.equal(panel.state, 'masked'), 100);
      await panel.receive({ type: 'reveal' });
      return panel;
    };
    const bound = await revealed(uri);
    assert.equal(bound.state, 'failed', 'there is none in eu-north-1');
    assert.equal((await revealed(other)).state, 'shown');
    assert.equal(panels.panels.length, 2);
    // What shows something of a connection goes with it.
    await define({});
    await eventually(() => assert.equal(panels.panels.includes(bound), false));
    assert.equal(panels.panels.length, 1);
  });

  it('keep the other bindings of the folder when one is added', async () => {
    const files = { 'a/**': 'dev', 'b/**': 'prod' };
    await bind(files);
    // What the command adds to.
    assert.deepEqual(settings().inspect('files')?.workspaceFolderValue, files);
  });

  it('follow the lock of the window', async () => {
    await define({ prod: { profile: 'prod' } });
    await bind({ 'stacks/**': 'prod' });
    const uri = await open('prod-4.yaml');
    const bindings = await connections();
    await bindings.confirm('prod');
    const connection = bindings.at(uri);
    assert.ok(connection.kind === 'bound');
    await vscode.commands.executeCommand('keyhole.lock');
    await assert.rejects(connection.session.connect(), /locked/);
    await vscode.commands.executeCommand('keyhole.unlock');
    await connection.session.connect();
  });
});
