import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { actionsMatching, globalConditionKeys, globMatches, iamService } from '../../../src/core/facts/iam';
import { servicePrefixes, servicePrincipals } from '../../../src/core/facts/iam.generated';

describe('the IAM slice', () => {
  it('is what the generator writes today (npm run generate:iam)', () => {
    const run = spawnSync(process.execPath, ['scripts/generateIam.mjs', '--check'], { encoding: 'utf8' });
    assert.equal(run.status, 0, run.stderr);
  });

  it('knows the three services, in any case, and no other', () => {
    for (const prefix of ['kms', 'KMS', 'secretsmanager', 'ssm']) assert.ok(iamService(prefix), prefix);
    assert.equal(iamService('s3'), undefined);
    assert.ok(servicePrefixes.includes('s3'));
    assert.ok(globalConditionKeys.some(({ key }) => key === 'aws:PrincipalOrgID'));
  });

  it('knows the services that act as themselves', () => {
    for (const name of ['logs', 'sns', 'cloudtrail', 'delivery.logs', 'secretsmanager'])
      assert.ok(servicePrincipals.includes(`${name}.amazonaws.com`), name);
    assert.ok(servicePrincipals.every(name => /^[a-z0-9][a-z0-9.-]*\.amazonaws\.com$/.test(name)));
    assert.equal(new Set(servicePrincipals).size, servicePrincipals.length);
  });

  it('gives an action its level, resource types and condition keys', () => {
    const kms = iamService('kms');
    assert.ok(kms);
    const [decrypt, ...others] = actionsMatching(kms, 'decrypt');
    assert.equal(others.length, 0);
    assert.equal(decrypt?.name, 'Decrypt');
    assert.deepEqual(decrypt?.resourceTypes, ['key']);
    const keys = decrypt?.conditionKeys.map(({ key }) => key);
    assert.ok(keys?.includes('kms:ViaService'));
    assert.ok(keys?.includes('kms:RecipientAttestation:PCR${0-31}'));
    assert.deepEqual(actionsMatching(kms, 'ListKeys')[0]?.resourceTypes, []);
  });

  it('expands wildcards', () => {
    const kms = iamService('kms');
    assert.ok(kms);
    const names = (pattern: string) => actionsMatching(kms, pattern).map(({ name }) => name);
    assert.deepEqual(names('reencrypt*'), ['ReEncryptFrom', 'ReEncryptTo']);
    assert.deepEqual(names('GenerateMa?'), ['GenerateMac']);
    assert.deepEqual(names('Dekrypt*'), []);
    assert.equal(names('*').length, kms.actions.length);
  });
});

describe('globMatches', () => {
  const cases: [string, string, boolean][] = [
    ['', '', true],
    ['', 'a', false],
    ['*', '', true],
    ['a*', 'abc', true],
    ['*c', 'abc', true],
    ['a*b*c', 'axxbyyc', true],
    ['a*b*c', 'axxbyy', false],
    ['a?c', 'abc', true],
    ['a?c', 'ac', false],
    ['*b', 'abab', true],
    ['?', '', false],
    ['a', '', false],
    ['**', 'x', true],
  ];
  for (const [pattern, text, expected] of cases) {
    it(`${pattern} over ${text}: ${expected}`, () => assert.equal(globMatches(pattern, text), expected));
  }
});
