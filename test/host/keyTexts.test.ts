import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  keyDeletionText,
  keyKindText,
  keyRotationText,
  lastRotationText,
  multiRegionText,
  onDemandText,
} from '../../src/client/tree/keyTexts';
import { treeItemOf } from '../../src/client/tree/treeItems';
import type { KeyMetadata } from '../../src/core/catalog/items';
import { eventually, item, keyhole } from './support';

const DAY = 86_400_000;
const now = Date.UTC(2026, 10, 26, 12);
const key: KeyMetadata = {
  keyId: '1234abcd-12ab-34cd-56ef-1234567890ab',
  arn: 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
  manager: 'CUSTOMER',
  state: 'Enabled',
};
const day = (time: number) => new Date(time).toLocaleDateString();

describe('what a key shows', () => {
  it('counts down to its deletion', () => {
    const pending = (days: number) =>
      keyDeletionText({ ...key, state: 'PendingDeletion', deletionDate: now + days * DAY }, now);
    assert.equal(pending(7), `deleted in 7 days, on ${day(now + 7 * DAY)}`);
    assert.equal(pending(6.2), `deleted in 7 days, on ${day(now + 6.2 * DAY)}`);
    assert.equal(pending(0.5), `deleted within a day, on ${day(now + 0.5 * DAY)}`);
    assert.equal(keyDeletionText(key, now), undefined);
    assert.equal(
      keyDeletionText({ ...key, state: 'PendingReplicaDeletion', pendingDeletionWindowInDays: 9 }, now),
      'deleted 9 days after its last replica',
    );
  });

  it('names what sets it apart', () => {
    const regions = { primaryRegion: 'eu-west-1', replicaRegions: ['eu-north-1', 'us-east-1'] };
    const replica: KeyMetadata = {
      ...key,
      multiRegion: true,
      multiRegionConfiguration: { type: 'REPLICA', ...regions },
    };
    const primary: KeyMetadata = {
      ...key,
      multiRegion: true,
      multiRegionConfiguration: { type: 'PRIMARY', ...regions },
    };
    assert.equal(keyKindText({ ...key, spec: 'SYMMETRIC_DEFAULT' }), undefined);
    assert.equal(keyKindText({ ...primary, spec: 'RSA_2048' }), 'RSA_2048 · multi-Region');
    assert.equal(keyKindText(replica), 'replica of eu-west-1');
    assert.equal(keyKindText({ ...key, customKeyStoreId: 'cks-1' }), 'custom key store');
    assert.equal(multiRegionText(primary), 'primary; replicas: eu-north-1, us-east-1');
    assert.equal(multiRegionText(replica), 'replica; primary in eu-west-1; replicas: eu-north-1, us-east-1');
    assert.equal(multiRegionText(key), undefined);
  });

  it('tells its rotation, the next, the last, and those on demand', () => {
    assert.equal(keyRotationText({ enabled: false }), 'off');
    assert.equal(
      keyRotationText({ enabled: true, periodInDays: 365, nextRotationDate: now }),
      `every 365 days, next on ${day(now)}`,
    );
    assert.equal(
      keyRotationText({ enabled: false, onDemandRotationStartDate: now }),
      'off, one on demand is under way',
    );
    const rotations = [
      { date: now, type: 'ON_DEMAND' },
      { date: now - 40 * DAY, type: 'AUTOMATIC' },
    ] as const;
    assert.equal(lastRotationText(rotations), `${day(now)}, on demand`);
    assert.equal(onDemandText(rotations), '1 of 10');
    assert.deepEqual([lastRotationText([]), onDemandText([])], [undefined, undefined]);
  });

  it('in the tree and its tooltip, of what the account holds', async () => {
    const { views, session } = await keyhole();
    const { aws } = await session.connect();
    const node = await item(views.keys, 'alias/my-app-prod');
    assert.ok(node.kind === 'key');
    assert.equal(treeItemOf(node).description, node.keyId.slice(0, 8));
    const shown = await views.keys.provider.resolveTreeItem?.(
      treeItemOf(node),
      node,
      new vscode.CancellationTokenSource().token,
    );
    assert.ok(shown?.tooltip instanceof vscode.MarkdownString);
    const { nextRotationDate } = await aws.keys.rotation(node.keyId);
    assert.ok(nextRotationDate !== undefined);
    assert.ok(shown.tooltip.value.includes(`every 365 days, next on ${day(nextRotationDate)}`));
    assert.match(shown.tooltip.value, /Last\srotation/);
    const pending = await eventually(() => {
      const found = views.keys
        .items()
        // Of the sample data; other tests leave keys that wait too.
        .find(one => one.kind === 'key' && one.keyId.startsWith('48b6d0c9') && one.metadata !== undefined);
      assert.ok(found);
      return found;
    });
    const { description } = treeItemOf(pending);
    assert.match(String(description), /^deleted in (?:30|29) days, on .+$/);
  });
});
