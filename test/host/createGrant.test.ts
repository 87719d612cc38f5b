import assert from 'node:assert/strict';
import type { KeyNode } from '../../src/client/tree/nodes';
import {
  type AskGrant,
  type CreateGrantDeps,
  createGrant,
  newGrantDetails,
} from '../../src/client/write/keys/grants/createGrant';
import { boundsProblem, nameProblem } from '../../src/client/write/keys/grants/grantQuestions';
import { principalText } from '../../src/client/write/keys/grants/principalQuestion';
import { keyGrants } from '../../src/client/write/keys/keyGrants';
import type { KeyGrant } from '../../src/core/catalog/items';
import { type Failure, failureOf } from '../../src/core/failure';
import type { NewGrant } from '../../src/core/keys/newGrant';
import { devKey, type KeyTestDeps, keyDeps, kms, restoreKey } from './keySupport';
import { callCounts, keyhole, resetCalls, setFaults } from './support';

let key: KeyNode;
let wanted: NewGrant;

async function grants(): Promise<readonly KeyGrant[]> {
  const { aws } = await (await keyhole()).session.connect();
  const all: KeyGrant[] = [];
  for await (const page of aws.keys.grants(key.keyId)) all.push(...page);
  return all;
}

async function failureIn(work: Promise<unknown>): Promise<Failure> {
  return work.then(
    () => assert.fail('it was done'),
    thrown => failureOf(thrown),
  );
}

const asking = (all: KeyTestDeps, ask: AskGrant = async () => wanted): CreateGrantDeps => ({ ...all, ask });

