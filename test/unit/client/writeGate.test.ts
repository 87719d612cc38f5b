import assert from 'node:assert/strict';
import { isProduction } from '../../../src/client/gate/production';
import { type Account, type Change, createWriteGate, type Dialogs } from '../../../src/client/gate/writeGate';

const CHANGE: Change = {
  kind: 'overwrite',
  question: 'Replace it?',
  details: [],
  action: 'Apply',
  target: 'my-app-dev',
};
const DEV: Account = { profile: 'dev', region: 'eu-west-1', account: '111122223333', sandbox: false };

/** Dialogs are refused in a host under test, so that people are played here. */
function person(
  answers: Partial<Record<'allow' | 'confirm' | 'type', boolean>> = {},
  more: Partial<Dialogs> = {},
) {
  const asked: string[] = [];
  const answer = (question: 'allow' | 'confirm' | 'type') => async () => {
    asked.push(question);
    return answers[question] ?? true;
  };
  const dialogs: Dialogs = {
    isTrusted: () => true,
    isReadOnly: () => false,
    productionPatterns: () => ['*prod*', '999988887777'],
    productionMinutes: () => 15,
    refuse: reason => asked.push(reason),
    allow: answer('allow'),
    confirm: answer('confirm'),
    type: answer('type'),
    ...more,
  };
  const clock = { now: 0 };
  return { gate: createWriteGate(dialogs, () => clock.now), asked, clock };
}

