// Navigation as an editor asks for it, over the real server.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type {
  DocumentHighlight,
  Location,
  LocationLink,
  Range,
  WorkspaceEdit,
  WorkspaceSymbol,
} from 'vscode-languageserver/node';
import { root } from '../../scripts/lib/paths.mjs';
import { type Client, type ClientOptions, startClient } from './lib/client';

const TEMPLATE = `AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Host:
    Type: AWS::SSM::Parameter
    Properties: {Name: /my-app/host, Type: String, Value: x}
  Database:
    Type: AWS::SecretsManager::Secret
    Properties:
      Name: prod/db
      GenerateSecretString: {SecretStringTemplate: '{"username": "app"}', GenerateStringKey: password}
  Worker:
    Type: AWS::Lambda::Function
    Properties:
      Environment:
        Variables:
          A: '{{resolve:ssm:/my-app/host}}'
          B: !Sub '{{resolve:secretsmanager:\${Database}:SecretString:password}}'
`;

const OTHER = `Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties: {DisplayName: '{{resolve:ssm:/my-app/host:1}}'}
`;

describe('navigation', () => {
  let client: Client | undefined;
  const start = async (options?: ClientOptions) => {
    client = await startClient(options);
    return client;
  };
  afterEach(async () => {
    await client?.stop();
    client = undefined;
  });

  const CLOSED = { uri: 'file:///project/closed.yaml', text: OTHER.replace('Topic', 'Closed') };
  const ALL_OPEN: ClientOptions = { files: () => ({ files: [], incomplete: false }) };

  async function opened(options: ClientOptions = ALL_OPEN) {
    const { open, connection } = await start(options);
    const document = open(TEMPLATE);
    const other = open(OTHER, { uri: 'file:///project/other.yaml' });
    const ask = <T>(method: string, of: typeof document, needle: string, more: object = {}) =>
      connection.sendRequest<T>(`textDocument/${method}`, {
        textDocument: { uri: of.uri },
        position: of.at(needle, 1),
        ...more,
      });
    return { document, other, ask };
  }

  const textAt = (text: string, { start, end }: Range) =>
    text.split('\n')[start.line]?.slice(start.character, end.character);

  it('finds what templates declare by its name, files that are not open included', async () => {
    const declaring = `Parameters:\n  Env: {Type: String, Default: dev}\nResources:\n  Port:\n    Type: AWS::SSM::Parameter\n    Properties: {Name: !Sub '/my-app/\${Env}/port', Type: String, Value: x}\n`;
    const closed = { uri: 'file:///project/closed.yaml', text: declaring };
    const { connection, open } = await start({ files: () => ({ files: [closed], incomplete: false }) });
    const document = open(TEMPLATE);
    await document.diagnostics();
    const found = async (query: string) =>
      (await connection.sendRequest<WorkspaceSymbol[]>('workspace/symbol', { query })).map(
        ({ name, containerName, location }) => [name, containerName, location.uri],
      );
    assert.deepEqual(await found(''), [
      ['/my-app/host', 'Host', document.uri],
      ['prod/db', 'Database', document.uri],
      ['/my-app/dev/port', 'Port', closed.uri],
    ]);
    assert.deepEqual(
      (await found('MYport')).map(([name]) => name),
      ['/my-app/dev/port'],
    );
    assert.deepEqual(await found('nothing'), []);
  });

  it('goes from a reference to what declares it, in another open file too', async () => {
    const { document, other, ask } = await opened();
    const [own] = await ask<Location[]>('definition', document, '${Database}');
    assert.ok(own);
    assert.equal(textAt(TEMPLATE, own.range), 'Database');
    const [found, ...more] = await ask<Location[]>('definition', other, '/my-app/host');
    assert.equal(more.length, 0);
    assert.ok(found);
    assert.deepEqual([found.uri, textAt(TEMPLATE, found.range)], [document.uri, 'Host']);
    assert.deepEqual(await ask('definition', document, 'AWS::Lambda'), []);
  });

  it('says where the link was to a client that takes links', async () => {
    const { open, connection } = await start({
      capabilities: { textDocument: { definition: { linkSupport: true } } },
    });
    const document = open(TEMPLATE);
    const [link] = await connection.sendRequest<LocationLink[]>('textDocument/definition', {
      textDocument: { uri: document.uri },
      position: document.at('/my-app/host}', 1),
    });
    assert.ok(link?.originSelectionRange);
    assert.equal(textAt(TEMPLATE, link.originSelectionRange), '/my-app/host');
  });

  it('finds references over the open files, with and without the declaration', async () => {
    const { document, other, ask } = await opened();
    const find = (includeDeclaration: boolean) =>
      ask<Location[]>('references', document, '/my-app/host}', { context: { includeDeclaration } });
    const shown = (await find(true)).map(
      ({ uri, range }) => `${uri.split('/').at(-1)}:${range.start.line + 1}`,
    );
    assert.deepEqual(shown, ['template.yaml:5', 'template.yaml:16', 'other.yaml:4']);
    assert.equal((await find(false)).length, 2);
    assert.deepEqual(await ask('references', other, 'Topic:', { context: { includeDeclaration: true } }), []);
  });

  it('highlights what is one item', async () => {
    const { document, ask } = await opened();
    const highlights = await ask<DocumentHighlight[]>('documentHighlight', document, 'Database:');
    assert.equal(await ask('documentHighlight', document, 'AWS::Lambda'), null, 'another server may answer');
    assert.deepEqual(
      highlights.map(({ range, kind }) => [textAt(TEMPLATE, range), kind]),
      [
        ['prod/db', 3],
        ['${Database}', 2],
      ],
    );
  });

  it('renames a name in every open file, by versioned edits', async () => {
    const { document, other, ask } = await opened();
    const prepared = await ask<{ range: Range; placeholder: string }>('prepareRename', other, '/my-app/host');
    assert.equal(prepared.placeholder, '/my-app/host');
    const newName = '/my-app/db-host';
    const edit = await ask<WorkspaceEdit>('rename', other, '/my-app/host', { newName });
    await document.apply({ title: '', edit: onlyOf(edit, document.uri) });
    await other.apply({ title: '', edit: onlyOf(edit, other.uri) });
    assert.equal(document.text(), TEMPLATE.replaceAll('/my-app/host', newName));
    assert.equal(other.text(), OTHER.replaceAll('/my-app/host', newName));
  });

  it('looks through files that are not open, for the name alone', async () => {
    const asked: (readonly string[])[] = [];
    const { document, other, ask } = await opened({
      files: ({ texts }) => {
        asked.push(texts);
        // A client may send what is open as well: the open version counts.
        return { files: [CLOSED, { uri: 'file:///project/other.yaml', text: '' }], incomplete: false };
      },
    });
    const more = { context: { includeDeclaration: true } };
    const found = await ask<Location[]>('references', document, '/my-app/host}', more);
    assert.deepEqual(
      found.map(({ uri }) => uri),
      [document.uri, document.uri, other.uri, CLOSED.uri],
    );
    assert.deepEqual(asked, [['/my-app/host']]);
    const edit = await ask<WorkspaceEdit>('rename', document, '/my-app/host}', { newName: '/my-app/h' });
    const closed = onlyOf(edit, CLOSED.uri).documentChanges ?? [];
    assert.equal(closed.length, 1);
    assert.ok(closed[0] && 'textDocument' in closed[0] && closed[0].textDocument.version === null);
  });

  it('renames nothing where a file may have been overlooked', async () => {
    const { document, ask } = await opened({ files: () => ({ files: [], incomplete: true }) });
    const rename = ask('rename', document, '/my-app/host}', { newName: '/my-app/h' });
    await assert.rejects(rename, /looked through/);
  });

  it('looks through the folder itself in the command, without what git ignores', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'navigation-'));
    try {
      const write = (name: string, text: string) => {
        mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
        writeFileSync(path.join(folder, name), text);
      };
      write('stacks/closed.yaml', CLOSED.text);
      write('ignored.yaml', CLOSED.text);
      write('.gitignore', 'ignored.yaml\n');
      write('cdk.out/made.yaml', CLOSED.text);
      write('unrelated.yaml', 'a: b\n');
      const { open, connection } = await start({
        command: [path.join(root, 'dist/cli.js'), 'lsp', '--stdio'],
        rootUri: pathToFileURL(folder).href,
      });
      const document = open(TEMPLATE, { uri: pathToFileURL(path.join(folder, 'template.yaml')).href });
      const found = await connection.sendRequest<Location[]>('textDocument/references', {
        textDocument: { uri: document.uri },
        position: document.at('/my-app/host}', 1),
        context: { includeDeclaration: false },
      });
      assert.deepEqual(
        found.map(({ uri }) => path.relative(pathToFileURL(folder).pathname, new URL(uri).pathname)),
        ['template.yaml', 'stacks/closed.yaml'],
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('says why a name cannot be changed, or cannot be one', async () => {
    const { document, ask } = await opened();
    await assert.rejects(ask('prepareRename', document, '${Database}'), /put together/);
    await assert.rejects(ask('rename', document, '/my-app/host', { newName: 'a b' }), /a blank/);
    assert.equal(await ask('prepareRename', document, 'AWS::Lambda'), null);
  });

  it('completes JSON keys and names from what the template declares', async () => {
    const { document } = await opened();
    const keys = await document.complete(document.at('password}}'));
    assert.deepEqual(
      keys.items.map(({ label }) => label),
      ['username', 'password'],
    );
    const names = await document.complete(document.at('my-app/host}}'));
    assert.deepEqual(
      names.items.map(({ label, detail }) => [label, detail]),
      [['my-app/host', 'declared here: Host']],
    );
  });
});

function onlyOf({ documentChanges = [] }: WorkspaceEdit, uri: string): WorkspaceEdit {
  return {
    documentChanges: documentChanges.filter(
      change => 'textDocument' in change && change.textDocument.uri === uri,
    ),
  };
}
