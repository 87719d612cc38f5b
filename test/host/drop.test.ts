import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { draggedMime } from '../../src/client/tree/draggedMime';
import { fillDrag, readDrag } from '../../src/client/tree/dragItems';
import type { Node } from '../../src/client/tree/nodes';
import { callCounts, eventually, item, keyhole, openSample, resetCalls } from './support';

describe('an item dragged from the views', () => {
  // The server starts with a document it has something to say about.
  before(() => openSample('template.yaml'));
  after(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  function drag(nodes: readonly Node[]): vscode.DataTransfer {
    const data = new vscode.DataTransfer();
    fillDrag(nodes, (mime, text) => data.set(mime, new vscode.DataTransferItem(text)));
    return data;
  }

  /** What is inserted where `^` stands. */
  async function drop(
    content: string,
    data: vscode.DataTransfer,
    language = 'yaml',
  ): Promise<string | undefined> {
    const { language: support } = await keyhole();
    const client = await eventually(async () => {
      const running = await support.client;
      assert.ok(running);
      return running;
    });
    const document = await vscode.workspace.openTextDocument({ language, content: content.replace('^', '') });
    await vscode.window.showTextDocument(document);
    const { token } = new vscode.CancellationTokenSource();
    const position = document.positionAt(content.indexOf('^'));
    const edits = await client.dropProvider.provideDocumentDropEdits(document, position, data, token);
    const edit = Array.isArray(edits) ? edits[0] : edits;
    const text = edit?.insertText;
    return typeof text === 'string' ? text : text?.value;
  }

  const template = (line: string) =>
    `AWSTemplateFormatVersion: '2010-09-09'\nResources:\n  R:\n    Type: AWS::RDS::DBInstance\n    Properties:\n      ${line}\n`;

  it('becomes the reference that is allowed where it is dropped', async () => {
    const { views } = await keyhole();
    const host = await item(views.parameters, '/my-app/prod/database/host');
    const password = await item(views.parameters, '/my-app/prod/database/password');
    const secret = await item(views.secrets, 'prod/my-app/database');
    for (const [line, node, expected] of [
      ['DBName: ^', host, "'{{resolve:ssm:/my-app/prod/database/host}}'"],
      ['MasterUserPassword: "^"', password, '{{resolve:ssm-secure:/my-app/prod/database/password}}'],
      ['DBName: ^', password, '/my-app/prod/database/password'],
      ['MasterUserPassword: ^', secret, "'{{resolve:secretsmanager:prod/my-app/database}}'"],
    ] as const) {
      assert.equal(await drop(template(line), drag([node])), expected);
    }
  });

  it('is one of several, each on a line of its own', async () => {
    const { views } = await keyhole();
    const nodes = [
      await item(views.parameters, '/my-app/prod/database/host'),
      await item(views.parameters, '/my-app/prod/database/port'),
    ];
    // VS Code itself indents the second line as the first.
    assert.equal(
      await drop(template('DBSecurityGroups:\n        - ^'), drag(nodes)),
      "'{{resolve:ssm:/my-app/prod/database/host}}'\n- '{{resolve:ssm:/my-app/prod/database/port}}'",
    );
  });

  it('breaks no value that several are dropped into, and takes nothing apart', async () => {
    const { views } = await keyhole();
    const nodes = [
      await item(views.parameters, '/my-app/prod/database/host'),
      await item(views.parameters, '/my-app/prod/database/port'),
    ];
    assert.equal(
      await drop(template('DBName: "^"'), drag(nodes)),
      '{{resolve:ssm:/my-app/prod/database/host}},{{resolve:ssm:/my-app/prod/database/port}}',
    );
    assert.equal(
      await drop(template('DBName: ^!Ref X'), drag(nodes.slice(0, 1))),
      '/my-app/prod/database/host',
    );
  });

  it('carries names alone, as text for what does not know Keyhole, and asks AWS nothing', async () => {
    const { views } = await keyhole();
    const password = await item(views.parameters, '/my-app/prod/database/password');
    await resetCalls();
    const data = drag([
      password,
      { kind: 'folder', view: 'keyhole.parameters', path: '/x', label: 'x', count: 1 },
    ]);
    assert.equal(await data.get('text/plain')?.asString(), '/my-app/prod/database/password');
    assert.doesNotMatch(String(await data.get(draggedMime)?.asString()), /FAKE/);
    assert.doesNotMatch(await callCounts(), /GetParameter"/);
    assert.equal(
      drag([{ kind: 'folder', view: 'keyhole.parameters', path: '/x', label: 'x', count: 1 }]).get(
        'text/plain',
      ),
      undefined,
    );
  });

  it('is nothing where something else stands under its name', async () => {
    for (const text of [
      '',
      '{',
      '[]',
      '[1]',
      '[{"kind":"parameter","name":1}]',
      '[{"kind":"secret","name":"a\\nb","arn":"arn:a"}]',
      '[{"kind":"secret","name":"a}} b","arn":"arn:a"}]',
      '[{"kind":"secret","name":"a","arn":"arn:a\\nb"}]',
      '[{"kind":"parameter","name":"a","type":"String","arn":"\\"x"}]',
      '[{"kind":"x","name":"a","arn":"arn:a"}]',
    ]) {
      assert.deepEqual(readDrag(text), []);
      const data = new vscode.DataTransfer();
      data.set(draggedMime, new vscode.DataTransferItem(text));
      assert.equal(await drop(template('DBName: ^'), data), undefined);
    }
  });
});
