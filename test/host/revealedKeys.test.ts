import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  contextValue,
  isItemNode,
  nodeId,
  type SecretKeyNode,
  type SecretNode,
} from '../../src/client/tree/nodes';
import { treeItemOf } from '../../src/client/tree/treeItems';
import { createRevealedKeys } from '../../src/client/value/revealedKeys';
import { childrenOf, eventually, item, keyhole, labelsOf } from './support';

const NAME = 'prod/my-app/database';

describe('a secret that was revealed', () => {
  beforeEach(async () => {
    const { session } = await keyhole();
    session.reconnect();
    await (await keyhole()).views.secrets.ensure();
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('keyhole.stopScreenShare');
    await vscode.commands.executeCommand('keyhole.unlock');
    for (const { webview } of (await keyhole()).panels.panels) webview.dispose();
    (await keyhole()).session.reconnect();
  });

  async function secret(): Promise<SecretNode> {
    const node = await item((await keyhole()).views.secrets, NAME);
    assert.ok(node.kind === 'secret');
    return node;
  }

  async function revealed(): Promise<SecretNode> {
    const { panels } = await keyhole();
    await vscode.commands.executeCommand('keyhole.revealValue', await secret());
    const [panel] = panels.panels;
    assert.ok(panel);
    await eventually(() => assert.equal(panel.state, 'masked'));
    await panel.receive({ type: 'reveal' });
    assert.equal(panel.state, 'shown');
    return secret();
  }

  async function keysOf(node: SecretNode): Promise<readonly SecretKeyNode[]> {
    const children = await childrenOf((await keyhole()).views.secrets, node);
    return children.filter(child => child.kind === 'secretKey');
  }

  it('unfolds to the names of its keys, says what it holds, and not before', async () => {
    const before = await secret();
    assert.equal(before.revealed, undefined);
    assert.equal(treeItemOf(before).collapsibleState, vscode.TreeItemCollapsibleState.None);
    assert.deepEqual(await keysOf(before), []);
    const node = await revealed();
    assert.equal(node.revealed?.shape.kind, 'database');
    const row = treeItemOf(node);
    assert.equal(row.id, treeItemOf(before).id);
    assert.equal(row.collapsibleState, vscode.TreeItemCollapsibleState.Collapsed);
    assert.match(String(row.description), /^database credentials/);
    const { views } = await keyhole();
    const keys = await keysOf(node);
    const names = keys.map(({ key }) => key);
    for (const key of ['username', 'password']) assert.ok(names.includes(key), names.join());
    assert.deepEqual(await labelsOf(views.secrets, node), names);
    assert.ok(keys.every(key => !isItemNode(key)));
    assert.equal(new Set(keys.map(nodeId)).size, keys.length);
    const { token } = new vscode.CancellationTokenSource();
    const shown = await views.secrets.provider.resolveTreeItem?.(treeItemOf(node), node, token);
    assert.ok(shown?.tooltip instanceof vscode.MarkdownString);
    assert.match(shown.tooltip.value, /Holds \| `database credentials.*, keys: \d+`/);
  });

  it('keeps every value out of its rows', async () => {
    const node = await revealed();
    const { panels } = await keyhole();
    const keys = await keysOf(node);
    for (const { key } of keys.filter(({ key }) => key === 'password' || key === 'host')) {
      await panels.panels[0]?.receive({ type: 'copy', key });
      const value = await vscode.env.clipboard.readText();
      assert.ok(value.length > 3);
      assert.ok(!JSON.stringify([node, keys]).includes(value));
    }
  });

  it('gives the reference to a key, its name, and both where more is selected', async () => {
    const node = await revealed();
    const keys = await keysOf(node);
    const password = keys.find(({ key }) => key === 'password');
    assert.ok(password);
    assert.equal(contextValue(password), 'secretKey reference');
    assert.equal(contextValue({ ...password, key: 'a:b' }), 'secretKey');
    const copied = async (command: string, ...args: readonly unknown[]) => {
      await vscode.env.clipboard.writeText('untouched');
      await vscode.commands.executeCommand(`keyhole.${command}`, ...args);
      return vscode.env.clipboard.readText();
    };
    const reference = `{{resolve:secretsmanager:${NAME}:SecretString:password}}`;
    assert.equal(await copied('copyReference', password), reference);
    assert.equal(await copied('copyReference', password, [password]), reference);
    assert.equal(await copied('copyName', password), 'password');
    assert.equal(
      await copied('copyReference', node, [node, password]),
      `{{resolve:secretsmanager:${NAME}}}\n${reference}`,
    );
    assert.equal(await copied('copyReference', { ...password, key: 'a:b' }), 'untouched');
    assert.equal(await copied('copyArn', password), 'untouched');
  });

  it('stands among the favourites with ids of its own', async () => {
    const { views } = await keyhole();
    const node = await revealed();
    await vscode.commands.executeCommand('keyhole.addFavourite', node);
    try {
      const [section] = await childrenOf(views.secrets);
      assert.ok(section?.kind === 'section');
      const [favourite] = await childrenOf(views.secrets, section);
      assert.ok(favourite?.kind === 'secret');
      const ids = [...(await keysOf(node)), ...(await keysOf(favourite))].map(nodeId);
      assert.ok(ids.length > 2);
      assert.equal(new Set(ids).size, ids.length);
    } finally {
      await vscode.commands.executeCommand('keyhole.removeFavourite', node);
    }
  });

  const forgetting: Readonly<Record<string, () => Promise<unknown>>> = {
    'something else is connected to': async () => (await keyhole()).session.reconnect(),
    'the window is locked': async () => {
      await vscode.commands.executeCommand('keyhole.lock');
      await vscode.commands.executeCommand('keyhole.unlock');
    },
    'the screen is going to be shared': async () => {
      await vscode.commands.executeCommand('keyhole.startScreenShare');
      await vscode.commands.executeCommand('keyhole.stopScreenShare');
    },
  };
  for (const [when, happens] of Object.entries(forgetting))
    it(`is forgotten when ${when}`, async () => {
      const old = await revealed();
      assert.ok((await keysOf(old)).length > 0);
      await happens();
      assert.deepEqual(await keysOf(old), []);
      await eventually(async () => assert.equal((await secret()).revealed, undefined));
    });

  it('may have other keys once it was saved', async () => {
    const revealedKeys = createRevealedKeys();
    const { session } = await keyhole();
    const one = { arn: 'arn:one', form: 'string' } as const;
    const other = { arn: 'arn:other', form: 'string' } as const;
    for (const each of [one, other]) revealedKeys.keep(session, each, '{"a":1}');
    revealedKeys.forget(session, one.arn);
    assert.equal(revealedKeys.of(session, one), undefined);
    assert.deepEqual(revealedKeys.of(session, other)?.keys, ['a']);
    revealedKeys.dispose();
  });

  it('keeps its keys when the panel hides the value, and loses them when it has changed', async () => {
    const node = await revealed();
    const { views, session, panels } = await keyhole();
    await panels.panels[0]?.receive({ type: 'hide' });
    assert.ok((await keysOf(node)).length > 0);
    const { aws } = await session.connect();
    const { description = '' } = await aws.secrets.describe(node.metadata.arn);
    await aws.secrets.update(node.metadata.arn, { description });
    await views.secrets.refresh();
    await eventually(async () => assert.equal((await secret()).revealed, undefined));
  });
});