describe('Make a grant', () => {
  before(async () => {
    key = await devKey();
    const [, account = ''] = /:(\d{12}):/.exec(key.arn) ?? [];
    wanted = {
      grantee: `arn:aws:iam::${account}:role/reader`,
      operations: ['Decrypt', 'DescribeKey'],
      constraint: { kind: 'subset', context: { stage: 'prod' } },
      retiring: `arn:aws:iam::${account}:user/ann`,
    };
  });

  afterEach(async () => {
    await restoreKey(key);
    for (const { grantId: GrantId } of await grants())
      await kms('RevokeGrant', { KeyId: key.keyId, GrantId });
  });

  it('says in plain English what it allows, makes it, and takes it back', async () => {
    const all = await keyDeps();
    assert.equal(await createGrant(key, asking(all)), true);
    const [grant, ...others] = await grants();
    assert.deepEqual(others, []);
    assert.deepEqual(
      [grant?.granteePrincipal, grant?.retiringPrincipal, grant?.operations, grant?.encryptionContextSubset],
      [wanted.grantee, wanted.retiring, ['Decrypt', 'DescribeKey'], { stage: 'prod' }],
    );
    const [change] = all.asked;
    assert.deepEqual([change?.kind, change?.question], ['create', 'Make a grant of the key my-app-dev?']);
    assert.deepEqual(change?.details, [
      `It is of ${wanted.grantee}.`,
      'It lets them decrypt, describe it.',
      'It holds only with an encryption context that has stage=prod.',
      'Describing the key and retiring grants are not bounded by that.',
      `${wanted.retiring} may end it.`,
      'It holds beside the policy of the key, until somebody revokes it.',
    ]);
    await all.take();
    assert.deepEqual(await grants(), []);
    const [, undo] = all.asked;
    assert.ok(undo?.details.includes('It is the one that was just made.'));
  });

  it('is offered in the list of grants, of a key without any too', async () => {
    const all = asking(await keyDeps());
    assert.equal(await keyGrants(key, { ...all, show: async () => 'make' }), true);
    assert.equal((await grants()).length, 1);
  });

  it('is offered what the key can do', async () => {
    const asked: (string | undefined)[] = [];
    const ask: AskGrant = async (_, now) => {
      asked.push(now.usage, now.spec);
      return undefined;
    };
    assert.equal(await createGrant(key, asking(await keyDeps(), ask)), false);
    assert.deepEqual(asked, ['ENCRYPT_DECRYPT', 'SYMMETRIC_DEFAULT']);
  });

  it('with a name that is there already makes nothing, and undoes nothing', async () => {
    const named: AskGrant = async () => ({ ...wanted, name: 'nightly' });
    assert.equal(await createGrant(key, asking(await keyDeps(), named)), true);
    const again = await keyDeps();
    assert.equal(await createGrant(key, asking(again, named)), false);
    assert.deepEqual([again.offers, (await grants()).length], [[], 1]);
  });

  it('offers no way back where it cannot tell whether it was there', async () => {
    await setFaults({ deny: ['kms:ListGrants'] });
    const all = await keyDeps();
    assert.equal(
      await createGrant(
        key,
        asking(all, async () => ({ ...wanted, name: 'nightly' })),
      ),
      true,
    );
    assert.deepEqual(all.offers, []);
    await setFaults({});
    assert.equal((await grants()).length, 1);
  });

  it('is sent once without a name, and says that nobody knows where the answer is lost', async () => {
    await setFaults({ actions: ['kms:CreateGrant'], error: 1 });
    await resetCalls();
    const failure = await failureIn(createGrant(key, asking(await keyDeps())));
    assert.match(failure.message, /Whether AWS made the grant is not known: look at Show Key Grants/);
    assert.match(await callCounts(), /"kms:CreateGrant":1\b/);
  });

  it('changes nothing without a yes, a permission, in another connection, or of a key that is disabled', async () => {
    assert.equal(await createGrant(key, asking(await keyDeps(undefined, false))), false);
    await setFaults({ deny: ['kms:CreateGrant'] });
    const denied = await failureIn(createGrant(key, asking(await keyDeps())));
    assert.equal(denied.missingAction, 'kms:CreateGrant');
    await setFaults({});
    const { session } = await keyhole();
    await failureIn(createGrant(key, asking(await keyDeps(async () => session.reconnect()))));
    const faster = await keyDeps(() => kms('DisableKey', { KeyId: key.keyId }));
    assert.equal((await failureIn(createGrant(key, asking(faster)))).code, 'conflict');
    await resetCalls();
    const disabled = await failureIn(createGrant(key, asking(await keyDeps())));
    assert.match(disabled.message, /my-app-dev is disabled/);
    assert.doesNotMatch(await callCounts(), /CreateGrant/);
    assert.deepEqual(await grants(), []);
  });

  it('is told apart: of another account, without bounds, to be passed on, named', () => {
    const grantee = 'arn:aws:iam::999988887777:root';
    const details = newGrantDetails({ grantee, operations: ['CreateGrant'], name: 'x' }, '111122223333');
    assert.deepEqual(details, [
      `It is of ${grantee}.`,
      'That is in another account, 999988887777.',
      'It lets them pass this on by grants of its own.',
      'Nothing bounds it.',
      'Whoever has it can pass it on to others, within its bounds.',
      'Its name is x.',
      'It holds beside the policy of the key, until somebody revokes it.',
    ]);
  });

  it('says what is wrong as it is typed', () => {
    assert.equal(principalText(' arn:aws:iam::111122223333:role/x '), undefined);
    assert.match(principalText('x') ?? '', /^An ARN/);
    assert.equal(boundsProblem('stage=prod'), undefined);
    assert.match(boundsProblem('') ?? '', /a pair at least/);
    assert.match(boundsProblem('stage') ?? '', /name=value/);
    assert.match(boundsProblem(`a=${'x'.repeat(385)}`) ?? '', /384/);
    assert.match(boundsProblem([1, 2, 3, 4, 5, 6, 7, 8, 9].map(n => `n${n}=x`).join(',')) ?? '', /eight/);
    assert.equal(nameProblem('a:b'), undefined);
    assert.match(nameProblem('a b') ?? '', /letters/);
    assert.match(nameProblem('x'.repeat(257)) ?? '', /256/);
  });
});
