import assert from 'node:assert/strict';
import { createFaults, type Fault, parseFaults } from '../../../src/sandbox/faults';
import type { Sandbox } from '../../../src/sandbox/sandbox';
import { ask, given, jsonOf, refusal, withSandbox } from './ask';

describe('faults', () => {
  for (const share of [0, 0.1, 0.3, 0.5, 1]) {
    it(`meet ${share * 100} % of the calls, the same in every run`, () => {
      const outcomes = () => {
        const faults = createFaults();
        faults.set({ throttle: share });
        return Array.from({ length: 1_000 }, () => faults.misbehaviourOf('ssm:GetParameter'));
      };
      const met = outcomes().filter(outcome => outcome === 'throttle').length;
      assert.ok(Math.abs(met - share * 1_000) <= 2, String(met));
      assert.deepEqual(outcomes(), outcomes());
    });
  }

  it('below a third never meet two calls in a row', () => {
    const faults = createFaults();
    faults.set({ drop: 0.1, throttle: 0.1, error: 0.1 });
    const met = Array.from({ length: 1_000 }, () => faults.misbehaviourOf('kms:Decrypt') !== undefined);
    assert.ok(!met.some((hit, index) => hit && met[index + 1]));
  });

  it('concern the actions they name', () => {
    const faults = createFaults();
    faults.set([
      { actions: ['ssm:*'], throttle: 1 },
      { actions: ['kms:ListKeys'], expired: true, delayMs: 5 },
    ]);
    const outcomes = ['ssm:GetParameter', 'kms:ListKeys', 'kms:ListAliases'].map(faults.misbehaviourOf);
    assert.deepEqual(outcomes, ['throttle', 'expired', undefined]);
    assert.deepEqual(['kms:ListKeys', 'ssm:GetParameter'].map(faults.delayOf), [5, 0]);
  });

  for (const [what, json] of [
    ['a number', 7],
    ['an unknown member', { throtle: 1 }],
    ['a share above one', { drop: 1.5 }],
    ['a share that is no number', { drop: '1' }],
    ['an action that is no text', { deny: [7] }],
    ['a negative delay', { delayMs: -1 }],
  ] as const) {
    it(`refuse ${what}`, () => assert.throws(() => parseFaults(json)));
  }
});

describe('a sandbox that misbehaves', () => {
  const outcomes: [string, Fault, string, number][] = [
    ['throttles', { throttle: 1 }, 'ThrottlingException', 400],
    ['fails', { error: 1 }, 'InternalServerError', 500],
    ['takes the session for expired', { expired: true }, 'ExpiredTokenException', 400],
    ['denies', { deny: ['kms:ListKeys'] }, 'AccessDeniedException', 400],
    ['denies a whole service', { deny: ['kms:*'] }, 'AccessDeniedException', 400],
  ];
  for (const [what, fault, code, status] of outcomes) {
    it(`${what}, until it is told to behave`, () =>
      withSandbox({}, async sandbox => {
        sandbox.faults.set(fault);
        const reply = await ask(sandbox, 'kms:ListKeys');
        assert.deepEqual([reply.body['__type'], reply.status], [code, status]);
        sandbox.faults.set({});
        await given(sandbox, 'kms:ListKeys');
      }));
  }

  it('drops connections', () =>
    withSandbox({}, async sandbox => {
      sandbox.faults.set({ drop: 1 });
      await assert.rejects(ask(sandbox, 'kms:ListKeys'), TypeError);
    }));

  it('names caller, action and resource in a denial', () =>
    withSandbox({}, async sandbox => {
      sandbox.faults.set({ deny: ['ssm:GetParameter'] });
      const { body } = await ask(sandbox, 'ssm:GetParameter', { Name: '/app/db:3' });
      assert.equal(
        body['message'],
        'User: arn:aws:iam::123456789012:user/sandbox is not authorized to perform: ssm:GetParameter on resource: arn:aws:ssm:eu-west-1:123456789012:parameter/app/db because no identity-based policy allows the ssm:GetParameter action',
      );
    }));

  it('denies the key behind a value', () =>
    withSandbox({}, async sandbox => {
      await given(sandbox, 'ssm:PutParameter', { Name: '/s', Value: 'FAKE', Type: 'SecureString' });
      await given(sandbox, 'secretsmanager:CreateSecret', { Name: 's', SecretString: 'FAKE' });
      sandbox.faults.set({ deny: ['kms:Decrypt'] });
      const parameter = await ask(sandbox, 'ssm:GetParameter', { Name: '/s', WithDecryption: true });
      assert.match(String(parameter.body['message']), /perform: kms:Decrypt on resource: arn:aws:kms:/);
      await given(sandbox, 'ssm:GetParameter', { Name: '/s' });
      const secret = await ask(sandbox, 'secretsmanager:GetSecretValue', { SecretId: 's' });
      assert.deepEqual(
        [secret.body['__type'], secret.body['message']],
        ['AccessDeniedException', 'Access to KMS is not allowed'],
      );
    }));
});

describe('/_sandbox', () => {
  const faultsOf = async ({ endpoint }: Sandbox) => (await fetch(`${endpoint}/_sandbox/faults`)).json();
  const post = ({ endpoint }: Sandbox, body: string) =>
    fetch(`${endpoint}/_sandbox/faults`, { method: 'POST', body });

  it('sets faults and ends them', () =>
    withSandbox({}, async sandbox => {
      assert.equal((await post(sandbox, '{"expired":true}')).status, 200);
      assert.equal(await refusal(sandbox, 'kms:ListKeys'), 'ExpiredTokenException');
      await post(sandbox, '{}');
      await given(sandbox, 'kms:ListKeys');
    }));

  it('keeps the faults when the new ones are wrong', () =>
    withSandbox({}, async sandbox => {
      sandbox.faults.set({ expired: true });
      for (const body of ['{', '[{"throtle":1}]', '']) assert.equal((await post(sandbox, body)).status, 400);
      assert.deepEqual(await faultsOf(sandbox), [{ expired: true }]);
    }));

  it('counts calls by action and the most at one moment', () =>
    withSandbox({}, async sandbox => {
      sandbox.faults.set({ actions: ['kms:ListKeys'], delayMs: 30 });
      await Promise.all([1, 2, 3].map(() => ask(sandbox, 'kms:ListKeys')));
      await ask(sandbox, 'kms:ListAliases');
      const counts = await jsonOf(await fetch(`${sandbox.endpoint}/_sandbox/calls`));
      assert.deepEqual(counts, {
        total: 4,
        byAction: { 'kms:ListAliases': 1, 'kms:ListKeys': 3 },
        maxConcurrent: 3,
      });
      await fetch(`${sandbox.endpoint}/_sandbox/calls`, { method: 'DELETE' });
      assert.deepEqual(sandbox.calls.counts(), { total: 0, byAction: {}, maxConcurrent: 0 });
    }));

  it('knows nothing else', () =>
    withSandbox({}, async ({ endpoint }) => {
      assert.equal((await fetch(`${endpoint}/_sandbox/state`)).status, 404);
    }));
});
