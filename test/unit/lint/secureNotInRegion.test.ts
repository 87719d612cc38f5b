import assert from 'node:assert/strict';
import { fakeAccount, parameter } from '../catalog/fakes';
import { forms, inProperty } from './forms';
import { accountOf } from './liveSupport';

const CODE = 'reference/secure-not-in-region';

function accountIn(region: string) {
  const fake = fakeAccount(['/app/host'], ['db']);
  fake.parameters.set('/app/password', parameter('/app/password', { type: 'SecureString' }));
  return accountOf({ ...fake, source: { ...fake.source, region } });
}

describe(CODE, () => {
  for (const region of ['cn-north-1', 'cn-northwest-1']) {
    it(`in ${region}, whether it is there or not`, async () => {
      for (const name of ['/app/password', '/app/none'])
        for (const text of forms(inProperty(`{{resolve:ssm-secure:${name}}}`)))
          assert.deepEqual(await accountIn(region).found(text, CODE), ['warning: ssm-secure']);
    });
  }

  it('is an error where the template is bound', async () => {
    const text = JSON.stringify(inProperty('{{resolve:ssm-secure:/app/password}}'));
    const problems = await accountIn('cn-north-1').problems(text, { bound: true });
    const [problem] = problems.filter(({ code }) => code === CODE);
    assert.equal(problem?.severity, 'error');
    assert.match(problem?.message ?? '', /in cn-north-1; it resolves those to secrets/);
  });

  const good: [string, string, string][] = [
    ['another Region', 'eu-west-1', '{{resolve:ssm-secure:/app/password}}'],
    ['a plain parameter', 'cn-north-1', '{{resolve:ssm:/app/host}}'],
    ['a secret', 'cn-north-1', '{{resolve:secretsmanager:db}}'],
  ];
  for (const [name, region, value] of good) {
    it(`silent: ${name}`, async () => {
      for (const text of forms(inProperty(value)))
        assert.deepEqual(await accountIn(region).found(text, CODE), []);
    });
  }
});
