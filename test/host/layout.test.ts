import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  callCounts,
  childrenOf,
  eventually,
  keyhole,
  labelsOf,
  resetCalls,
  rootsOf,
  setFaults,
} from './support';

describe('the layout of a view', () => {
  afterEach(async () => {
    await setFaults({});
    const { views } = await keyhole();
    for (const name of ['parameters', 'secrets'] as const) {
      views[name].setFilter('');
      await vscode.commands.executeCommand(`keyhole.${name}.viewAsTree`);
      for (const { tags } of views[name].branches) tags.reset();
    }
  });

  /** Runs a command that asks, and answers until it has ended. */
  async function answered(command: string, answer: string): Promise<void> {
    let done = false;
    const running = Promise.resolve(vscode.commands.executeCommand(command)).finally(() => {
      done = true;
    });
    await eventually(async () => {
      if (!done) await vscode.commands.executeCommand(`workbench.action.${answer}`);
      assert.ok(done);
    });
    await running;
  }

  it('is all in one list, by whole names', async () => {
    const { views } = await keyhole();
    await views.parameters.ensure();
    await vscode.commands.executeCommand('keyhole.parameters.viewAsList');
    const all = await eventually(async () => {
      const labels = await rootsOf(views.parameters);
      assert.ok(labels.includes('release-channel'));
      return labels;
    });
    assert.deepEqual(all, [...all].sort());
    assert.ok(all.includes('/my-app/prod/database/host'));
    views.parameters.setFilter('prod host');
    assert.deepEqual(await rootsOf(views.parameters), ['/my-app/prod/database/host']);
    await vscode.commands.executeCommand('keyhole.parameters.viewAsTree');
    assert.deepEqual(await rootsOf(views.parameters), ['/my-app']);
  });

  it('is groups by a tag that was chosen among those there are', async () => {
    const { views } = await keyhole();
    await views.secrets.ensure();
    await answered('keyhole.secrets.groupByTag', 'acceptSelectedQuickOpenItem');
    const labels = await rootsOf(views.secrets);
    assert.deepEqual(labels, ['dev', 'prod', 'No tag Stage']);
    const [dev] = await childrenOf(views.secrets);
    assert.deepEqual(await labelsOf(views.secrets, dev), ['dev/my-app/database']);
    const node = views.secrets
      .items()
      .find(one => one.kind === 'secret' && one.label === 'prod/my-app/reports');
    assert.ok(node);
    assert.equal(await views.secrets.reveal(node), true);
  });

  it('stays as it was where no tag is chosen', async () => {
    const { views } = await keyhole();
    await views.parameters.ensure();
    await answered('keyhole.parameters.groupByTag', 'closeQuickOpen');
    assert.deepEqual(views.parameters.layout, { kind: 'tree' });
  });

  it('shows folders and says what is missing where tags may not be read', async () => {
    const { views } = await keyhole();
    await views.parameters.ensure();
    await setFaults({ deny: ['tag:GetResources'] });
    await views.parameters.setLayout({ kind: 'tag', key: 'Stage' });
    await eventually(async () => {
      const labels = await rootsOf(views.parameters);
      assert.equal(labels[0], 'Denied: tag:GetResources');
      assert.equal(labels[1], '/my-app');
    });
    const [notice] = await childrenOf(views.parameters);
    assert.ok(notice);
    assert.match((await views.parameters.provider.getTreeItem(notice)).contextValue ?? '', /\bdenied\b/);
    // Nobody wants them any longer, so nobody has to be told; and the next who does asks again.
    await views.parameters.setLayout({ kind: 'tree' });
    assert.equal((await rootsOf(views.parameters))[0], '/my-app');
    assert.equal(views.parameters.branches[0]?.tags.status.kind, 'idle');
    await views.parameters.setLayout({ kind: 'tag', key: 'Stage' });
    await eventually(async () =>
      assert.equal((await rootsOf(views.parameters))[0], 'Denied: tag:GetResources'),
    );
    await setFaults({});
    await views.parameters.refresh();
    await eventually(async () =>
      assert.deepEqual(await rootsOf(views.parameters), ['dev', 'prod', 'staging', 'No tag Stage']),
    );
  });

  it('filters by a tag, in every view, and reads tags for nothing else', async () => {
    const { views } = await keyhole();
    for (const view of Object.values(views)) await view.ensure();
    await resetCalls();
    views.parameters.setFilter('type:secure');
    assert.doesNotMatch(await callCounts(), /GetResources/);
    const found = { parameters: '/my-app/prod/api/key', secrets: 'prod/my-app/stripe-api-key' };
    for (const [name, wanted] of Object.entries(found)) {
      const view = name === 'secrets' ? views.secrets : views.parameters;
      view.setFilter('tag:Team=payments key');
      await view.setLayout({ kind: 'list' });
      await eventually(async () => assert.deepEqual(await rootsOf(view), [wanted]));
    }
    views.keys.setFilter('tag:Stage=prod');
    await eventually(async () => {
      const [group] = await childrenOf(views.keys);
      assert.deepEqual(await labelsOf(views.keys, group), ['my-app-prod']);
    });
    views.keys.setFilter('');
    for (const { tags } of views.keys.branches) tags.reset();
  });

  it('is kept for the next window', async () => {
    const { views } = await keyhole();
    await views.secrets.setLayout({ kind: 'tag', key: 'Team' });
    assert.deepEqual(views.secrets.layout, { kind: 'tag', key: 'Team' });
  });
});
