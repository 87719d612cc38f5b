import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { nodeId } from '../../src/client/tree/nodes';
import {
  callCounts,
  childrenOf,
  eventually,
  folder,
  item,
  keyhole,
  labelsOf,
  resetCalls,
  rootsOf,
  setFaults,
} from './support';

describe('views', () => {
  afterEach(async () => {
    await setFaults({});
  });

  it('shows parameters as folders by path, and flat names at the root', async () => {
    const { views } = await keyhole();
    assert.deepEqual(await rootsOf(views.parameters), ['/my-app', 'release-channel']);
    const database = await folder(views.parameters, '/my-app', 'prod', 'database');
    assert.deepEqual(await labelsOf(views.parameters, database), ['host', 'password', 'port', 'username']);
  });

  it('shows secrets by the slashes in their names, one scheduled for deletion among them', async () => {
    const { views } = await keyhole();
    const prod = await folder(views.secrets, 'prod', 'my-app');
    assert.deepEqual(await labelsOf(views.secrets, prod), [
      'database',
      'legacy-token',
      'reports',
      'stripe-api-key',
    ]);
    const legacy = await item(views.secrets, 'prod/my-app/legacy-token');
    assert.match((await views.secrets.provider.getTreeItem(legacy)).contextValue ?? '', /\bdeleted\b/);
  });

  it('shows keys by who manages them, and their states when they are read', async () => {
    const { views } = await keyhole();
    const [customer] = await childrenOf(views.keys);
    assert.ok(customer?.kind === 'keyGroup' && customer.manager === 'CUSTOMER');
    await eventually(async () => {
      const states = (await childrenOf(views.keys, customer)).map(
        node => node.kind === 'key' && node.metadata?.state,
      );
      assert.ok(states.includes('Disabled') && states.includes('PendingDeletion'));
    });
  });

  it('keeps the ids of nodes over a refresh, so that VS Code keeps what was expanded', async () => {
    const { views } = await keyhole();
    const database = await folder(views.parameters, '/my-app', 'prod', 'database');
    const before = (await childrenOf(views.parameters, database)).map(nodeId);
    await views.parameters.refresh();
    const after = (await childrenOf(views.parameters, database)).map(nodeId);
    assert.deepEqual(after, before);
  });

  it('never reads a value for the tree or its tooltips', async () => {
    const { views } = await keyhole();
    await resetCalls();
    await views.parameters.refresh();
    await views.secrets.refresh();
    for (const name of ['/my-app/prod/database/password', '/my-app/prod/database/host']) {
      const node = await item(views.parameters, name);
      const treeItem = await views.parameters.provider.getTreeItem(node);
      const resolved = await views.parameters.provider.resolveTreeItem?.(treeItem, node, neverCancelled());
      assert.ok(resolved?.tooltip instanceof vscode.MarkdownString);
      assert.equal(resolved.tooltip.isTrusted, false);
      assert.match(resolved.tooltip.value, /Version/);
    }
    assert.doesNotMatch(await callCounts(), /GetParameter\b|GetParameters|GetSecretValue/);
  });

  it('tells in tooltips what an item costs, by nothing that was not asked before', async () => {
    const { views } = await keyhole();
    const cases = [
      [views.parameters, '/my-app/prod/database/host', 'nothing'],
      [views.secrets, 'prod/my-app/stripe-api-key', '$0.40 a month, list price'],
      [views.secrets, 'prod/my-app/legacy-token', 'nothing while it is scheduled for deletion'],
      // Rotated once.
      [views.keys, 'alias/my-app-prod', '$2.00 a month, list price'],
    ] as const;
    for (const [view, name, cost] of cases) {
      const node = await item(view, name);
      const row = await view.provider.getTreeItem(node);
      await resetCalls();
      const { tooltip } = (await view.provider.resolveTreeItem?.(row, node, neverCancelled())) ?? {};
      assert.ok(tooltip instanceof vscode.MarkdownString);
      assert.ok(tooltip.value.includes(`| Cost | \`${cost}\` |`), tooltip.value);
      assert.doesNotMatch(await callCounts(), /GetSecretValue|GetParameter\b|GetKeyPolicy|ListTags/);
    }
  });

  it('filters as typed and says so', async () => {
    const { views } = await keyhole();
    await item(views.parameters, '/my-app/prod/database/host');
    views.parameters.setFilter('**/database/*');
    try {
      assert.deepEqual(await labelsOf(views.parameters), ['/my-app']);
      assert.match(views.parameters.treeView.message ?? '', /12 of 17/);
      views.parameters.setFilter('no such name');
      assert.equal(views.parameters.state, 'nothing-matches');
    } finally {
      views.parameters.setFilter('');
    }
    assert.equal(views.parameters.treeView.message, '');
  });

  it('stops loading when asked, and keeps what it had', async () => {
    const { views } = await keyhole();
    await item(views.parameters, '/my-app/prod/database/host');
    await setFaults({ delayMs: 3_000 });
    const refreshed = views.parameters.refresh();
    assert.equal(views.parameters.listing.status.kind, 'loading');
    await vscode.commands.executeCommand('keyhole.parameters.stopLoading');
    await refreshed;
    const nodes = await childrenOf(views.parameters);
    assert.equal(nodes[0]?.kind, 'notice');
    assert.equal(views.parameters.state, 'ready');
    await setFaults({});
    await views.parameters.refresh();
  });

  it('adds one line with the reason when a refresh fails, and keeps what was there below it', async () => {
    const { views } = await keyhole();
    await item(views.secrets, 'dev/my-app/database');
    await setFaults({ deny: ['secretsmanager:ListSecrets'] });
    await views.secrets.refresh();
    const labels = await labelsOf(views.secrets);
    assert.match(labels[0] ?? '', /secretsmanager:ListSecrets/);
    assert.deepEqual(labels.slice(1), ['dev', 'prod']);
    await setFaults({});
    await views.secrets.refresh();
    assert.deepEqual(await labelsOf(views.secrets), ['dev', 'prod']);
  });

  const failures = [
    { what: 'a denied action', faults: { deny: ['ssm:DescribeParameters'] }, state: 'denied' },
    { what: 'an expired session', faults: { expired: true }, state: 'expired' },
    { what: 'an endpoint that does not answer', faults: { drop: 1 }, state: 'unreachable' },
    { what: 'throttling', faults: { throttle: 1 }, state: 'throttled' },
  ] as const;
  for (const { what, faults, state } of failures) {
    it(`says which: ${what}`, async () => {
      const { views, session, inventory } = await keyhole();
      // Nothing to show instead.
      await inventory().clear();
      await setFaults(faults);
      session.reconnect();
      await views.parameters.listing.ensure();
      await eventually(() => assert.equal(views.parameters.state, state), 60);
      await setFaults({});
      await views.parameters.refresh();
      assert.equal(views.parameters.state, 'ready');
      // A throttled list is asked for three times, at the pace that AWS asks for, behind what open files ask.
    }).timeout(90_000);
  }

  it('gives the statement that is missing, for a line, for a view, and for whichever it is', async () => {
    const { views } = await keyhole();
    await views.secrets.refresh();
    await setFaults({ deny: ['secretsmanager:ListSecrets'] });
    await views.secrets.refresh();
    const [notice] = await childrenOf(views.secrets);
    assert.equal(notice?.kind, 'notice');
    assert.equal(views.secrets.provider.getTreeItem(notice) instanceof vscode.TreeItem, true);
    const copied = async (...args: readonly unknown[]): Promise<unknown> => {
      await vscode.env.clipboard.writeText('');
      await vscode.commands.executeCommand('keyhole.copyIamStatement', ...args);
      return JSON.parse((await vscode.env.clipboard.readText()) || 'null');
    };
    const statement = { Effect: 'Allow', Action: 'secretsmanager:ListSecrets', Resource: '*' };
    assert.deepEqual(await copied(notice), statement);
    assert.deepEqual(await copied('keyhole.secrets'), statement);
    assert.deepEqual(await copied(), statement);
    await setFaults({});
    await views.secrets.refresh();
    assert.equal(await copied(), null);
    assert.equal(await copied({ failure: { code: 'denied', operation: 'x' } }), null);
    const denied = { kind: 'failure', code: 'denied', message: 'no', operation: 'kms:ListKeys' };
    assert.notEqual(await copied({ failure: denied }), null);
    assert.equal(await copied({ failure: { ...denied, explicitDeny: true } }), null);
  });

  it('checks what is allowed, and gives one policy for what is not', async () => {
    const policy = async (): Promise<unknown> => {
      await vscode.env.clipboard.writeText('');
      await vscode.commands.executeCommand('keyhole.checkAccess');
      await vscode.commands.executeCommand('keyhole.copyAccessPolicy');
      return JSON.parse((await vscode.env.clipboard.readText()) || 'null');
    };
    await keyhole();
    const panels = () =>
      vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.filter(({ label }) => label === 'My Access'));
    await setFaults({ deny: ['kms:ListAliases', 'kms:GetKeyPolicy'] });
    assert.deepEqual(await policy(), {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: ['kms:ListAliases'], Resource: '*' },
        {
          Effect: 'Allow',
          Action: ['kms:GetKeyPolicy'],
          Resource: 'arn:aws:kms:eu-west-1:123456789012:key/*',
        },
      ],
    });
    await setFaults({});
    assert.equal(await policy(), null);
    assert.equal(panels().length, 1, 'one panel, however often it is checked');
    await vscode.window.tabGroups.close(panels());
  });

  it('says that a Region is empty', async () => {
    const { views, session } = await keyhole();
    await session.choose({ kind: 'aws', region: 'eu-north-1' });
    try {
      await views.parameters.listing.ensure();
      await eventually(() => assert.equal(views.parameters.state, 'empty'));
      assert.deepEqual(await childrenOf(views.parameters), []);
    } finally {
      await session.choose({ kind: 'aws' });
    }
  });

  it('names a profile that does not exist', async () => {
    const { views, session } = await keyhole();
    await session.choose({ kind: 'aws', profile: 'gone' });
    try {
      await views.parameters.listing.ensure();
      await eventually(() => assert.equal(views.parameters.state, 'no-credentials'));
    } finally {
      await session.choose({ kind: 'aws' });
    }
  });

  it('says that AWS throttles and that it tries again, and reads on by itself', async () => {
    const { views } = await keyhole();
    await views.secrets.listing.ensure();
    await setFaults({ throttle: 1 });
    const run = views.secrets.refresh();
    const described = () => views.secrets.treeView.description ?? '';
    await eventually(() => assert.match(described(), /throttled, trying again/), 60);
    await setFaults({});
    await run;
    assert.equal(views.secrets.listing.status.kind, 'complete');
    await eventually(() => assert.doesNotMatch(described(), /throttled/));
  }).timeout(90_000);
});

describe('sandbox without an account', () => {
  it('starts, is labelled, shows the sample data and is left again', async () => {
    const { views, session } = await keyhole();
    await vscode.commands.executeCommand('keyhole.trySandbox');
    assert.equal(session.state.label.sandbox, true);
    assert.deepEqual(await rootsOf(views.parameters), ['/my-app', 'release-channel']);
    assert.match(views.parameters.treeView.description ?? '', /SANDBOX/);
    await vscode.commands.executeCommand('keyhole.leaveSandbox');
    assert.equal(session.choice.kind, 'aws');
  });
});

function neverCancelled(): vscode.CancellationToken {
  return new vscode.CancellationTokenSource().token;
}
