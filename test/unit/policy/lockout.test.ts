// Who is left to manage the key: policy/lockout, policy/root-missing, policy/single-admin.
import assert from 'node:assert/strict';
import { allow, fixed, keyJson, lintFile, lintTemplate, OTHER, OWN, only, ROOT, statements } from './support';

const ADMIN = `arn:aws:iam::${OWN}:role/admin`;
const APP = `arn:aws:iam::${OWN}:role/app`;
const USE = allow({ AWS: APP }, ['kms:Decrypt', 'kms:GenerateDataKey*']);
const live = { kind: 'key', live: true } as const;
const OURS = ['policy/lockout', 'policy/root-missing', 'policy/single-admin'];

function codes(text: string, facts: Parameters<typeof lintFile>[1] = live): readonly string[] {
  return lintFile(text, facts)
    .filter(({ code }) => OURS.includes(code))
    .map(({ severity, code }) => `${severity} ${code}`);
}

describe('policy/lockout', () => {
  const CODE = 'policy/lockout';
  const deny = (principal: unknown, action: unknown, more = {}) => ({
    ...allow(principal, action, more),
    Effect: 'Deny',
  });
  const cases: Readonly<Record<string, readonly [text: string, expected: readonly string[]]>> = {
    'the default policy': [statements(ROOT), []],
    'nobody but users of the key': [statements(USE), [`error ${CODE}`]],
    'every administration but that': [
      statements(allow({ AWS: ADMIN }, ['kms:Create*', 'kms:Delete*']), USE),
      [`error ${CODE}`],
    ],
    'a wildcard that gives it': [
      statements(allow({ AWS: [ADMIN, APP] }, 'kms:Put*')),
      ['warning policy/root-missing'],
    ],
    'all but something else': [
      statements({ ...allow({ AWS: OWN }, ''), Action: undefined, NotAction: 'kms:Decrypt' }),
      [],
    ],
    'all but that': [
      statements({ ...allow({ AWS: OWN }, ''), Action: undefined, NotAction: 'kms:Put*' }),
      [`error ${CODE}`],
    ],
    'denied to everybody': [statements(ROOT, deny('*', 'kms:PutKeyPolicy')), [`error ${CODE}`]],
    'denied to somebody': [statements(ROOT, deny({ AWS: APP }, 'kms:*')), []],
    'denied under a condition': [
      statements(ROOT, deny('*', 'kms:*', { Condition: { Bool: { 'aws:SecureTransport': 'false' } } })),
      [],
    ],
    'allowed under a condition': [
      statements(
        allow({ AWS: OWN }, 'kms:*', { Condition: { StringEquals: { 'aws:PrincipalTag/admin': 'yes' } } }),
      ),
      [],
    ],
  };
  for (const [name, [text, expected]] of Object.entries(cases)) {
    it(name, () => assert.deepEqual(codes(text), expected));
  }

  it('looks at a file where it is plainly whole', () => {
    const key = { kind: 'key' } as const;
    assert.deepEqual(codes(statements(USE), key), []);
    assert.deepEqual(codes(statements(USE, allow({ AWS: ADMIN }, 'kms:ScheduleKeyDeletion')), key), [
      `error ${CODE}`,
    ]);
    assert.deepEqual(
      codes(statements(USE, allow({ AWS: ADMIN }, 'kms:ScheduleKeyDeletion')), { kind: 'unknown' }),
      [],
    );
  });

  it('adds the root statement', () => {
    for (const text of [statements(USE), JSON.stringify(JSON.parse(statements(USE)), undefined, 2)]) {
      const mended = fixed(text, lintFile(text, live), CODE);
      assert.deepEqual(JSON.parse(mended).Statement[1], {
        Sid: 'Enable IAM policies',
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${OWN}:root` },
        Action: 'kms:*',
        Resource: '*',
      });
      assert.deepEqual(codes(mended), []);
    }
  });

  it('follows the lines of the statements before it', () => {
    const text = JSON.stringify(JSON.parse(statements(USE)), undefined, 2);
    assert.ok(
      fixed(text, lintFile(text, live), CODE).includes(`\n    },
    {
      "Sid": "Enable IAM policies",
      "Effect": "Allow",
      "Principal": {"AWS": "arn:aws:iam::${OWN}:root"},
      "Action": "kms:*",
      "Resource": "*"
    }
  ]`),
    );
  });

  it('has no fix where the account is not known, a Deny stands in the way, or Statement is no list', () => {
    const other = allow({ AWS: `arn:aws:iam::${OTHER}:role/app` }, 'kms:Decrypt');
    for (const text of [
      statements(USE, other),
      statements(ROOT, deny('*', 'kms:PutKeyPolicy')),
      JSON.stringify({ Version: '2012-10-17', Statement: USE }),
    ]) {
      const [problem] = lintFile(text, live).filter(({ code }) => code === CODE);
      assert.ok(problem);
      assert.equal(problem.fixes, undefined);
    }
  });

  const yaml = (more: string, statement = '') => `Resources:
  Key:
    Type: AWS::KMS::Key
    Properties:
      ${more}
      KeyPolicy:
        Version: '2012-10-17'
        Statement:
          - Sid: use
            Effect: Allow
            Principal: {AWS: !GetAtt Role.Arn}
            Action: kms:Decrypt
            Resource: '*'
${statement}`;

  it('is an error in a template, and mended in its style', () => {
    const text = yaml('Description: a');
    assert.deepEqual(only(CODE, text, lintTemplate(text)), ['error Statement']);
    const mended = fixed(text, lintTemplate(text), CODE);
    assert.equal(
      mended,
      `${text.trimEnd()}
          - Sid: 'Enable IAM policies'
            Effect: 'Allow'
            Principal:
              AWS: !Sub 'arn:\${AWS::Partition}:iam::\${AWS::AccountId}:root'
            Action: 'kms:*'
            Resource: '*'
`,
    );
    assert.deepEqual(lintTemplate(mended), []);
  });

  it('knows of branches and of what is filled in', () => {
    for (const statement of [
      "          - !If [IsProd, {Effect: Allow, Principal: {AWS: !Ref AWS::AccountId}, Action: 'kms:*', Resource: '*'}, !Ref AWS::NoValue]\n",
      '          - Fn::Transform: {Name: AWS::Include}\n',
      "          - {Effect: Allow, Principal: {AWS: !Ref Admin}, Action: 'kms:*', Resource: '*'}\n",
      "          - {Effect: Allow, Principal: {AWS: !Ref AWS::AccountId}, Action: !Ref Actions, Resource: '*'}\n",
    ])
      assert.deepEqual(only(CODE, '', lintTemplate(yaml('Description: a', statement))), [], statement);
  });

  it('is a warning where the check is taken away', () => {
    const text = yaml('BypassPolicyLockoutSafetyCheck: true');
    assert.deepEqual(only(CODE, text, lintTemplate(text)), ['warning Statement']);
  });
});

describe('policy/root-missing', () => {
  const CODE = 'policy/root-missing';
  const two = allow({ AWS: [ADMIN, APP] }, 'kms:*');

  it('two administrators and no account', () => {
    assert.deepEqual(codes(statements(two)), [`warning ${CODE}`]);
    const mended = fixed(statements(two), lintFile(statements(two), live), CODE);
    assert.deepEqual(codes(mended), []);
  });

  it('anything for the account, or for what may be it', () => {
    for (const one of [
      allow({ AWS: OWN }, 'kms:DescribeKey'),
      allow('*', 'kms:Decrypt', { Condition: { StringEquals: { 'kms:CallerAccount': OWN } } }),
    ])
      assert.deepEqual(codes(statements(two, one)), []);
    assert.deepEqual(codes(statements(two, { ...allow({ AWS: OWN }, 'kms:Decrypt'), Effect: 'Deny' })), [
      `warning ${CODE}`,
    ]);
    assert.deepEqual(
      only(CODE, '', lintTemplate(keyJson({}, two, allow({ AWS: { Ref: 'Account' } }, 'kms:Decrypt')))),
      [],
    );
  });
});

describe('policy/single-admin', () => {
  const CODE = 'policy/single-admin';

  it('one role alone', () => {
    const text = statements(allow({ AWS: ADMIN }, 'kms:Put*'), USE);
    assert.deepEqual(only(CODE, text, lintFile(text, live)), [`warning "${ADMIN}"`]);
    assert.deepEqual(codes(fixed(text, lintFile(text, live), CODE)), []);
    assert.deepEqual(codes(statements(allow({ AWS: ADMIN }, 'kms:Put*'), USE), { kind: 'key' }), [
      `warning ${CODE}`,
    ]);
  });

  it('two, a service, or an account', () => {
    for (const aws of [[ADMIN, APP], OWN])
      assert.ok(!codes(statements(allow({ AWS: aws }, 'kms:Put*'))).includes(`warning ${CODE}`));
  });
});
