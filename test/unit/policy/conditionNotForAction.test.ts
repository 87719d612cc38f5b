import assert from 'node:assert/strict';
import { applyEdits } from '../../../src/core/text/range';
import { brief, fixed, keyTemplate, lintFile, lintTemplate } from './support';

const CODE = 'policy/condition-not-for-action';
const policy = (action: unknown, condition: unknown, effect = 'Allow') =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: effect,
        Principal: { AWS: '111122223333' },
        Action: action,
        Resource: '*',
        Condition: condition,
      },
    ],
  });
const GRANT = { Bool: { 'kms:GrantIsForAWSResource': 'true' } };
const CONTEXT = { StringEquals: { 'kms:EncryptionContext:app': 'a' } };

describe('policy/condition-not-for-action', () => {
  const cases: readonly (readonly [
    name: string,
    action: unknown,
    condition: unknown,
    expected: readonly string[],
  ])[] = [
    ['its own action', 'kms:CreateGrant', GRANT, []],
    ['a wildcard of which one has it', 'kms:*Grant', GRANT, []],
    ['all of KMS', 'kms:*', GRANT, []],
    [
      'any key has a caller',
      ['kms:PutKeyPolicy', 'kms:Decrypt'],
      { StringEquals: { 'kms:CallerAccount': '1' } },
      [],
    ],
    [
      'IfExists asks each for its own',
      ['kms:ReplicateKey', 'kms:UpdatePrimaryRegion'],
      { StringEqualsIfExists: { 'kms:ReplicaRegion': 'eu-west-1' } },
      [],
    ],
    ['Null asks whether it is there', 'kms:Decrypt', { Null: { 'kms:GrantOperations': 'true' } }, []],
    ['another service', ['kms:CreateGrant', 's3:GetObject'], GRANT, []],
    [
      'decrypting is no grant',
      ['kms:CreateGrant', 'kms:Decrypt'],
      GRANT,
      ['warning "kms:GrantIsForAWSResource"'],
    ],
    [
      'a wildcard of which none has it',
      ['kms:CreateGrant', 'kms:ReEncrypt*'],
      GRANT,
      ['warning "kms:GrantIsForAWSResource"'],
    ],
    ['signing has no context', 'kms:Sign', CONTEXT, ['warning "kms:EncryptionContext:app"']],
    [
      'AWS itself puts DescribeKey beside it',
      ['kms:Decrypt', 'kms:Describe*'],
      CONTEXT,
      ['info "kms:EncryptionContext:app"'],
    ],
  ];
  for (const [name, action, condition, expected] of cases) {
    it(name, () => {
      const text = policy(action, condition);
      const found = lintFile(text, { kind: 'key' }).filter(({ code }) => code === CODE);
      assert.deepEqual(
        brief(text, found),
        expected.map(line => line.replace(' ', ` ${CODE} `)),
      );
    });
  }

  it('says what comes of it', () => {
    const message = (...args: Parameters<typeof policy>) => lintFile(policy(...args))[0]?.message;
    const negated = { StringNotEquals: { 'kms:EncryptionContext:app': 'a' } };
    assert.equal(
      message('kms:Decrypt', GRANT),
      'Decrypt is never allowed here: requests have no kms:GrantIsForAWSResource',
    );
    assert.equal(
      message('kms:Decrypt', GRANT, 'Deny'),
      'Decrypt is never denied here: requests have no kms:GrantIsForAWSResource',
    );
    assert.equal(
      message('kms:Sign', negated),
      'Sign is allowed whatever this asks: requests have no kms:EncryptionContext:app',
    );
    assert.equal(
      message(['kms:Sign', 'kms:Verify', 'kms:TagResource', 'kms:EnableKey', 'kms:DisableKey'], GRANT),
      'Sign, Verify, TagResource and 2 more are never allowed here: requests have no kms:GrantIsForAWSResource',
    );
  });

  it('takes the one action out that is dead', () => {
    const text = policy(['kms:CreateGrant', 'kms:Decrypt'], GRANT);
    const mended = fixed(text, lintFile(text), CODE);
    assert.equal(mended, policy(['kms:CreateGrant'], GRANT));
    assert.deepEqual(lintFile(mended), []);
    // What always holds must not be taken away: somebody has the permission.
    const [negated] = lintFile(
      policy(['kms:Sign', 'kms:Decrypt'], { StringNotEquals: { 'kms:EncryptionContext:app': 'a' } }),
    );
    assert.equal(negated?.fixes, undefined);
  });

  describe('splits the statement', () => {
    const split = (text: string, found = lintFile(text)) => {
      const fix = found
        .find(({ code }) => code === CODE)
        ?.fixes?.find(({ title }) => title.includes('statement of'));
      return fix && { title: fix.title, text: applyEdits(text, fix.edits) };
    };
    const codesOf = (problems: readonly { readonly code: string }[]) => problems.map(({ code }) => code);

    it('in JSON on one line', () => {
      const done = split(policy(['kms:CreateGrant', 'kms:Decrypt'], GRANT));
      assert.equal(
        done?.title,
        'Allow kms:Decrypt in a statement of its own, without kms:GrantIsForAWSResource',
      );
      const [first, second, ...others] = JSON.parse(done?.text ?? '').Statement;
      assert.deepEqual(first, JSON.parse(policy(['kms:CreateGrant'], GRANT)).Statement[0]);
      const { Condition: _, ...bare } = JSON.parse(policy(['kms:Decrypt'], GRANT)).Statement[0];
      assert.deepEqual([second, others], [bare, []]);
      assert.deepEqual(lintFile(done?.text ?? ''), []);
    });

    it('in JSON on lines of its own, with other tests and a Sid', () => {
      const text = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "Grants",
      "Effect": "Allow",
      "Principal": {"AWS": "111122223333"},
      "Action": [
        "kms:CreateGrant",
        "kms:Decrypt",
        "kms:Encrypt"
      ],
      "Resource": "*",
      "Condition": {
        "Bool": {"kms:GrantIsForAWSResource": "true"},
        "StringEquals": {"kms:CallerAccount": "111122223333"}
      }
    },
    {"Sid": "Grants2", "Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "kms:*", "Resource": "*"}
  ]
}
`;
      const done = split(text);
      assert.equal(
        done?.title,
        'Allow 2 actions in a statement of their own, without kms:GrantIsForAWSResource',
      );
      assert.equal(
        done?.text,
        text.replace(/,\s+"kms:Decrypt",\s+"kms:Encrypt"/, '').replace(
          '    },\n    {"Sid": "Grants2"',
          `    },
    {
      "Sid": "Grants3",
      "Effect": "Allow",
      "Principal": {"AWS": "111122223333"},
      "Action": [
        "kms:Decrypt",
        "kms:Encrypt"
      ],
      "Resource": "*",
      "Condition": {
        "StringEquals": {"kms:CallerAccount": "111122223333"}
      }
    },
    {"Sid": "Grants2"`,
        ),
      );
      assert.ok(!codesOf(lintFile(done?.text ?? '')).includes(CODE));
    });

    for (const eol of ['\n', '\r\n']) {
      it(`in YAML, comments and all, lines ending in ${JSON.stringify(eol)}`, () => {
        const statement = (actions: string, condition: string, sid: string, comment: string) =>
          `        - Sid: ${sid}
          Effect: Allow
          Principal: {AWS: !Ref AWS::AccountId}  # us
          Action:
${actions}${condition}
          Resource: '*'${comment}`;
        const grants = `
          Condition:
            Bool:
              kms:GrantIsForAWSResource: true`;
        const text = keyTemplate(
          statement('            - kms:CreateGrant\n            - kms:Decrypt', grants, 'Use', '  # all'),
        ).replace(/\n/g, eol);
        const done = split(text, lintTemplate(text));
        const expected = keyTemplate(
          `${statement('            - kms:CreateGrant', grants, 'Use', '  # all')}
${statement('            - kms:Decrypt', '', 'Use2', '')}`,
        ).replace(/\n/g, eol);
        assert.equal(done?.text, expected);
        assert.deepEqual(codesOf(lintTemplate(expected)), []);
      });
    }

    it('in flow style', () => {
      const line = (actions: string, condition: string) =>
        `{Effect: Allow, Principal: {AWS: !Ref AWS::AccountId}, Action: [${actions}], Resource: '*'${condition}}`;
      const grants = ', Condition: {Bool: {kms:GrantIsForAWSResource: true}}';
      const text = keyTemplate(`        - ${line('kms:CreateGrant, kms:Decrypt', grants)}`);
      const done = split(text, lintTemplate(text));
      assert.equal(
        done?.text,
        keyTemplate(`        - ${line('kms:CreateGrant', grants)}\n        - ${line('kms:Decrypt', '')}`),
      );
    });

    const not: Readonly<Record<string, string>> = {
      'whom it would let in': policy(['kms:CreateGrant', 'kms:Decrypt'], GRANT).replace(
        '"111122223333"',
        '"*"',
      ),
      'what it denies': policy(['kms:CreateGrant', 'kms:Decrypt'], GRANT, 'Deny'),
      'a statement of dead actions alone': policy(['kms:Decrypt', 'kms:Encrypt'], GRANT),
      'one action': policy('kms:Decrypt', GRANT),
      'a statement that is in no list': policy(['kms:CreateGrant', 'kms:Decrypt'], GRANT).replace(
        /\[(\{.*\})\]\}$/,
        '$1}',
      ),
    };
    for (const [what, text] of Object.entries(not)) {
      it(`not where that would be wrong: ${what}`, () => {
        assert.ok(codesOf(lintFile(text, { kind: 'key' })).includes(CODE));
        assert.equal(split(text, lintFile(text, { kind: 'key' })), undefined);
      });
    }

    it('not where a function chooses the action', () => {
      const text = keyTemplate(`        - Effect: Allow
          Principal: {AWS: !Ref AWS::AccountId}
          Action: [kms:CreateGrant, !If [IsProd, kms:Decrypt, kms:RevokeGrant]]
          Resource: '*'
          Condition: {Bool: {kms:GrantIsForAWSResource: true}}`);
      assert.equal(split(text, lintTemplate(text)), undefined);
    });
  });

  it('sees identity policies', () => {
    const text = JSON.stringify({
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', Action: 'kms:Decrypt', Resource: '*', Condition: GRANT },
    });
    assert.deepEqual(brief(text, lintFile(text)), [`warning ${CODE} "kms:GrantIsForAWSResource"`]);
  });

  it('sees templates, and functions in them', () => {
    const yaml = keyTemplate(`        - Effect: Allow
          Principal: {AWS: !Ref AWS::AccountId}
          Action:
            - kms:CreateGrant
            - !If [IsProd, kms:Decrypt, kms:RevokeGrant]
          Resource: '*'
          Condition:
            Bool:
              kms:GrantIsForAWSResource: true`);
    assert.deepEqual(brief(yaml, lintTemplate(yaml)), [`warning ${CODE} kms:GrantIsForAWSResource`]);
  });
});
