import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { callCounts, eventually, item, keyhole, openSample, positionOf, resetCalls } from './support';

const run = (command: string) => vscode.commands.executeCommand(command);
const ACCOUNT = /123456789012/;

/** The panel of a value, before it is revealed. */
async function maskedPanel() {
  const { views, panels } = await keyhole();
  const password = await item(views.parameters, '/my-app/prod/database/password');
  await vscode.commands.executeCommand('keyhole.revealValue', password);
  const [panel] = panels.panels;
  assert.ok(panel);
  await eventually(() => assert.equal(panel.state, 'masked'), 100);
  return panel;
}

describe('locking', () => {
  afterEach(() => run('keyhole.unlock'));

  it('drops what is shown, what was copied and the connection, and asks nothing until it is unlocked', async () => {
    const { session, views, panels } = await keyhole();
    await views.parameters.listing.ensure();
    const panel = await maskedPanel();
    await panel.receive({ type: 'copy' });
    assert.notEqual(await vscode.env.clipboard.readText(), '');

    await run('keyhole.lock');
    assert.equal(panels.panels.length, 0);
    assert.equal(await vscode.env.clipboard.readText(), '');
    assert.equal(session.state.kind, 'locked');
    await resetCalls();
    for (const view of Object.values(views)) {
      await view.refresh();
      await eventually(() => assert.equal(view.state, 'locked'));
    }
    await assert.rejects(session.connect(), /locked/);
    await run('keyhole.refresh');
    assert.match(await callCounts(), /"total":0/);

    await run('keyhole.unlock');
    await views.parameters.listing.ensure();
    await eventually(() => assert.equal(views.parameters.state, 'ready'));
  });

  it('leaves the clipboard alone where something else was copied since', async () => {
    const panel = await maskedPanel();
    await panel.receive({ type: 'copy' });
    await vscode.env.clipboard.writeText('of somebody else');
    await run('keyhole.lock');
    assert.equal(await vscode.env.clipboard.readText(), 'of somebody else');
  });

  it('is ended by choosing something to connect to', async () => {
    const { session } = await keyhole();
    await run('keyhole.lock');
    const chosen = session.choose({ kind: 'aws' });
    // Before the views that are visible ask again.
    assert.equal(session.state.kind, 'idle');
    await chosen;
    await session.connect();
  });
});

describe('sharing the screen', () => {
  afterEach(async () => {
    await run('keyhole.stopScreenShare');
    await run('workbench.action.closeAllEditors');
  });

  const shared = (on: boolean) =>
    eventually(() =>
      assert.equal(vscode.workspace.getConfiguration('keyhole').get<boolean>('screenShare'), on),
    );

  it('hides a value that is shown, and reveals none', async () => {
    const panel = await maskedPanel();
    await panel.receive({ type: 'reveal' });
    assert.equal(panel.state, 'shown');
    await run('keyhole.startScreenShare');
    await eventually(() => assert.equal(panel.state, 'masked'));
    // Views that were told of another connection may still be listing.
    for (const view of Object.values((await keyhole()).views))
      await eventually(() => assert.equal(view.loading, false), 100);
    await resetCalls();
    await panel.receive({ type: 'reveal' });
    assert.equal(panel.state, 'masked');
    assert.match(await callCounts(), /"total":0/, 'what is not shown is not read');
    await run('keyhole.stopScreenShare');
    await shared(false);
    await panel.receive({ type: 'reveal' });
    assert.equal(panel.state, 'shown');
    assert.match(await callCounts(), /GetParameter/);
  });

  it('masks plain values in hovers, and account numbers everywhere', async () => {
    const { session } = await keyhole();
    await (await session.connect()).identified;
    const document = await openSample('template.yaml');
    const at = positionOf(document, '/my-app/prod/database/port', 3);
    const hovered = async () => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        at,
      );
      const texts = hovers.flatMap(({ contents }) => contents);
      return texts.map(one => (typeof one === 'string' ? one : one.value)).join('\n');
    };
    await eventually(async () => assert.match(await hovered(), /Value: `/), 100);
    await run('keyhole.startScreenShare');
    await shared(true);
    const masked = await hovered();
    assert.doesNotMatch(masked, /Value: `/);
    assert.match(masked, /Reveal/);
    assert.doesNotMatch(masked, ACCOUNT);
  });
});
