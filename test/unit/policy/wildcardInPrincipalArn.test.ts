import assert from 'node:assert/strict';
import { brief, fixed, keyTemplate, lintFile, lintTemplate, principalPolicy as policy } from './support';

const CODE = 'policy/wildcard-in-principal-arn';
const ROLES = 'arn:aws:iam::111122223333:role/app-*';

describe('policy/wildcard-in-principal-arn', () => {
  for (const arn of [
    ROLES,
    'arn:aws:iam::111122223333:user/?',
    'arn:aws:sts::111122223333:assumed-role/a/*',
  ]) {
    it(arn, () => {
      const text = policy({ AWS: arn });
      assert.deepEqual(brief(text, lintFile(text)), [`error ${CODE} "${arn}"`]);
      assert.deepEqual(brief(text, lintFile(text, { kind: 'unknown' })), [`warning ${CODE} "${arn}"`]);
    });
  }

  it('is no star alone and no name', () => {
    for (const aws of ['*', '111122223333', 'arn:aws:iam::111122223333:role/app'])
      assert.ok(!lintFile(policy({ AWS: aws })).some(({ code }) => code === CODE), aws);
  });

  it('becomes a condition', () => {
    const text = policy({ AWS: ROLES });
    const mended = fixed(text, lintFile(text), CODE);
    const [statement] = JSON.parse(mended).Statement;
    assert.deepEqual(statement.Principal, { AWS: '*' });
    assert.deepEqual(statement.Condition, {
      ArnLike: { 'aws:PrincipalArn': ROLES },
      StringEquals: { 'aws:PrincipalAccount': '111122223333' },
    });
    assert.deepEqual(lintFile(mended), []);
  });

  it('becomes one in YAML, with its function', () => {
    const arn = "!Sub 'arn:aws:iam::${AWS::AccountId}:role/app-*'";
    const yaml = keyTemplate(`        - Effect: Allow
          Principal:
            AWS: ${arn}
          Action: kms:Decrypt
          Resource: '*'`);
    const mended = fixed(yaml, lintTemplate(yaml), CODE);
    assert.equal(
      mended,
      yaml.replace(`AWS: ${arn}`, "AWS: '*'").replace(
        `Action: kms:Decrypt
          Resource: '*'`,
        `Action: kms:Decrypt
          Resource: '*'
          Condition:
            ArnLike:
              'aws:PrincipalArn': ${arn}
            StringEquals:
              'aws:PrincipalAccount': !Ref 'AWS::AccountId'`,
      ),
    );
    assert.deepEqual(lintTemplate(mended), []);
  });

  it('has no fix beside other principals, or where no account would bind it', () => {
    for (const aws of [[ROLES, '111122223333'], 'arn:aws:iam::*:role/app']) {
      const found = lintFile(policy({ AWS: aws })).find(({ code }) => code === CODE);
      assert.ok(found);
      assert.equal(found.fixes, undefined);
    }
  });
});
