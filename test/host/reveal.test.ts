import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ValuePanel } from '../../src/client/value/panel';
import { callCounts, eventually, item, keyhole, resetCalls, setFaults } from './support';

const password = '/my-app/prod/database/password';

describe('value panel', () => {
  afterEach(async () => {
    await setFaults({});
    for (const { webview } of (await keyhole()).panels.panels) webview.dispose();
  });

  async function opened(argument: unknown): Promise<ValuePanel> {
    await vscode.commands.executeCommand('keyhole.revealValue', argument);
    const { panels } = await keyhole();
    const [panel] = panels.panels;
    assert.ok(panel, 'a panel is open');
    await eventually(() => assert.equal(panel.state, 'masked'));
    return panel;
  }

  it('opens masked and reads nothing until Reveal is pressed', async () => {
    const { views } = await keyhole();
    const node = await item(views.parameters, password);
    await resetCalls();
    const panel = await opened(node);
    assert.doesNotMatch(await callCounts(), /GetParameter/);
    await panel.receive({ type: 'reveal' });
    assert.equal(panel.state, 'shown');
    assert.match(await callCounts(), /GetParameter/);
  });

  it('never puts the value into its HTML or into a document', async () => {
    const panel = await opened({ kind: 'parameter', name: password });
    await panel.receive({ type: 'reveal' });
    await panel.receive({ type: 'copy' });
    const value = await vscode.env.clipboard.readText();
    assert.ok(value.length > 0, 'something was copied');
    assert.equal(panel.webview.webview.html.includes(value), false);
    assert.equal(
      vscode.workspace.textDocuments.some(document => document.getText().includes(value)),
      false,
    );
  });

  it('hides on request, and copies without showing', async () => {
    const panel = await opened({ kind: 'secret', id: 'prod/my-app/database' });
    await panel.receive({ type: 'reveal' });
    await panel.receive({ type: 'hide' });
    assert.equal(panel.state, 'masked');
    await panel.receive({ type: 'copy', key: 'username' });
    assert.equal(panel.state, 'masked');
    assert.ok((await vscode.env.clipboard.readText()).length > 0);
  });

  it('hides by itself after keyhole.reveal.seconds', async () => {
    const settings = vscode.workspace.getConfiguration('keyhole.reveal');
    await settings.update('seconds', 5, vscode.ConfigurationTarget.Global);
    try {
      const panel = await opened({ kind: 'parameter', name: password });
      await panel.receive({ type: 'reveal' });
      assert.equal(panel.state, 'shown');
      await eventually(() => assert.equal(panel.state, 'masked'));
    } finally {
      await settings.update('seconds', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('says which action is missing', async () => {
    await setFaults({ deny: ['kms:Decrypt'] });
    const panel = await opened({ kind: 'parameter', name: password });
    await panel.receive({ type: 'reveal' });
    assert.equal(panel.state, 'failed');
  });

  it('ends when something else is connected to', async () => {
    await opened({ kind: 'parameter', name: password });
    const { session, panels } = await keyhole();
    session.reconnect();
    assert.equal(panels.panels.length, 0);
  });

  it('opens nothing for arguments nobody should believe', async () => {
    const { panels } = await keyhole();
    for (const argument of [
      'text',
      {},
      { kind: 'parameter' },
      { kind: 'parameter', name: '$(x)' },
      { kind: 'key', id: 'x' },
    ])
      await vscode.commands.executeCommand('keyhole.revealValue', argument);
    assert.equal(panels.panels.length, 0);
  });

  it('does not believe messages that are none of its own', async () => {
    const panel = await opened({ kind: 'parameter', name: password });
    for (const message of [undefined, 'reveal', { type: 'show' }, { type: 'copy', key: 1 }])
      await panel.receive(message);
    assert.equal(panel.state, 'masked');
  });
});
