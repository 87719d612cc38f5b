import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { LanguageSupport } from '../../src/client/language/starter';
import { findUsages } from '../../src/client/usages/findUsages';
import { eachText } from '../../src/client/usages/textFiles';
import { parametersIn, summary, unnamedParameters } from '../../src/client/usages/unusedParameters';
import { eventually, item, keyhole } from './support';

const NAME = '/usages-test/db/host';

describe('usages in the workspace', () => {
  const [root] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(root);
  const folder = vscode.Uri.joinPath(root.uri, 'usages-test');
  const token = new vscode.CancellationTokenSource().token;
  const write = (name: string, text: string | Uint8Array) =>
    vscode.workspace.fs.writeFile(
      vscode.Uri.joinPath(folder, name),
      typeof text === 'string' ? new TextEncoder().encode(text) : text,
    );

  before(async () => {
    await write(
      'template.yaml',
      `Resources:\n  A:\n    Type: AWS::SNS::Topic\n    Properties:\n      TopicName: "{{resolve:ssm:${NAME}}}"\n`,
    );
    await write('app.py', `ssm.get_parameter(Name="${NAME}")\nother("${NAME}-old")\n`);
    await write('.gitignore', 'built/\n*.log\n.env\n!keep.log\n');
    await write('built/out.js', `"${NAME}"`);
    await write('a.log', `"${NAME}"`);
    await write('keep.log', `"${NAME}"`);
    await write('.env', `DB=${NAME}\n`);
    await write('node_modules/x/index.js', `"${NAME}"`);
    await write(
      'windows.ps1',
      new Uint8Array(Buffer.from(`\uFEFFGet-SSMParameter "${NAME}"\r\n`, 'utf16le')),
    );
    await write('binary.bin', new Uint8Array([0, ...new TextEncoder().encode(NAME)]));
  });
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(folder, { recursive: true });
  });

  const find = async (name: string, cancel = token) => {
    const { language } = await keyhole();
    const usages = await findUsages({ kind: 'parameter', name }, language, cancel);
    const places = usages.locations.map(
      ({ uri, range }) => `${vscode.workspace.asRelativePath(uri)}:${range.start.line}`,
    );
    return { ...usages, places };
  };

  it('are found in every text that git does not ignore, and in .env files', async () => {
    const { places, incomplete } = await find(NAME);
    assert.deepEqual(places, [
      'usages-test/.env:0',
      'usages-test/app.py:0',
      'usages-test/keep.log:0',
      'usages-test/template.yaml:4',
      'usages-test/windows.ps1:0',
    ]);
    assert.equal(incomplete, false);
  });

  it('count in what an editor has open, saved or not', async () => {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder, 'app.py'));
    const editor = await vscode.window.showTextDocument(document);
    await editor.edit(edit => edit.insert(new vscode.Position(0, 0), `# ${NAME}\n`));
    try {
      const { places } = await find(NAME);
      assert.deepEqual(
        places.filter(place => place.includes('app.py')),
        ['usages-test/app.py:0', 'usages-test/app.py:1'],
      );
    } finally {
      await vscode.commands.executeCommand('workbench.action.files.revert');
    }
  });

  it('are found where a name is put together', async () => {
    const document = await vscode.workspace.openTextDocument({
      language: 'yaml',
      content: `Parameters:\n  Env:\n    Type: String\n    Default: usages-test\nResources:\n  A:\n    Type: AWS::SNS::Topic\n    Properties:\n      TopicName: !Sub "{{resolve:ssm:/\${Env}/db/host}}"\n`,
    });
    await vscode.window.showTextDocument(document);
    await eventually(async () => {
      const { locations } = await find(NAME);
      const own = locations.find(({ uri }) => uri.toString() === document.uri.toString());
      assert.equal(own?.range.start.line, 8);
    });
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('are found where a name is put together in a file that nobody has opened', async () => {
    await write(
      'together.yaml',
      `Parameters:\n  Env:\n    Type: String\n    Default: usages-test\nResources:\n  A:\n    Type: AWS::SNS::Topic\n    Properties:\n      TopicName: !Sub "{{resolve:ssm:/\${Env}/db/user}}"\n`,
    );
    const { places } = await find('/usages-test/db/user');
    assert.deepEqual(places, ['usages-test/together.yaml:8']);
  });

  it('are not known to be all when somebody cancels', async () => {
    const source = new vscode.CancellationTokenSource();
    source.cancel();
    assert.deepEqual((await find(NAME, source.token)).incomplete, true);
  });

  it('are not known to be all where the language server has overlooked some, or does not answer', async () => {
    for (const usages of [
      async () => ({ locations: [], incomplete: true }),
      async () => Promise.reject(new Error('gone')),
    ]) {
      const client = { usages } as unknown as NonNullable<Awaited<LanguageSupport['client']>>;
      const found = await findUsages({ kind: 'parameter', name: NAME }, { start: async () => client }, token);
      assert.equal(found.incomplete, true);
    }
    const start = () => Promise.reject(new Error('it does not start'));
    const { incomplete, locations } = await findUsages({ kind: 'parameter', name: NAME }, { start }, token);
    assert.equal(incomplete, true);
    assert.ok(locations.length > 0);
  });

  it('are shown at the first of them', async () => {
    const { views } = await keyhole();
    const node = await item(views.parameters, '/my-app/prod/database/host');
    await vscode.commands.executeCommand('keyhole.findUsages', node);
    const { locations } = await find('/my-app/prod/database/host');
    assert.ok(locations[0]);
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), locations[0].uri.toString());
    await vscode.commands.executeCommand('closeReferenceSearch');
  });

  it('ignore what is no item, whoever calls', async () => {
    for (const argument of [
      null,
      {},
      { kind: 'parameter' },
      'x',
      { kind: 'folder', view: 'keyhole.parameters', path: '/x' },
    ])
      await vscode.commands.executeCommand('keyhole.findUsages', argument);
  });

  it('leave parameters that no file names, and say what is not known', async () => {
    const { views } = await keyhole();
    const own = await item(views.parameters, '/my-app/prod/database/host');
    assert.ok(own.kind === 'parameter');
    const named = (name: string) => ({ ...own, metadata: { ...own.metadata, name } });
    const nodes = [NAME, '/usages-test/db/port', '/nowhere/at/all'].map(named);
    const mentioned = await unnamedParameters(nodes, token);
    assert.deepEqual(
      mentioned.unnamed.map(({ metadata }) => metadata.name),
      ['/usages-test/db/port', '/nowhere/at/all'],
    );
    const told = summary(mentioned, 3, true);
    assert.match(told, /2 of 3 parameters.*outside of this workspace.*not known/);
    assert.doesNotMatch(told, /unused|complete/);
    assert.match(summary({ ...mentioned, incomplete: true }, 3, true), /none is known to be unused/);
    assert.match(summary(mentioned, 3, false), /list of parameters is not complete/);
  });

  it('are looked for among the parameters of a folder alone', async () => {
    const { views } = await keyhole();
    await item(views.parameters, '/my-app/prod/database/host');
    const all = parametersIn(views.parameters, undefined);
    const some = parametersIn(views.parameters, {
      kind: 'folder',
      view: 'keyhole.parameters',
      path: '/my-app/dev',
      label: 'dev',
      count: 1,
    });
    assert.ok(some.length > 0 && some.length < all.length);
    assert.ok(some.every(({ metadata }) => metadata.name.startsWith('/my-app/dev/')));
  });

  it('are looked for in every file once', async () => {
    const seen: string[] = [];
    const { files } = await eachText(uri => seen.push(uri.toString()), token);
    assert.equal(files, seen.length);
    assert.equal(new Set(seen).size, seen.length);
  });
});
