import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { changeOperations, useOperations } from '../../src/aws/operations';
import { callCounts, commandIds, eventually, item, keyhole, resetCalls, setFaults } from './support';

const NAME = '/hostile/x';
const LURE =
  '[click](command:keyhole.lock) ![i](https://evil.example/x.png) <img src=x onerror=alert(1)> $(zap) `|`';

async function ssm(operation: string, input: object): Promise<void> {
  const answer = await fetch(String(process.env.KEYHOLE_SANDBOX_CONTROL), {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-amz-json-1.1',
      'X-Amz-Target': `AmazonSSM.${operation}`,
      Authorization:
        'AWS4-HMAC-SHA256 Credential=AKIAKEYHOLESANDBOX00/20260101/eu-west-1/ssm/aws4_request, SignedHeaders=host, Signature=0',
    },
    body: JSON.stringify(input),
  });
  assert.ok(answer.ok, `${operation}: HTTP ${answer.status}`);
}

describe('a hostile account', () => {
  before(() => ssm('PutParameter', { Name: NAME, Type: 'String', Value: LURE, Description: LURE }));
  after(async () => {
    await ssm('DeleteParameter', { Name: NAME });
    const { views } = await keyhole();
    await views.parameters.refresh();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('puts nothing into a tooltip that can be clicked, loaded or run', async () => {
    const { views } = await keyhole();
    await views.parameters.refresh();
    const node = await item(views.parameters, NAME);
    const { provider } = views.parameters;
    const treeItem = await provider.getTreeItem(node);
    const resolved = await provider.resolveTreeItem?.(
      treeItem,
      node,
      new vscode.CancellationTokenSource().token,
    );
    assert.ok(resolved?.tooltip instanceof vscode.MarkdownString);
    assertHarmless(resolved.tooltip);
    assert.match(resolved.tooltip.value, /click/);
  });

  it('puts nothing into a hover but its own links, the value included', async () => {
    const document = await vscode.workspace.openTextDocument({
      language: 'yaml',
      content: `Resources:\n  T:\n    Type: AWS::SNS::Topic\n    Properties:\n      TopicName: "{{resolve:ssm:${NAME}}}"\n`,
    });
    await vscode.window.showTextDocument(document);
    const at = document.positionAt(document.getText().indexOf(NAME) + 3);
    const contents = await eventually(async () => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        at,
      );
      const all = hovers.flatMap(hover => hover.contents);
      assert.ok(all.some(one => one instanceof vscode.MarkdownString && one.value.includes('Value:')));
      return all;
    });
    for (const content of contents) {
      assert.ok(content instanceof vscode.MarkdownString);
      const { isTrusted, value } = content;
      // Links of ours run two commands, and the lure's is none of them.
      if (typeof isTrusted === 'object')
        for (const command of isTrusted.enabledCommands)
          assert.ok(['keyhole.revealValue', 'keyhole.showInExplorer'].includes(command), command);
      else assert.ok(!isTrusted);
      assert.doesNotMatch(withoutCode(value), /(?<!\\)\]\(command:keyhole\.lock|(?<!\\)!\[|(?<!\\)<img/);
    }
  });
});

/** What Markdown would make something of stands in code or behind a backslash. */
function assertHarmless(markdown: vscode.MarkdownString): void {
  assert.equal(markdown.isTrusted, false);
  assert.equal(markdown.supportHtml, false);
  assert.equal(markdown.supportThemeIcons, false);
  assert.doesNotMatch(withoutCode(markdown.value), /(?<!\\)\]\(|(?<!\\)!\[|(?<!\\)</);
}

function withoutCode(markdown: string): string {
  return markdown.replace(/(`+)[^`](?:[\s\S]*?[^`])?\1(?!`)/g, '');
}

describe('a hostile document or extension', () => {
  const forged: readonly unknown[] = [
    undefined,
    null,
    7,
    'x'.repeat(100_000),
    '$(rm -rf /)',
    [],
    { kind: 'parameter' },
    { kind: 'parameter', name: 7, version: 'x' },
    { kind: 'parameter', name: '/my-app/prod/database/password' },
    { kind: 'secret', id: 'prod/my-app/database', jsonKey: 'password' },
    { kind: 'key', keyId: '../../x', arn: 'arn:aws:kms:::key/x', aliases: [] },
    { kind: 'notice', failure: { kind: 'failure', code: 'denied', message: LURE, operation: 'x:*' } },
    { failure: { kind: 'failure', code: 'denied', missingAction: '*', resource: '*' } },
    Object.create(null),
    new Proxy({}, { get: () => 'x' }),
    {
      toString: () => 'x',
      get kind() {
        throw new Error('trap');
      },
    },
  ];
  /** They talk to people: each box is closed again. What they do with an argument is what is looked at. */
  const quiet = new Set(['keyhole.showLog', 'keyhole.signIn', 'keyhole.trySandbox', 'keyhole.leaveSandbox']);

  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    await vscode.commands.executeCommand('keyhole.stopScreenShare');
    await vscode.commands.executeCommand('keyhole.unlock');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('notifications.clearAll');
    const { session, views } = await keyhole();
    for (const view of [views.parameters, views.secrets]) await view.setLayout({ kind: 'tree' });
    await session.choose({ kind: 'aws' });
  });

  it('makes no command change anything or read a value by what it hands over', async () => {
    const { session, panels } = await keyhole();
    await (await session.connect()).identified;
    await vscode.env.clipboard.writeText('untouched');
    await resetCalls();
    for (const id of commandIds) {
      if (quiet.has(id)) continue;
      // Together: a box that one of them opens takes the place of another's, which ends that.
      const ended = Promise.allSettled(forged.map(argument => vscode.commands.executeCommand(id, argument)));
      const done = await Promise.race([ended, new Promise(resolve => setTimeout(resolve, 200, false))]);
      if (!done) await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    }
    const counts = await callCounts();
    for (const action of [...changeOperations, ...useOperations])
      assert.ok(!counts.includes(`"${action}"`), action);
    assert.doesNotMatch(counts, /secretsmanager:GetSecretValue|ssm:GetParameter"/);
    for (const { state } of panels.panels) assert.notEqual(state, 'shown');
  }).timeout(240_000);

  it('costs an account that denies everything a bounded number of calls, whatever a thousand templates name', async () => {
    const [root] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(root);
    const folder = path.join(root.uri.fsPath, 'many');
    mkdirSync(folder);
    try {
      for (let index = 0; index < 1_000; index++)
        writeFileSync(
          path.join(folder, `t${index}.yaml`),
          `Resources:\n  T:\n    Type: AWS::SNS::Topic\n    Properties:\n      TopicName: "{{resolve:ssm:/many/${index}}}"\n      DisplayName: "{{resolve:secretsmanager:many-${index}}}"\n`,
        );
      await setFaults({ deny: ['ssm:*', 'secretsmanager:*', 'kms:*', 'iam:*'] });
      const { session, language } = await keyhole();
      session.reconnect();
      await (await session.connect()).identified;
      await resetCalls();
      for (let index = 0; index < 60; index++)
        await vscode.workspace.openTextDocument(path.join(folder, `t${index}.yaml`));
      assert.ok(language.client);
      await language.client;
      await new Promise(resolve => setTimeout(resolve, 3_000));
      const counts = JSON.parse(await callCounts()) as { total: number };
      assert.ok(counts.total <= 60, JSON.stringify(counts));
      await vscode.commands.executeCommand('vscode.executeWorkspaceSymbolProvider', 'many');
      const after = JSON.parse(await callCounts()) as { total: number };
      assert.equal(after.total, counts.total, 'looking through the workspace asks nobody');
    } finally {
      await setFaults({});
      rmSync(folder, { recursive: true, force: true });
    }
  }).timeout(60_000);
});
