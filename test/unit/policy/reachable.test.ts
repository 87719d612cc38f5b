import assert from 'node:assert/strict';
import type { PolicyFacts } from '../../../src/core/policy/lint';
import { brief, fixed, keyTemplate, lintFile, lintTemplate } from './support';

const OPEN = 'policy/reachable-from-any-account';
const OWNER =
  '{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"kms:*","Resource":"*"}';
const policy = (...statements: string[]) => `{"Version":"2012-10-17","Statement":[${statements.join(',')}]}`;
const allow = (principal: string, more = '', action = '"kms:Decrypt"') =>
  `{"Effect":"Allow","Principal":${principal},"Action":${action},"Resource":"*"${more}}`;
const deny = (principal: string, condition: string) =>
  `{"Effect":"Deny","Principal":${principal},"Action":"kms:*","Resource":"*","Condition":${condition}}`;

describe('policy/reachable-from-any-account', () => {
  const cases: [string, string, string[], PolicyFacts?][] = [
    ['bare star', policy(OWNER, allow('"*"')), [`error ${OPEN} "*"`]],
    ['AWS star', policy(OWNER, allow('{"AWS":"*"}')), [`error ${OPEN} "*"`]],
    ['AWS star in a list', policy(OWNER, allow('{"AWS":["111122223333","*"]}')), [`error ${OPEN} "*"`]],
    ['statement as an object', `{"Version":"2012-10-17","Statement":${allow('"*"')}}`, [`error ${OPEN} "*"`]],
    ['every action but some', policy(allow('"*"').replace('"Action"', '"NotAction"')), [`error ${OPEN} "*"`]],
    ['a secret', policy(allow('"*"', '', '"secretsmanager:GetSecretValue"')), ['error secret/public "*"']],
    [
      'Resource is the key',
      policy(allow('"*"').replace('"Resource":"*"', '"Resource":"arn:aws:kms:eu-west-1:111122223333:key/k"')),
      ['warning policy/resource-not-star "arn:aws:kms:eu-west-1:111122223333:key/k"', `error ${OPEN} "*"`],
      { kind: 'key' },
    ],
    [
      'Deny that asks something else',
      policy(OWNER, allow('"*"'), deny('"*"', '{"Bool":{"aws:SecureTransport":"false"}}')),
      [`error ${OPEN} "*"`],
    ],
    [
      'Deny for one role',
      policy(
        OWNER,
        allow('"*"'),
        deny('{"AWS":"arn:aws:iam::111122223333:role/a"}', '{"StringEquals":{"aws:PrincipalOrgID":"o-1"}}'),
      ),
      [`error ${OPEN} "*"`],
    ],

    [
      'a condition that is not known here',
      policy(OWNER, allow('"*"', ',"Condition":{"StringEquals":{"aws:PrincipalTag/team":"a"}}')),
      [],
    ],
    [
      'Deny that asks for the organization',
      policy(OWNER, allow('"*"'), deny('"*"', '{"StringNotEquals":{"aws:PrincipalOrgID":"o-1"}}')),
      [],
    ],
    [
      'Deny that asks for the account',
      policy(
        OWNER,
        allow('"*"'),
        deny('{"AWS":"*"}', '{"StringNotEquals":{"KMS:CallerAccount":"111122223333"}}'),
      ),
      [],
    ],
    [
      'Deny with NotPrincipal',
      policy(OWNER, allow('"*"'), deny('"*"', '{}').replace('"Principal"', '"NotPrincipal"')),
      ['info policy/empty-element "Condition"'],
    ],
    [
      'wildcard in an ARN is no wildcard',
      policy(OWNER, allow('{"AWS":"arn:aws:iam::*:root"}')),
      ['error policy/wildcard-in-principal-arn "arn:aws:iam::*:root"'],
    ],
    ['a service', policy(OWNER, allow('{"Service":"*"}')), ['warning policy/confused-deputy "*"']],
    [
      'a foreign account',
      policy(OWNER, allow('{"AWS":"444455556666"}')),
      ['info policy/foreign-account "444455556666"'],
    ],
    ['Deny', policy(OWNER, allow('"*"').replace('Allow', 'Deny')), []],
    [
      'actions no other account can use',
      policy(OWNER, allow('"*"', '', '["kms:PutKeyPolicy","kms:ListKeyRotations"]')),
      [],
    ],
    [
      'actions without a secret',
      policy(allow('"*"', '', '"secretsmanager:ListSecrets"')),
      ['warning secret/dead-action "secretsmanager:ListSecrets"'],
      { kind: 'secret' },
    ],
    [
      'an element that stands there twice',
      policy(OWNER, allow('"*"', ',"Resource":"*"')),
      ['warning policy/syntax "Resource"'],
    ],
    ['unknown kind', policy(allow('"*"', '', '["kms:Decrypt","s3:GetObject"]')), []],
    [
      'endpoint policy with real ARNs',
      policy(allow('"*"').replace('"Resource":"*"', '"Resource":"arn:aws:kms:eu-west-1:111122223333:key/k"')),
      [],
    ],
    ['being typed', policy(OWNER, allow('"*"')).slice(0, -2), ['error policy/syntax [']],
  ];
  for (const [name, text, expected, facts] of cases) {
    it(name, () => assert.deepEqual(brief(text, lintFile(text, facts)), expected));
  }

  describe('fixes in files', () => {
    it('bounds to the account whose root holds kms:*', () => {
      const text = policy(OWNER, allow('"*"'));
      const after = fixed(text, lintFile(text), OPEN);
      const bound = ', "Condition": {"StringEquals": {"kms:CallerAccount": "111122223333"}}';
      assert.equal(after, policy(OWNER, allow('"*"', bound)));
      assert.deepEqual(lintFile(after), []);
    });

    it('follows the lines of the statement', () => {
      const text = policy(
        `{\n    "Effect": "Allow",\n    "Principal": "*",\n    "Action": "kms:Decrypt",\n    "Resource": "*"\n  }`,
      );
      const after = fixed(text, lintFile(text, { account: '444455556666' }), OPEN);
      assert.ok(
        after.includes(
          '"Resource": "*",\n    "Condition": {"StringEquals": {"kms:CallerAccount": "444455556666"}}\n  }',
        ),
      );
      assert.deepEqual(lintFile(after), []);
    });

    it('bounds a secret by the caller principal', () => {
      const text = policy(allow('"*"', '', '"secretsmanager:GetSecretValue"'));
      const after = fixed(text, lintFile(text, { account: '444455556666' }), 'secret/public');
      assert.ok(after.includes('"aws:PrincipalAccount": "444455556666"'));
      assert.deepEqual(lintFile(after), []);
    });

    for (const [name, text] of [
      ['no account is known', policy(allow('"*"'))],
      ['two accounts own it', policy(OWNER, OWNER.replace('111122223333', '444455556666'), allow('"*"'))],
    ] as const) {
      it(`offers none when ${name}`, () => {
        const [problem] = lintFile(text);
        assert.equal(problem?.code, OPEN);
        assert.equal(problem.fixes, undefined);
      });
    }
  });

  describe('in templates', () => {
    const statement = (principal: string, rest = '') => `          - Sid: Open
            Effect: Allow
            Principal: ${principal}
            Action:
              - kms:Decrypt
            Resource: '*'${rest}`;
    const yaml: [string, string, string[]][] = [
      ['bare star', statement("'*'"), [`error ${OPEN} '*'`]],
      ['AWS star', statement('{AWS: "*"}'), [`error ${OPEN} "*"`]],
      ['a branch', statement("!If [IsProd, {AWS: '111122223333'}, '*']"), [`error ${OPEN} '*'`]],
      [
        'a branch of the list',
        statement("{AWS: [!If [IsProd, '*', '111122223333']]}"),
        [`error ${OPEN} '*'`],
      ],
      [
        'the other branch has a bound',
        statement(
          "'*'",
          '\n            Condition: !If [IsProd, {StringEquals: {kms:CallerAccount: !Ref AWS::AccountId}}, !Ref AWS::NoValue]',
        ),
        [],
      ],
      ['a parameter', statement('{AWS: !Ref Env}'), []],
      ['own root', statement("{AWS: !Sub 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root'}"), []],
      ['the condition is a parameter', statement("'*'", '\n            Condition: !Ref Env'), []],
      [
        'something unknown may be in the statement',
        statement("'*'", '\n            Fn::Transform: {Name: AWS::Include}'),
        [],
      ],
      [
        'something unknown may be in the policy',
        `${statement("'*'")}\n          - Fn::Transform: {Name: AWS::Include}`,
        [],
      ],
    ];
    for (const [name, text, expected] of yaml) {
      it(name, () => {
        const template = keyTemplate(text);
        assert.deepEqual(brief(template, lintTemplate(template)), expected);
      });
    }

    it('says under which condition, and leaves out what contradicts it', () => {
      const branches = `          - !If
            - IsProd
            - Effect: Allow
              Principal: !If [IsProd, {AWS: !Ref AWS::AccountId}, '*']
              Action: kms:Decrypt
              Resource: '*'
            - Effect: Allow
              Principal: '*'
              Action: kms:Decrypt
              Resource: '*'`;
      const text = keyTemplate(branches);
      const problems = lintTemplate(text);
      assert.equal(problems.length, 1);
      assert.match(problems[0]?.message ?? '', /\(when not IsProd\)$/);
    });

    it('counts ReplicaKey and loops, not other resources', () => {
      const text = keyTemplate(statement("'*'"));
      assert.equal(lintTemplate(text.replace('AWS::KMS::Key', 'AWS::KMS::ReplicaKey')).length, 1);
      assert.equal(lintTemplate(text.replace('AWS::KMS::Key', 'AWS::S3::Bucket')).length, 0);
      const loop = `Resources:\n  Fn::ForEach::Keys:\n    - Name\n    - [A, B]\n    - Key\${Name}:\n        Type: AWS::KMS::Key\n        Properties:\n          KeyPolicy: {Version: '2012-10-17', Statement: [{Effect: Allow, Principal: '*', Action: 'kms:*', Resource: '*'}]}\n`;
      assert.equal(lintTemplate(loop).length, 1);
    });

    it('fix in block style', () => {
      const text = keyTemplate(`${statement("'*'")} # everyone`);
      const after = fixed(text, lintTemplate(text), OPEN);
      const bound = `\n            Condition:\n              StringEquals:\n                'kms:CallerAccount': !Ref 'AWS::AccountId'`;
      assert.equal(after, keyTemplate(`${statement("'*'")} # everyone${bound}`));
      assert.deepEqual(lintTemplate(after), []);
    });

    it('fix in flow style', () => {
      const flow = "          - {Effect: Allow, Principal: '*', Action: 'kms:*', Resource: '*'}";
      const text = keyTemplate(flow);
      const after = fixed(text, lintTemplate(text), OPEN);
      const bound = ", Condition: {StringEquals: {'kms:CallerAccount': !Ref 'AWS::AccountId'}}}";
      assert.equal(after, keyTemplate(flow.replace('}', bound)));
      assert.deepEqual(lintTemplate(after), []);
    });

    it('fix in JSON', () => {
      const text = `{"Resources":{"K":{"Type":"AWS::KMS::Key","Properties":{"KeyPolicy":${policy(OWNER, allow('"*"'))}}}}}`;
      const after = fixed(text, lintTemplate(text), OPEN);
      const bound = ', "Condition": {"StringEquals": {"kms:CallerAccount": {"Ref": "AWS::AccountId"}}}';
      assert.equal(after, text.replace(allow('"*"'), allow('"*"', bound)));
      assert.deepEqual(brief(after, lintTemplate(after)), [
        'info policy/hardcoded-account "arn:aws:iam::111122223333:root"',
      ]);
    });
  });
});
