// Principals a policy is refused with: policy/orphan-principal-id, policy/group-principal.
import assert from 'node:assert/strict';
import { brief, fixed, keyTemplate, lintFile, lintTemplate } from './support';

const policy = (principal: unknown, element = 'Principal') =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', [element]: principal, Action: 'kms:Decrypt', Resource: '*' }],
  });
const ROLE = 'arn:aws:iam::111122223333:role/app';
const GONE = 'AROAEXAMPLEROLEID1234';

describe('policy/orphan-principal-id', () => {
  const CODE = 'policy/orphan-principal-id';

  for (const id of [GONE, 'AIDAEXAMPLEUSERID1234', 'AGPAEXAMPLEGROUPID123']) {
    it(id, () => {
      const text = policy({ AWS: [ROLE, id] });
      assert.deepEqual(brief(text, lintFile(text)), [`error ${CODE} "${id}"`]);
      assert.deepEqual(brief(text, lintFile(text, { kind: 'unknown' })), [`warning ${CODE} "${id}"`]);
      assert.equal(fixed(text, lintFile(text), CODE), policy({ AWS: [ROLE] }));
    });
  }

  it('is nothing else that begins so', () => {
    for (const text of ['AROA', 'arolex', ROLE, '111122223333'])
      assert.ok(!lintFile(policy({ AWS: text })).some(({ code }) => code === CODE), text);
  });

  it('is seen in templates and in NotPrincipal', () => {
    const yaml = keyTemplate(`        - Effect: Deny
          NotPrincipal:
            AWS:
              - ${GONE}
              - ${ROLE}
          Action: 'kms:*'
          Resource: '*'`);
    assert.deepEqual(brief(yaml, lintTemplate(yaml)), [`error ${CODE} ${GONE}`]);
    const mended = fixed(yaml, lintTemplate(yaml), CODE);
    assert.equal(mended, yaml.replace(`- ${GONE}\n              `, ''));
    assert.deepEqual(lintTemplate(mended), []);
  });

  it('has no fix where nobody would be left', () => {
    const [problem] = lintFile(policy({ AWS: GONE }));
    assert.equal(problem?.code, CODE);
    assert.equal(problem.fixes, undefined);
  });
});

describe('policy/group-principal', () => {
  const CODE = 'policy/group-principal';
  const GROUP = 'arn:aws-cn:iam::111122223333:group/team/admins';

  it('is an error, through functions too', () => {
    const text = policy({ AWS: GROUP });
    assert.deepEqual(brief(text, lintFile(text)), [`error ${CODE} "${GROUP}"`]);
    const yaml = keyTemplate(
      `        - {Effect: Allow, Principal: {AWS: !Sub 'arn:\${AWS::Partition}:iam::\${AWS::AccountId}:group/a'}, Action: 'kms:Decrypt', Resource: '*'}`,
    );
    assert.deepEqual(
      lintTemplate(yaml).map(({ severity, code }) => `${severity} ${code}`),
      [`error ${CODE}`],
    );
  });

  it('is no role and no user of that name', () => {
    for (const arn of [
      ROLE,
      'arn:aws:iam::111122223333:user/group/a',
      'arn:aws:iam::111122223333:role/group/a',
    ])
      assert.deepEqual(lintFile(policy({ AWS: arn })), [], arn);
  });
});
