import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ConnectionChoice } from '../../src/client/session/choice';
import { createExplored } from '../../src/client/session/explored';
import { type ItemNode, type Node, nodeId } from '../../src/client/tree/nodes';
import type { View } from '../../src/client/tree/view';
import { closeAll } from './policySupport';
import { childrenOf, eventually, keyhole, setFaults } from './support';

const north: ConnectionChoice = { kind: 'aws', region: 'eu-north-1' };
const host = '/my-app/prod/database/host';

/** The sandbox has the sample in eu-west-1 and nothing in eu-north-1. */
describe('connections side by side', () => {
  const endpoint = process.env.AWS_ENDPOINT_URL ?? '';
  /** Another way to what the window shows. */
  const twin: ConnectionChoice = { kind: 'named', name: 'twin', region: 'eu-west-1', endpoint };

  afterEach(async () => {
    await setFaults({});
    const { session, explored, views, panels } = await keyhole();
    for (const { webview } of panels.panels) webview.dispose();
    for (const { source } of explored.connections) if (source) await explored.remove(source);
    session.unlock();
    await session.choose({ kind: 'aws' });
    for (const view of Object.values(views)) view.setFilter('');
    await closeAll();
  });

  async function roots(view: View): Promise<readonly Node[]> {
    const nodes = await childrenOf(view);
    assert.ok(nodes.every(({ kind }) => kind === 'connection'));
    return nodes;
  }
  const texts = async (view: View, nodes: readonly Node[]) =>
    Promise.all(
      nodes.map(async node => {
        const { label, description } = await view.provider.getTreeItem(node);
        return [label, description].filter(Boolean).join(' ');
      }),
    );
  async function twins(name: string): Promise<readonly [ItemNode, ItemNode]> {
    const { views } = await keyhole();
    await views.parameters.ensure();
    return eventually(() => {
      const [own, other] = views.parameters
        .items()
        .filter(node => node.kind === 'parameter' && node.metadata.name === name);
      assert.ok(own && other);
      return [own, other];
    });
  }

  it('are roots of their own, each with what it has', async () => {
    const { explored, views } = await keyhole();
    assert.equal(await explored.showBeside(north), 'added');
    assert.equal(await explored.showBeside(north), 'shown already');
    const [own, beside] = await roots(views.parameters);
    assert.ok(own && beside);
    assert.match(
      (await texts(views.parameters, await childrenOf(views.parameters, own))).join(),
      /my-app 16/,
    );
    await eventually(async () =>
      assert.deepEqual(await texts(views.parameters, await childrenOf(views.parameters, beside)), [
        'No parameters',
      ]),
    );
    await eventually(async () => {
      const [, label = ''] = await texts(views.parameters, await roots(views.parameters));
      assert.match(label, /eu-north-1 · \d{12}/);
    });
    assert.equal(views.parameters.state, 'ready');
    await vscode.commands.executeCommand('keyhole.removeConnection', beside);
    assert.equal((await childrenOf(views.parameters))[0]?.kind, 'folder');
  });

  it('keep items of one name apart: ids, panels, policies', async () => {
    const { explored, session, panels, policies, views } = await keyhole();
    await explored.showBeside(twin);
    const [own, other] = await twins(host);
    assert.notEqual(nodeId(own), nodeId(other));
    for (const node of [own, other])
      await vscode.commands.executeCommand('keyhole.revealValue', node, [node]);
    assert.equal(panels.panels.length, 2);
    const path = await views.parameters.provider.getParent(other);
    assert.ok(path?.kind === 'folder' && path.source === other.source);

    await views.keys.ensure();
    const keys = await eventually(() => {
      const found = views.keys
        .items()
        .filter(node => node.kind === 'key' && node.aliases.includes('alias/my-app-prod'));
      assert.equal(found.length, 2);
      return found;
    });
    for (const key of keys) await vscode.commands.executeCommand('keyhole.openKeyPolicy', key);
    const uris = vscode.workspace.textDocuments
      .map(({ uri }) => uri)
      .filter(({ scheme }) => scheme === 'keyhole-policy');
    assert.equal(new Set(uris.map(String)).size, 2);
    const sessions = uris.map(uri => policies.sessionOf(uri));
    assert.ok(sessions.includes(session) && sessions.some(one => one !== session));

    // Its panel goes with a connection, and its policy is no longer sent.
    const source = other.source ?? '';
    await explored.remove(source);
    await eventually(() => assert.equal(panels.panels.length, 1));
    const gone = uris.find(({ query }) => query.includes(source));
    assert.ok(gone);
    assert.throws(() => policies.sessionOf(gone));
  });

  it('tell what is the matter with one of them in its own place', async () => {
    const { explored, views } = await keyhole();
    await setFaults({ deny: ['secretsmanager:ListSecrets'] });
    await explored.showBeside(twin);
    await views.secrets.refresh();
    await views.secrets.ensure();
    const [own, beside] = await roots(views.secrets);
    for (const root of [own, beside]) {
      const [notice] = await childrenOf(views.secrets, root);
      assert.ok(notice?.kind === 'notice' && notice.failure?.code === 'denied');
      assert.equal(notice.source, root?.source);
    }
    assert.equal(views.secrets.state, 'ready');
    await vscode.env.clipboard.writeText('');
    const [notice] = await childrenOf(views.secrets, beside);
    await vscode.commands.executeCommand('keyhole.copyIamStatement', notice);
    assert.match(await vscode.env.clipboard.readText(), /secretsmanager:ListSecrets/);
  });

  it('are filtered together', async () => {
    const { explored, views } = await keyhole();
    await explored.showBeside(twin);
    await twins(host);
    views.parameters.setFilter('**/database/*');
    assert.match(views.parameters.treeView.message ?? '', /24 of 34/);
    views.parameters.setFilter('no such name');
    // Said when the list is whole.
    for (const root of await roots(views.parameters))
      await eventually(async () =>
        assert.deepEqual(await texts(views.parameters, await childrenOf(views.parameters, root)), [
          'Nothing matches the filter',
        ]),
      );
  });

  it('are locked together, and ask for nothing then', async () => {
    const { explored, session, views } = await keyhole();
    await explored.showBeside(twin);
    await twins(host);
    await vscode.commands.executeCommand('keyhole.lock');
    assert.deepEqual(await childrenOf(views.parameters), []);
    assert.equal(views.parameters.state, 'locked');
    for (const one of explored.connections) await assert.rejects(one.session.connect());
    // One that is added to a locked window is locked, too.
    await explored.showBeside(north);
    for (const one of explored.connections) assert.equal(one.session.state.kind, 'locked');
    await vscode.commands.executeCommand('keyhole.unlock');
    assert.equal((await roots(views.parameters)).length, 3);
    assert.equal(session.state.kind, 'idle');
  });

  it('change places with the one of the window', async () => {
    const { explored, session, views } = await keyhole();
    await explored.showBeside(north);
    const [, beside] = await roots(views.parameters);
    await vscode.commands.executeCommand('keyhole.useForWindow', beside);
    assert.deepEqual(session.choice, north);
    const [, other] = explored.connections;
    assert.deepEqual(other?.session.choice, { kind: 'aws' });
  });

  it('are not shown twice: what the window is switched to leaves its place beside it', async () => {
    const { explored, session, views } = await keyhole();
    await explored.showBeside(north);
    await session.choose(north);
    assert.equal(explored.connections.length, 1);
    await session.choose({ kind: 'aws' });
    assert.equal((await roots(views.parameters)).length, 2);
  });

  it('follow what the settings say of a name', async () => {
    const { explored } = await keyhole();
    const settings = vscode.workspace.getConfiguration('keyhole');
    const define = (value: object | undefined) =>
      settings.update('connections', value, vscode.ConfigurationTarget.Global);
    await explored.showBeside(twin);
    const region = () => explored.connections[1]?.session.state.label.region;
    assert.equal(region(), 'eu-west-1');
    try {
      await define({ twin: { region: 'eu-north-1', endpoint } });
      await eventually(() => assert.equal(region(), 'eu-north-1'));
    } finally {
      await define(undefined);
    }
    assert.equal(region(), 'eu-north-1');
  });

  it('stay locked when the settings change, and follow them when they are unlocked', async () => {
    const { explored, session } = await keyhole();
    const settings = vscode.workspace.getConfiguration('keyhole');
    const define = (value: object | undefined) =>
      settings.update('connections', value, vscode.ConfigurationTarget.Global);
    await explored.showBeside(twin);
    await vscode.commands.executeCommand('keyhole.lock');
    try {
      await define({ twin: { region: 'eu-north-1', endpoint } });
      await new Promise(resolve => setTimeout(resolve, 300));
      for (const one of explored.connections) assert.equal(one.session.state.kind, 'locked');
      session.unlock();
      await eventually(() => assert.equal(explored.connections[1]?.session.state.label.region, 'eu-north-1'));
    } finally {
      await define(undefined);
    }
  });

  it('are there again in the next window, as far as what was kept is any', async () => {
    const { session } = await keyhole();
    const opened: ConnectionChoice[] = [];
    const kept = [north, north, 7, { kind: 'named', name: 'twin', region: 'eu-west-1', endpoint }];
    const next = createExplored({
      session,
      memento: { keys: () => [], get: <T>() => kept as T, update: async () => {} },
      open: choice => {
        opened.push(choice);
        return { session: { ...session, choice, dispose: () => {} }, dispose: () => {} };
      },
    });
    try {
      assert.deepEqual(opened, [north, { kind: 'aws' }, twin]);
      // What is no choice is the default one, which the window shows.
      assert.equal(next.connections.length, 3);
    } finally {
      next.dispose();
    }
  });

  it('take arguments of nobody else', async () => {
    const { explored, views, panels } = await keyhole();
    await explored.showBeside(twin);
    const [own] = await twins(host);
    const hostile = { ...own, source: '../../x' };
    await vscode.commands.executeCommand('keyhole.revealValue', hostile);
    await vscode.commands.executeCommand('keyhole.openKeyPolicy', { ...hostile, kind: 'key' });
    assert.equal(panels.panels.length, 0);
    await vscode.commands.executeCommand('keyhole.removeConnection', { source: 'nothing of ours' });
    assert.equal((await roots(views.parameters)).length, 2);
  });
});
