import assert from 'node:assert/strict';
import {
  changeSettings,
  type Settings,
  type SettingsDeps,
} from '../../src/client/write/parameters/changeSettings';
import { expirationOf, expirationProblem } from '../../src/client/write/parameters/settingsQuestions';
import { formatPolicies } from '../../src/core/catalog/parameterPolicies';
import { failureOf } from '../../src/core/failure';
import { sensitive } from '../../src/core/value/sensitive';
import { answering } from './answers';
import { keyhole, setFaults } from './support';

const NAME = '/settings-test/password';
const POLICIES = formatPolicies({ expiration: Date.UTC(2099, 0, 1), notifyBeforeDays: 15 });

describe('Change the settings of a parameter', () => {
  let undo: (() => Promise<void>) | undefined;

  async function deps(wanted: Settings | undefined, whileAsked?: () => Promise<unknown>, passes = true) {
    const { session } = await keyhole();
    const { gate, asked } = answering({ passes, whileAsked });
    const all: SettingsDeps = {
      session,
      gate,
      questions: { settings: async () => wanted },
      offerUndo: (_, take) => {
        undo = take;
      },
    };
    return { ...all, asked };
  }
  const store = async () => (await (await keyhole()).session.connect()).aws.parameters;
  const latest = async () => {
    const found = (await (await store()).describeNames([NAME])).get(NAME);
    assert.ok(found);
    return found;
  };
  const valueNow = async () => (await (await store()).reveal(NAME)).value.reveal();

  beforeEach(async () => {
    undo = undefined;
    await (await store()).create({ name: NAME, type: 'SecureString', value: sensitive('hunter2') });
  });
  afterEach(async () => {
    await setFaults({});
    await (await store()).deleteNames([NAME]);
  });

  it('changes several as one version, leaves the value, and is taken back', async () => {
    const wanted = { description: 'of the database', keyId: 'alias/my-app-prod', allowedPattern: '^h' };
    const all = await deps(wanted);
    assert.equal(await changeSettings(NAME, all), 2);
    const { description, keyId, allowedPattern, type } = await latest();
    assert.deepEqual({ description, keyId, allowedPattern }, wanted);
    assert.deepEqual([type, await valueNow()], ['SecureString', 'hunter2']);
    const [change] = all.asked;
    assert.deepEqual(change?.details.slice(0, 3), [
      'Description: none → of the database',
      'Key: alias/aws/ssm → alias/my-app-prod',
      'Allowed pattern: none → ^h',
    ]);
    assert.doesNotMatch(JSON.stringify(all.asked), /hunter2/);
    await undo?.();
    const back = await latest();
    assert.deepEqual(
      [back.description || undefined, back.keyId, back.allowedPattern, back.version],
      [undefined, 'alias/aws/ssm', undefined, 3],
    );
    assert.equal(await valueNow(), 'hunter2');
  });

  it('gives it policies and the tier they need, and takes the policies away again', async () => {
    const all = await deps({ policies: POLICIES, tier: 'Advanced' });
    await changeSettings(NAME, all);
    assert.deepEqual([(await latest()).policies, (await latest()).tier], [POLICIES, 'Advanced']);
    assert.match(
      all.asked[0]?.details.join(' ') ?? '',
      /deleted on .*15 days before.*cannot be made standard/,
    );
    // Another change keeps them.
    await changeSettings(NAME, await deps({ description: 'kept' }));
    assert.equal((await latest()).policies, POLICIES);
    await changeSettings(NAME, await deps({ policies: '[]' }));
    assert.equal((await latest()).policies, undefined);
    await undo?.();
    assert.equal((await latest()).policies, POLICIES);
  });

  it('offers no way back where there is none', async () => {
    await changeSettings(NAME, await deps({ tier: 'Advanced' }));
    assert.equal((await latest()).tier, 'Advanced');
    assert.equal(undo, undefined);
  });

  it('changes nothing without a yes, or where somebody is faster than the answer', async () => {
    const wanted = { description: 'mine' };
    assert.equal(await changeSettings(NAME, await deps(undefined)), undefined);
    assert.equal(await changeSettings(NAME, await deps(wanted, undefined, false)), undefined);
    assert.equal((await latest()).version, 1);
    const faster = await deps(wanted, async () =>
      (await store()).overwrite(await latest(), sensitive('theirs')),
    );
    await assert.rejects(changeSettings(NAME, faster), thrown => failureOf(thrown).code === 'conflict');
    assert.deepEqual([await valueNow(), (await latest()).version], ['theirs', 2]);
  });

  it('fails with what is missing, or what AWS says, and never with a value', async () => {
    for (const action of ['ssm:PutParameter', 'kms:Decrypt']) {
      await setFaults({ deny: [action] });
      await assert.rejects(changeSettings(NAME, await deps({ description: 'x' })), thrown => {
        const failure = failureOf(thrown);
        return failure.missingAction === action && !JSON.stringify(failure).includes('hunter2');
      });
    }
    await setFaults({});
    await assert.rejects(changeSettings(NAME, await deps({ allowedPattern: '^\\d+$' })), thrown => {
      const failure = failureOf(thrown);
      return failure.code === 'invalid' && !JSON.stringify(failure).includes('hunter2');
    });
    assert.equal((await latest()).version, 1);
  });

  it('is not taken back in another Region', async () => {
    const { session } = await keyhole();
    await changeSettings(NAME, await deps({ description: 'mine' }));
    await session.choose({ kind: 'aws', region: 'eu-north-1' });
    try {
      await assert.rejects(undo?.() ?? Promise.resolve(), thrown => failureOf(thrown).code === 'invalid');
    } finally {
      await session.choose({ kind: 'aws' });
    }
  });
});

describe('the expiration of a parameter as it is typed', () => {
  const now = Date.UTC(2026, 10, 26);
  const texts: readonly (readonly [text: string, fits: boolean, time?: number])[] = [
    ['', true],
    ['2027-01-31', true, Date.UTC(2027, 0, 31)],
    ['2027-01-31 18:00', true, Date.UTC(2027, 0, 31, 18)],
    ['2027-01-31T18:00Z', true, Date.UTC(2027, 0, 31, 18)],
    ['2027-02-31', false],
    ['2027-13-01', false],
    ['2027-01-31 25:00', false],
    ['2020-01-31', false, Date.UTC(2020, 0, 31)],
    ['tomorrow', false],
    ['31.1.2027', false],
  ];
  for (const [text, fits, time] of texts)
    it(`${text || 'nothing'}: ${fits ? 'fits' : 'does not'}`, () => {
      assert.equal(expirationProblem(text, now) === undefined, fits);
      assert.equal(expirationOf(text), time);
    });
});
