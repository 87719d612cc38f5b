import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { createCodeGate } from '../../src/client/language/codeGate';
import { codeOf, eventually, keyhole, keyholeProblems } from './support';

const WITH = "export const host = '{{resolve:ssm:/my-app/prod/database/hots}}';\n";
const WITHOUT = "export const host = 'localhost';\n";

describe('references in programs', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'keyhole-code-'));
  });
  afterEach(() => vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor'));
  after(() => rm(folder, { recursive: true, force: true }));

  /** A file of its own: an untitled document that was closed comes back with its text under the same name. */
  async function open(name: string, content: string): Promise<vscode.TextDocument> {
    const file = path.join(folder, name);
    await writeFile(file, content);
    const document = await vscode.workspace.openTextDocument(file);
    assert.equal(document.getText(), content);
    await vscode.window.showTextDocument(document);
    return document;
  }

  it('are checked, hovered and mended like those of a template', async () => {
    await keyhole();
    const document = await open('with.ts', WITH);
    await eventually(() =>
      assert.deepEqual(keyholeProblems(document.uri).map(codeOf), ['reference/not-found']),
    );
    const at = document.positionAt(WITH.indexOf('/prod'));
    const hovers = await vscode.commands.executeCommand<readonly vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      at,
    );
    const text = hovers.flatMap(({ contents }) =>
      contents.map(each => (typeof each === 'string' ? each : each.value)),
    );
    assert.match(text.join('\n'), /\/my-app\/prod\/database\/hots/);
    const actions = await vscode.commands.executeCommand<readonly vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      new vscode.Range(at, at),
    );
    assert.ok(actions.some(({ title }) => title.includes('/my-app/prod/database/host')));
  });

  it('are joined by the policies of Terraform, whose extension need not be there', async () => {
    await keyhole();
    const policy =
      '{"Statement": [{"Effect": "Allow", "Action": ["kms:Decript", "kms:Encrypt"], "Resource": "*"}]}';
    const text = `resource "aws_iam_policy" "it" {\n  policy = <<EOF\n${policy}\nEOF\n}\n`;
    const { uri, languageId } = await open('main.tf', text);
    assert.equal(languageId, 'plaintext');
    await eventually(() => assert.ok(keyholeProblems(uri).map(codeOf).includes('policy/unknown-action')));
  });

  it('are noticed when they are typed into a program that had none', async () => {
    await keyhole();
    const document = await open('without.ts', WITHOUT);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(1, 0), WITH);
    await vscode.workspace.applyEdit(edit);
    await eventually(() =>
      assert.deepEqual(keyholeProblems(document.uri).map(codeOf), ['reference/not-found']),
    );
    // And followed from then on.
    const mend = new vscode.WorkspaceEdit();
    const at = document.positionAt(document.getText().indexOf('hots'));
    mend.replace(document.uri, new vscode.Range(at, at.translate(0, 4)), 'host');
    await vscode.workspace.applyEdit(mend);
    await eventually(() => assert.deepEqual(keyholeProblems(document.uri).map(codeOf), []));
    const spoil = new vscode.WorkspaceEdit();
    spoil.replace(document.uri, new vscode.Range(at, at.translate(0, 4)), 'gone');
    await vscode.workspace.applyEdit(spoil);
    await eventually(() =>
      assert.deepEqual(keyholeProblems(document.uri).map(codeOf), ['reference/not-found']),
    );
  });

  it('are all that the server sees a program for', async () => {
    const sent: string[] = [];
    const { middleware, isSent } = createCodeGate(() => assert.fail('no document is opened by hand'), {});
    const next = async ({ languageId }: vscode.TextDocument) => void sent.push(languageId);
    for (const [language, content] of [
      ['typescript', WITHOUT],
      ['python', 'host = "localhost"\n'],
      ['go', 'package main\n'],
      ['typescript', WITH],
      ['yaml', 'a: b\n'],
    ] as const) {
      const document = await vscode.workspace.openTextDocument({ language, content });
      await middleware.didOpen?.(document, next);
      assert.equal(isSent(document), content === WITH || language === 'yaml');
      await middleware.didChange?.(
        {
          document,
          contentChanges: [
            { range: new vscode.Range(0, 0, 0, 0), rangeLength: 0, rangeOffset: 0, text: 'x' },
          ],
          reason: undefined,
        },
        async () => void sent.push(`${language} changed`),
      );
    }
    assert.deepEqual(sent, ['typescript', 'typescript changed', 'yaml', 'yaml changed']);
  });
});
