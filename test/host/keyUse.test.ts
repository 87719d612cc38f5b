import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { lastUseText } from '../../src/client/tree/keyTexts';
import type { ItemNode } from '../../src/client/tree/nodes';
import { treeItemOf } from '../../src/client/tree/treeItems';
import { lastUseOr, useSentence } from '../../src/client/write/keys/keyUse';
import { switchKey } from '../../src/client/write/keys/switchKey';
import { devKey, keyDeps, kms, restoreKey } from './keySupport';
import {
  callCounts,
  childrenOf,
  eventually,
  item,
  keyhole,
  labelsOf,
  resetCalls,
  setFaults,
} from './support';

const SINCE = Date.UTC(2026, 2, 11, 12);
const day = new Date(SINCE).toLocaleDateString();

describe('when a key was last used', () => {
  afterEach(async () => {
    await setFaults({});
    const { views } = await keyhole();
    views.keys.setFilter('');
    for (const { usage } of views.keys.branches) usage?.reset();
    await restoreKey(await devKey());
  });

  async function tooltipOf(node: ItemNode): Promise<string> {
    const { views } = await keyhole();
    const { token } = new vscode.CancellationTokenSource();
    const shown = await views.keys.provider.resolveTreeItem?.(treeItemOf(node), node, token);
    assert.ok(shown?.tooltip instanceof vscode.MarkdownString);
    return shown.tooltip.value;
  }

  it('is said with what it was used for, or with what no record means', () => {
    assert.match(lastUseText({ kind: 'used', at: SINCE, operation: 'Sign' }), /2026.* \(Sign\)$/);
    assert.equal(lastUseText({ kind: 'never', since: SINCE }), 'never since it was made');
    assert.equal(
      lastUseText({ kind: 'not-since', since: SINCE }),
      `not since ${day}, when KMS began to keep it`,
    );
    assert.match(
      useSentence({ kind: 'used', at: SINCE, operation: 'Sign' }),
      /^It was last used on .*\(Sign\)\.$/,
    );
    assert.match(useSentence({ kind: 'used', at: SINCE }), /^It was last used on [^(]*\.$/);
    assert.equal(
      useSentence({ kind: 'never', since: SINCE }),
      `It was never used since it was made, on ${day}.`,
    );
    assert.match(
      useSentence({ kind: 'not-since', since: SINCE }),
      /what was before is told by CloudTrail\.$/,
    );
    assert.match(useSentence(undefined), /told by CloudTrail, not by Keyhole/);
  });

  it('stands in its tooltip, and why it does not where it may not be read', async () => {
    const key = await devKey();
    await kms('Encrypt', { KeyId: key.keyId, Plaintext: 'eA==' });
    assert.match(await tooltipOf(key), /Last\sused \| `[^`|]*\(Encrypt\)`/);
    await setFaults({ deny: ['kms:GetKeyLastUsage'] });
    assert.match(await tooltipOf(key), /Last\sused \| `not known: kms:GetKeyLastUsage is not allowed`/);
  });

  it('is looked for by the filter, and asked of keys then alone', async () => {
    const { views } = await keyhole();
    const key = await devKey();
    await kms('Encrypt', { KeyId: key.keyId, Plaintext: 'eA==' });
    await eventually(() => assert.equal(views.keys.loading, false));
    await resetCalls();
    views.keys.setFilter('my-app-dev');
    assert.doesNotMatch(await callCounts(), /GetKeyLastUsage/);
    await setFaults({ actions: ['kms:GetKeyLastUsage'], delayMs: 300 });
    views.keys.setFilter('my-app-dev used:<1d');
    await eventually(() => assert.equal(views.keys.treeView.message, 'Reading when keys were last used…'));
    await setFaults({});
    await eventually(async () => {
      const [group] = await childrenOf(views.keys);
      assert.deepEqual(await labelsOf(views.keys, group), ['my-app-dev']);
    });
    views.keys.setFilter('my-app-dev used:>90d');
    await eventually(async () => assert.deepEqual(await labelsOf(views.keys), []));
  });

  it('could not be looked for where that is denied, which the view says while it is asked', async () => {
    const { views } = await keyhole();
    await item(views.keys, 'alias/my-app-dev');
    await eventually(() => assert.equal(views.keys.loading, false));
    await setFaults({ deny: ['kms:GetKeyLastUsage'] });
    views.keys.setFilter('used:>90d');
    await eventually(async () =>
      assert.deepEqual(await labelsOf(views.keys), ['Denied: kms:GetKeyLastUsage']),
    );
    views.keys.setFilter('my-app-dev');
    await eventually(async () => assert.deepEqual(await labelsOf(views.keys), ['Customer managed']));
  });

  it('is told before a key is disabled, and is no condition', async () => {
    const key = await devKey();
    await kms('Encrypt', { KeyId: key.keyId, Plaintext: 'eA==' });
    const all = await keyDeps();
    assert.equal(await switchKey(key, { to: 'Disabled' }, all), true);
    assert.match(all.asked[0]?.details.join('\n') ?? '', /It was last used on .*\(Encrypt\)\./);
    await all.take();
    await setFaults({ deny: ['kms:GetKeyLastUsage'] });
    const denied = await keyDeps();
    assert.equal(await switchKey(key, { to: 'Disabled' }, denied), true);
    assert.match(
      denied.asked[0]?.details.join('\n') ?? '',
      /Not known for want of a permission: kms:GetKeyLastUsage\.\nWho else uses it is told by CloudTrail/,
    );
  });

  it('keeps nobody from going on where an emulator does not know the call', async () => {
    const missing: string[] = [];
    const lastUsage = () => Promise.reject(new Error('not implemented'));
    assert.equal(await lastUseOr('1234', { lastUsage }, missing), undefined);
    assert.deepEqual(missing, []);
  });
});
