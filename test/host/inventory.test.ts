import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { eventually, keyhole, labelsOf, openSample, positionOf, rootsOf, setFaults } from './support';

/** As after a restart: nothing is shown, and nothing of the account is known. */
describe('what the views showed last', () => {
  const run = (command: string) => vscode.commands.executeCommand(command);
  const keep = async () => {
    const { session, views, inventory } = await keyhole();
    await (await session.connect()).identified;
    for (const [name, { listing }] of Object.entries(views)) {
      await inventory().forget(session.place, name);
      await listing.refresh();
      // It is written when the list is complete.
      await eventually(async () => assert.ok(await inventory().load(session.place, name), name), 40);
    }
  };

  afterEach(async () => {
    await setFaults({});
    const { session } = await keyhole();
    await session.choose({ kind: 'aws' });
  });

  it('is there before AWS answers, and what is gone since goes with the answer', async () => {
    const { session, views } = await keyhole();
    await keep();
    session.reconnect();
    await setFaults({ delayMs: 3_000 });
    const began = Date.now();
    assert.deepEqual(await rootsOf(views.parameters), ['/my-app', 'release-channel']);
    const ms = Date.now() - began;
    assert.ok(ms < 1_000, `${ms} ms`);
    await eventually(() => assert.match(views.parameters.treeView.message ?? '', /reading again/));
    assert.equal(views.parameters.listing.status.kind, 'loading');
    await setFaults({});
    await eventually(() => assert.equal(views.parameters.listing.status.kind, 'complete'));
    await eventually(() => assert.equal(views.parameters.treeView.message ?? '', ''));
  });

  it('stays where AWS cannot be asked, with the reason above it', async () => {
    const { session, views } = await keyhole();
    await keep();
    session.reconnect();
    await setFaults({ expired: true });
    await views.keys.listing.ensure();
    await eventually(() => assert.equal(views.keys.listing.status.kind, 'failed'));
    const [first, ...more] = await labelsOf(views.keys);
    assert.equal(first, 'Session expired');
    assert.ok(more.length > 0);
    assert.match(views.keys.treeView.message ?? '', /As it was at/);
  });

  it('is not kept for what is chosen next, where a list ends while that is on its way', async () => {
    const { session, inventory } = await keyhole();
    await keep();
    const chosen = session.choose({ kind: 'aws', profile: 'chosen-next' });
    await inventory().save(session, 'parameters', [{ name: '/of/the/account/before' }]);
    await chosen;
    assert.equal(await inventory().load(session.place, 'parameters'), undefined);
  });

  it('completes names before the account answers', async () => {
    await keep();
    const { session } = await keyhole();
    const document = await openSample('template.yaml');
    const at = positionOf(document, '/my-app/prod/database/port', '/my-app/prod/database/'.length);
    session.reconnect();
    await setFaults({ delayMs: 3_000 });
    const began = Date.now();
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      at,
    );
    assert.ok(Date.now() - began < 2_500, 'it waited for AWS');
    const labels = list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    assert.ok(
      labels.some(label => label.includes('username')),
      labels.slice(0, 10).join(', '),
    );
  });

  it('is not shown of another Region that the same profile leads to today', async () => {
    const file = process.env.AWS_CONFIG_FILE ?? '';
    const before = readFileSync(file, 'utf8');
    const profile = (region: string) =>
      `${before}\n[profile moving]\nregion = ${region}\naws_access_key_id = AKIDFAKE\naws_secret_access_key = fake\n`;
    const { session, views } = await keyhole();
    const { AWS_REGION: region } = process.env;
    delete process.env.AWS_REGION;
    try {
      writeFileSync(file, profile('eu-west-1'));
      await session.choose({ kind: 'aws', profile: 'moving' });
      await keep();
      writeFileSync(file, profile('eu-north-1'));
      session.reconnect();
      await views.parameters.listing.ensure();
      await eventually(async () => {
        await views.parameters.listing.ensure();
        assert.equal(views.parameters.state, 'empty');
      });
    } finally {
      process.env.AWS_REGION = region;
      writeFileSync(file, before);
    }
  });

  it('stays deleted though a list was being written at that moment', async () => {
    const { session, views, inventory } = await keyhole();
    await (await session.connect()).identified;
    for (let run = 0; run < 5; run++) {
      await Promise.all(Object.values(views).map(({ listing }) => listing.refresh()));
      await inventory().clear();
      await new Promise(resolve => setTimeout(resolve, 150));
      for (const name of Object.keys(views)) {
        assert.equal(await inventory().load(session.place, name), undefined, name);
      }
    }
  });

  it('is deleted on demand, and not kept where that is switched off', async () => {
    const { session, views } = await keyhole();
    const settings = vscode.workspace.getConfiguration('keyhole');
    await keep();
    await run('keyhole.clearInventory');
    const nothingRemembered = async () => {
      session.reconnect();
      await setFaults({ delayMs: 700 });
      const began = Date.now();
      await views.parameters.listing.ensure();
      assert.ok(Date.now() - began >= 700, 'something was shown before AWS answered');
      await setFaults({});
    };
    await nothingRemembered();
    await settings.update('inventory.enabled', false, vscode.ConfigurationTarget.Global);
    try {
      await views.parameters.refresh();
      await nothingRemembered();
    } finally {
      await settings.update('inventory.enabled', undefined, vscode.ConfigurationTarget.Global);
    }
  });
});
