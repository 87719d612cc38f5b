import assert from 'node:assert/strict';
import { brief, fixed, keyTemplate, lintFile, lintTemplate, conditionPolicy as policy } from './support';

const CODE = 'policy/wildcard-without-like';
const ROLE = 'arn:aws:iam::111122223333:role/app-*';

describe('policy/wildcard-without-like', () => {
  const cases: Readonly<Record<string, readonly [condition: unknown, expected: readonly string[]]>> = {
    'no wildcard': [{ StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3' } }, []],
    'under Like': [{ StringLike: { 'aws:PrincipalArn': ROLE }, ArnLike: { 'aws:PrincipalArn': ROLE } }, []],
    'ArnEquals takes wildcards': [{ ArnEquals: { 'aws:PrincipalArn': ROLE } }, []],
    'the letters themselves': [{ StringEquals: { 'kms:EncryptionContext:a': 'x${*}y${?}' } }, []],
    'a policy variable': [{ StringEquals: { 'kms:EncryptionContext:a': '${aws:username}' } }, []],
    'a star': [{ StringEquals: { 'aws:PrincipalArn': ROLE } }, [`warning ${CODE} "${ROLE}"`]],
    'one of a list': [
      { StringNotEquals: { 'aws:PrincipalArn': ['arn:aws:iam::111122223333:role/a', ROLE] } },
      [`warning ${CODE} "${ROLE}"`],
    ],
    'a question mark, qualified': [
      { 'ForAnyValue:StringEqualsIfExists': { 'aws:CalledVia': 's3?amazonaws.com' } },
      [`warning ${CODE} "s3?amazonaws.com"`],
    ],
    'whatever the case': [{ stringequalsignorecase: { 'aws:PrincipalArn': '*' } }, [`warning ${CODE} "*"`]],
  };
  for (const [name, [condition, expected]] of Object.entries(cases)) {
    it(name, () => {
      const text = policy(condition);
      assert.deepEqual(brief(text, lintFile(text)), expected);
    });
  }

  it('changes the operator, and nothing else', () => {
    for (const [before, after] of [
      ['StringEquals', 'StringLike'],
      ['StringNotEqualsIfExists', 'StringNotLikeIfExists'],
      ['ForAnyValue:StringEquals', 'ForAnyValue:StringLike'],
    ] as const) {
      const text = policy({ [before]: { 'aws:PrincipalArn': ROLE } });
      const mended = fixed(text, lintFile(text), CODE);
      assert.equal(mended, policy({ [after]: { 'aws:PrincipalArn': ROLE } }));
      assert.deepEqual(lintFile(mended), []);
    }
  });

  it('has no fix where the other operator stands there, or there is none that leaves case alone', () => {
    for (const condition of [
      { StringEquals: { 'aws:PrincipalArn': ROLE }, StringLike: { 'aws:PrincipalTag/a': 'b*' } },
      { StringEqualsIgnoreCase: { 'aws:PrincipalArn': ROLE } },
    ]) {
      const [problem] = lintFile(policy(condition));
      assert.equal(problem?.code, CODE);
      assert.equal(problem.fixes, undefined);
    }
  });

  it('sees through functions of a template', () => {
    const text = keyTemplate(`        - Effect: Allow
          Principal: {AWS: '111122223333'}
          Action: 'kms:*'
          Resource: '*'
          Condition:
            StringEquals:
              aws:PrincipalArn: !Sub 'arn:aws:iam::\${AWS::AccountId}:role/app-*'`);
    const problems = lintTemplate(text);
    assert.deepEqual(
      problems.map(({ severity, code }) => `${severity} ${code}`),
      [`warning ${CODE}`],
    );
    assert.match(fixed(text, problems, CODE), /\n {12}StringLike:\n/);
    assert.deepEqual(lintTemplate(fixed(text, problems, CODE)), []);
  });
});
