import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { type Node, nodeId } from '../../src/client/tree/nodes';
import type { View } from '../../src/client/tree/view';
import { childrenOf, eventually, folder, item, keyhole, labelsOf } from './support';

const HOST = '/my-app/prod/database/host';

describe('favourites', () => {
  const marked: Node[] = [];

  async function mark(...nodes: readonly Node[]): Promise<void> {
    marked.push(...nodes);
    await vscode.commands.executeCommand('keyhole.addFavourite', nodes[0], nodes);
  }
  const section = async (view: View) =>
    (await childrenOf(view)).find(node => node.kind === 'section' && node.of === 'favourites');
  const favourites = async (view: View) => {
    const found = await section(view);
    return found ? labelsOf(view, found) : [];
  };

  afterEach(async () => {
    const nodes = marked.splice(0);
    if (nodes.length > 0) await vscode.commands.executeCommand('keyhole.removeFavourite', nodes[0], nodes);
    const { views } = await keyhole();
    views.parameters.setFilter('');
    await views.parameters.setLayout({ kind: 'tree' });
  });

  it('stand above the list, items and folders, in the order they were marked', async () => {
    const { views } = await keyhole();
    const host = await item(views.parameters, HOST);
    await mark(
      host,
      await folder(views.parameters, '/my-app', 'dev'),
      await item(views.parameters, 'release-channel'),
    );
    assert.equal((await childrenOf(views.parameters))[0]?.kind, 'section');
    assert.deepEqual(await favourites(views.parameters), [HOST, 'dev', 'release-channel']);
    const found = await section(views.parameters);
    const [, dev] = await childrenOf(views.parameters, found);
    const [database] = await childrenOf(views.parameters, dev);
    assert.deepEqual(await labelsOf(views.parameters, database), ['host', 'password', 'port', 'username']);
    await vscode.commands.executeCommand('keyhole.removeFavourite', host);
    assert.deepEqual(await favourites(views.parameters), ['dev', 'release-channel']);
  });

  it('have ids of their own, for the same item stands in the list too', async () => {
    const { views } = await keyhole();
    await mark(await folder(views.parameters, '/my-app', 'prod'), await item(views.parameters, HOST));
    const ids: string[] = [];
    const walk = async (parent?: Node): Promise<void> => {
      for (const node of await childrenOf(views.parameters, parent)) {
        ids.push(nodeId(node));
        await walk(node);
      }
    };
    await walk();
    assert.deepEqual(ids, [...new Set(ids)]);
    assert.ok(ids.includes(`favourites/parameter:${HOST}`) && ids.includes(`parameter:${HOST}`));
  });

  it('can be worked with as in the list, and say that they are marked', async () => {
    const { views } = await keyhole();
    await mark(await item(views.parameters, HOST));
    const [favourite] = await childrenOf(views.parameters, await section(views.parameters));
    assert.ok(favourite);
    const { contextValue = '' } = await views.parameters.provider.getTreeItem(favourite);
    assert.match(contextValue, /\bfavourite\b/);
    assert.doesNotMatch(contextValue, /\bmarkable\b/);
    await vscode.commands.executeCommand('keyhole.copyName', favourite);
    assert.equal(await vscode.env.clipboard.readText(), HOST);
    assert.equal(await views.parameters.reveal(await item(views.parameters, HOST)), true);
  });

  it('are in each view its own, whatever the layout, and not under a filter', async () => {
    const { views } = await keyhole();
    await mark(await item(views.secrets, 'dev/my-app/database'), await item(views.keys, 'alias/my-app-dev'));
    assert.deepEqual(await favourites(views.secrets), ['dev/my-app/database']);
    assert.deepEqual(await favourites(views.keys), ['my-app-dev']);
    assert.deepEqual(await favourites(views.parameters), []);
    await mark(await folder(views.parameters, '/my-app', 'prod', 'api'));
    await views.parameters.setLayout({ kind: 'list' });
    const [api] = await childrenOf(views.parameters, await section(views.parameters));
    assert.deepEqual(await labelsOf(views.parameters, api), ['key', 'url']);
    views.parameters.setFilter('host');
    assert.equal(await section(views.parameters), undefined);
  });

  it('are those of the connection, and stay when it comes back', async () => {
    const { session, views } = await keyhole();
    await mark(await item(views.parameters, HOST));
    await session.choose({ kind: 'aws', region: 'eu-north-1' });
    try {
      await views.parameters.ensure();
      assert.deepEqual(await favourites(views.parameters), []);
    } finally {
      await session.choose({ kind: 'aws' });
    }
    await item(views.parameters, HOST);
    assert.deepEqual(await favourites(views.parameters), [HOST]);
  });

  it('are not there for what is gone, and do nothing with what is no item', async () => {
    const { views } = await keyhole();
    await item(views.parameters, HOST);
    for (const forged of ['x', { kind: 'folder', path: '/a' }, { kind: 'parameter' }, { kind: 'connection' }])
      await vscode.commands.executeCommand('keyhole.addFavourite', forged);
    await mark({
      kind: 'parameter',
      label: 'x',
      metadata: { name: '/never/there', type: 'String', version: 1 },
    });
    assert.equal(await section(views.parameters), undefined);
  });
});

describe('what was used last', () => {
  it('is offered first by a command that asks', async () => {
    const { views } = await keyhole();
    const host = await item(views.parameters, HOST);
    await vscode.commands.executeCommand('keyhole.copyName', host);
    assert.equal(views.parameters.recent()[0]?.label, HOST);
    await vscode.env.clipboard.writeText('');
    // Of the three views parameters come first.
    const copied = vscode.commands.executeCommand('keyhole.copyName');
    await eventually(async () => {
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      assert.equal(await vscode.env.clipboard.readText(), HOST);
    });
    await copied;
  });
});