describe('the write gate', () => {
  it('asks for leave once for each account and Region, and shows each change', async () => {
    const { gate, asked } = person();
    assert.ok(await gate.pass(CHANGE, DEV));
    assert.ok(await gate.pass(CHANGE, { ...DEV, profile: 'dev-admin' }));
    assert.ok(await gate.pass(CHANGE, { ...DEV, account: '444455556666' }));
    assert.ok(await gate.pass(CHANGE, { ...DEV, region: 'eu-central-1' }));
    assert.deepEqual(asked, ['allow', 'confirm', 'confirm', 'allow', 'confirm', 'allow', 'confirm']);
  });

  it('asks nothing more of what was reviewed, but for leave, and the name of what is lost in production', async () => {
    const { gate, asked } = person();
    assert.ok(await gate.passReviewed(CHANGE, DEV));
    assert.ok(await gate.passReviewed(CHANGE, DEV));
    const production = { ...CHANGE, target: 'my-app-prod' };
    assert.ok(await gate.passReviewed(production, DEV));
    assert.ok(await gate.passReviewed({ ...production, kind: 'create' }, DEV));
    assert.deepEqual(asked, ['allow', 'allow', 'type']);
    assert.deepEqual([gate.inProduction(CHANGE, DEV), gate.inProduction(production, DEV)], [false, true]);
    assert.equal(gate.inProduction(production, { ...DEV, sandbox: true }), false);
    const no = person({ type: false });
    assert.equal(await no.gate.passReviewed(production, DEV), false);
    assert.equal(await person({ allow: false }).gate.passReviewed(CHANGE, DEV), false);
  });

  it('is shut where nothing may be changed, and says why', async () => {
    const { gate, asked } = person({}, { isReadOnly: () => true });
    assert.equal(gate.isOpen(), false);
    assert.equal(await gate.passReviewed(CHANGE, DEV), false);
    assert.deepEqual(asked, ['read-only', 'read-only']);
    assert.ok(person().gate.isOpen());
  });

  it('leave for an account whose number is not known is for its profile', async () => {
    const { gate, asked } = person();
    const { account, ...unknown } = DEV;
    assert.equal(account, '111122223333');
    for (const profile of ['dev', 'dev', 'other']) await gate.pass(CHANGE, { ...unknown, profile });
    assert.deepEqual(asked, ['allow', 'confirm', 'confirm', 'allow', 'confirm']);
  });

  it('a no is a no, and asked again the next time', async () => {
    const { gate, asked } = person({ allow: false });
    assert.equal(await gate.pass(CHANGE, DEV), false);
    assert.equal(await gate.pass(CHANGE, DEV), false);
    assert.deepEqual(asked, ['allow', 'allow']);
    assert.equal(await person({ confirm: false }).gate.pass(CHANGE, DEV), false);
  });

  it('production is typed: by profile, account or name, and never the sandbox', async () => {
    for (const [change, account] of [
      [CHANGE, { ...DEV, profile: 'Prod-admin' }],
      [CHANGE, { ...DEV, account: '999988887777' }],
      [{ ...CHANGE, target: 'my-app-prod' }, DEV],
    ] as const) {
      const { gate, asked } = person();
      assert.ok(await gate.pass(change, account));
      assert.deepEqual(asked, ['allow', 'type']);
      assert.equal(await person({ type: false }).gate.pass(change, account), false);
    }
    const { gate, asked } = person();
    await gate.pass({ ...CHANGE, target: 'my-app-prod' }, { ...DEV, sandbox: true });
    assert.deepEqual(asked, ['allow', 'confirm']);
  });

  it('in production leave ends by itself, and is not that of the same account elsewhere', async () => {
    const { gate, asked, clock } = person();
    const production = { ...CHANGE, target: 'my-app-prod' };
    await gate.pass(CHANGE, DEV);
    await gate.pass(production, DEV);
    assert.deepEqual(gate.leaves(), [
      { account: DEV, production: true, until: 900_000 },
      { account: DEV, production: false },
    ]);
    clock.now = 899_999;
    await gate.pass(production, DEV);
    clock.now = 900_000;
    assert.equal(gate.leaves().length, 1);
    await gate.pass(production, DEV);
    assert.deepEqual(asked, ['allow', 'confirm', 'allow', 'type', 'type', 'allow', 'type']);
  });

  it('in production what is made new is confirmed, for nothing is lost', async () => {
    const { gate, asked } = person();
    assert.ok(await gate.pass({ ...CHANGE, kind: 'create', target: '/prod/x' }, DEV));
    assert.ok(await gate.pass({ ...CHANGE, kind: 'delete', target: '/prod/x' }, DEV));
    assert.deepEqual(asked, ['allow', 'confirm', 'type']);
  });

  it('one name of production makes many so', async () => {
    const { gate, asked } = person();
    const names = ['/my-app/dev/a', '/my-app/prod/a'];
    assert.ok(await gate.pass({ ...CHANGE, kind: 'delete', target: '2 parameters', names }, DEV));
    assert.deepEqual(asked, ['allow', 'type']);
  });

  it('leave can be given ahead, and taken back', async () => {
    const { gate, asked } = person();
    let told = 0;
    const stop = gate.onDidChange(() => {
      told += 1;
    });
    assert.ok(await gate.enable(DEV));
    assert.ok(await gate.pass(CHANGE, DEV));
    gate.end();
    assert.deepEqual(gate.leaves(), []);
    await gate.pass(CHANGE, DEV);
    assert.deepEqual(asked, ['allow', 'confirm', 'allow', 'confirm']);
    assert.equal(told, 3);
    stop();
    assert.equal(await person({ allow: false }).gate.enable(DEV), false);
    assert.equal(await person({}, { isReadOnly: () => true }).gate.enable(DEV), false);
  });

  it('lets nothing through where it is set so, or the workspace is not trusted', async () => {
    const cases: readonly (readonly [string, Partial<Dialogs>])[] = [
      ['read-only', { isReadOnly: () => true }],
      ['untrusted', { isTrusted: () => false }],
    ];
    for (const [reason, more] of cases) {
      const { gate, asked } = person({}, more);
      assert.equal(await gate.pass(CHANGE, DEV), false);
      assert.deepEqual(asked, [reason]);
    }
  });
});

describe('production patterns', () => {
  const names = { profile: 'team-PROD', account: '111122223333', targets: ['/my-app/dev/host'] };
  it('match whole names, whatever their case', () => {
    for (const pattern of ['*prod*', 'team-prod', '1111*', '/my-app/*', 'team-pro?'])
      assert.ok(isProduction([pattern], names), pattern);
    for (const pattern of ['prod', '*prd*', '', ' ', '.*', '(', 7, undefined])
      assert.ok(!isProduction([pattern], names), String(pattern));
  });
});
