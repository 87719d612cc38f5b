import assert from 'node:assert/strict';
import type { KeyNode } from '../../src/client/tree/nodes';
import { grantDetails } from '../../src/client/write/keys/grants/revokeGrant';
import { type GrantDeps, keyGrants } from '../../src/client/write/keys/keyGrants';
import { keyGrantsCommand } from '../../src/client/write/keys/keyGrantsCommand';
import type { KeyGrant } from '../../src/core/catalog/items';
import { type Failure, failureOf } from '../../src/core/failure';
import { devKey, type KeyTestDeps, keyDeps, kms, restoreKey } from './keySupport';
import { callCounts, keyhole, resetCalls, setFaults } from './support';

let key: KeyNode;
let grantee = '';
let grantId = '';

async function grants(): Promise<readonly string[]> {
  const { aws } = await (await keyhole()).session.connect();
  const ids: string[] = [];
  for await (const page of aws.keys.grants(key.keyId)) ids.push(...page.map(each => each.grantId));
  return ids;
}

async function failureIn(work: Promise<unknown>): Promise<Failure> {
  return work.then(
    () => assert.fail('it was done'),
    thrown => failureOf(thrown),
  );
}

const choosing = (all: KeyTestDeps, shown: KeyGrant[] = [], chooses = true): GrantDeps => ({
  ...all,
  ask: () => assert.fail('none is to be made'),
  show: async (_, found) => {
    shown.push(...found);
    return chooses ? found[0] : undefined;
  },
});

before(async () => {
  key = await devKey();
  grantee = key.arn.replace(/^.*:(\d{12}):.*$/, 'arn:aws:iam::$1:role/reader');
});

async function makeGrant(): Promise<void> {
  const made = await kms('CreateGrant', {
    KeyId: key.keyId,
    GranteePrincipal: grantee,
    Operations: ['DescribeKey', 'Decrypt'],
    Constraints: { EncryptionContextSubset: { stage: 'prod' } },
    Name: 'reading',
  });
  grantId = String(made['GrantId']);
}

async function removeGrants(): Promise<void> {
  await restoreKey(key);
  for (const GrantId of await grants()) await kms('RevokeGrant', { KeyId: key.keyId, GrantId });
}

describe('List the grants of a key', () => {
  beforeEach(makeGrant);
  afterEach(removeGrants);

  it('says who may do what, and changes nothing', async () => {
    const shown: KeyGrant[] = [];
    const all = await keyDeps();
    assert.equal(await keyGrants(key, choosing(all, shown, false)), false);
    const [grant, ...others] = shown;
    assert.ok(grant && others.length === 0);
    assert.deepEqual([grant.granteePrincipal, grant.name], [grantee, 'reading']);
    assert.deepEqual(grantDetails(grant), [
      'It lets them decrypt, describe it.',
      'It holds only with an encryption context that has stage=prod.',
    ]);
    assert.deepEqual([all.asked.length, await grants()], [0, [grantId]]);
  });

  it('fails with the permission that is missing', async () => {
    await setFaults({ deny: ['kms:ListGrants'] });
    const { missingAction } = await failureIn(keyGrants(key, choosing(await keyDeps())));
    assert.equal(missingAction, 'kms:ListGrants');
  });

  it('of what is no key lists nothing', async () => {
    const api = await keyhole();
    const run = keyGrantsCommand({
      ...Object.create(null),
      explorer: { get: () => ({ views: api.views }) },
      explored: api.explored,
      language: { refresh: () => undefined },
      gate: (await keyDeps()).gate,
    });
    await resetCalls();
    for (const forged of [7, { kind: 'key' }, { kind: 'folder', path: '/' }]) await run(forged);
    assert.doesNotMatch(await callCounts(), /ListGrants/);
  });
});

describe('Revoke a grant', () => {
  beforeEach(makeGrant);
  afterEach(removeGrants);

  it('says whose it is and that there is no way back, and does it', async () => {
    const all = await keyDeps();
    assert.equal(await keyGrants(key, choosing(all)), true);
    assert.deepEqual(await grants(), []);
    const [change] = all.asked;
    assert.deepEqual(
      [change?.kind, change?.question, change?.target],
      ['delete', 'Revoke a grant of the key my-app-dev?', 'my-app-dev'],
    );
    assert.equal(change?.details[0], `It is of ${grantee}.`);
    assert.match(change?.details.at(-1) ?? '', /^This cannot be undone/);
  });

  it('changes nothing without a yes, a permission, in another connection, or where somebody is faster', async () => {
    assert.equal(await keyGrants(key, choosing(await keyDeps(undefined, false))), false);
    await setFaults({ deny: ['kms:RevokeGrant'] });
    const denied = await failureIn(keyGrants(key, choosing(await keyDeps())));
    assert.equal(denied.missingAction, 'kms:RevokeGrant');
    await setFaults({});
    const { session } = await keyhole();
    await failureIn(keyGrants(key, choosing(await keyDeps(async () => session.reconnect()))));
    assert.deepEqual(await grants(), [grantId]);
    const faster = await keyDeps(() => kms('RevokeGrant', { KeyId: key.keyId, GrantId: grantId }));
    assert.equal((await failureIn(keyGrants(key, choosing(faster)))).code, 'conflict');
  });
});
