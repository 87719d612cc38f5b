import assert from 'node:assert/strict';
import {
  isSymmetric,
  type KeyKind,
  type KeyUsage,
  SYMMETRIC,
  specsFor,
} from '../../../src/core/keys/keyKinds';
import {
  type KeyPlace,
  newKeyPolicyText,
  type RoleProblem,
  roleArnOf,
  roleProblem,
} from '../../../src/core/keys/newKeyPolicy';
import { lintFile } from '../policy/support';

const account = '111122223333';
const usages: readonly KeyUsage[] = [
  'ENCRYPT_DECRYPT',
  'SIGN_VERIFY',
  'GENERATE_VERIFY_MAC',
  'KEY_AGREEMENT',
];
const places: readonly KeyPlace[] = ['eu-west-1', 'us-gov-west-1', 'cn-north-1'].map(region => ({
  region,
  account,
}));
const kindsIn = ({ region }: KeyPlace): readonly KeyKind[] =>
  usages.flatMap(usage => specsFor(usage, region).map(spec => ({ usage, spec })));

function problemsOf(text: string | undefined, { usage, spec }: KeyKind): readonly string[] {
  assert.ok(text);
  const key = { usage, spec, origin: 'AWS_KMS', multiRegion: false };
  return lintFile(text, { kind: 'key', account, live: true, key }).map(
    ({ code, message }) => `${code} ${message}`,
  );
}

describe('kinds of keys', () => {
  it('has what AWS has, each once a usage', () => {
    assert.deepEqual(specsFor('ENCRYPT_DECRYPT', 'eu-west-1'), [
      'SYMMETRIC_DEFAULT',
      'RSA_2048',
      'RSA_3072',
      'RSA_4096',
    ]);
    assert.equal(specsFor('SIGN_VERIFY', 'eu-west-1').length, 11);
    assert.deepEqual(specsFor('KEY_AGREEMENT', 'cn-north-1').at(-1), 'SM2');
    for (const usage of usages) {
      const specs = specsFor(usage, 'cn-north-1');
      assert.equal(new Set(specs).size, specs.length, usage);
    }
    assert.equal(isSymmetric(SYMMETRIC), true);
  });
});

describe('the policy of a new key', () => {
  it('is KMS’s own where nothing is asked for', () => {
    const [place] = places;
    assert.ok(place);
    assert.equal(newKeyPolicyText({ kind: 'default' }, place, SYMMETRIC), undefined);
  });

  for (const place of places) {
    it(`for a role has nothing to be said against it, whatever the kind of key (${place.region})`, () => {
      const arn = roleArnOf('ci/deploy', place);
      for (const kind of kindsIn(place)) {
        const text = newKeyPolicyText({ kind: 'role', arn }, place, kind);
        assert.deepEqual(problemsOf(text, kind), [], `${kind.usage} ${kind.spec}`);
        assert.ok(text?.includes(arn));
      }
    });

    it(`for a service has nothing to be said against it (${place.region})`, () => {
      for (const service of ['secretsmanager', 'ssm', 'ec2']) {
        const text = newKeyPolicyText({ kind: 'service', service }, place, SYMMETRIC);
        assert.deepEqual(problemsOf(text, SYMMETRIC), [], service);
      }
    });
  }

  it('lets a service’s callers in through it alone, and grants for AWS alone', () => {
    const text = newKeyPolicyText(
      { kind: 'service', service: 'ssm' },
      { region: 'eu-west-1', account },
      SYMMETRIC,
    );
    const [, use, grants] = JSON.parse(text ?? '').Statement;
    const through = { 'kms:CallerAccount': account, 'kms:ViaService': 'ssm.eu-west-1.amazonaws.com' };
    assert.deepEqual(use.Condition, { StringEquals: through });
    assert.deepEqual(grants.Condition, {
      StringEquals: through,
      Bool: { 'kms:GrantIsForAWSResource': 'true' },
    });
  });
});

describe('a role that is typed', () => {
  const place: KeyPlace = { region: 'eu-west-1', account };
  const cases: readonly (readonly [string, string | RoleProblem])[] = [
    ['app', `arn:aws:iam::${account}:role/app`],
    [' role/ci/deploy ', `arn:aws:iam::${account}:role/ci/deploy`],
    ['/ci/deploy', `arn:aws:iam::${account}:role/ci/deploy`],
    [`arn:aws:iam::${account}:role/app`, `arn:aws:iam::${account}:role/app`],
    ['', 'empty'],
    ['a b', 'no-role'],
    ['ci/', 'no-role'],
    ['x'.repeat(65), 'no-role'],
    ['*', 'no-role'],
    [`arn:aws:iam::${account}:user/app`, 'no-role'],
    [`arn:aws-cn:iam::${account}:role/app`, 'no-role'],
    ['arn:aws:iam::444455556666:role/app', 'other-account'],
  ];
  for (const [text, wanted] of cases) {
    it(`is ${wanted}: ${JSON.stringify(text.slice(0, 40))}`, () => {
      const problem = roleProblem(text, place);
      assert.equal(problem ?? roleArnOf(text, place), wanted);
    });
  }
});
