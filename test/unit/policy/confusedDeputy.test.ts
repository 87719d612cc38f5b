import assert from 'node:assert/strict';
import { allow, fixed, keyTemplate, lintFile, lintTemplate, only, ROOT, statements } from './support';

const CODE = 'policy/confused-deputy';
const SERVICE = { Service: 'cloudtrail.amazonaws.com' };
const policy = (
  condition?: unknown,
  principal: unknown = SERVICE,
  action: unknown = 'kms:GenerateDataKey*',
) => statements(ROOT, allow(principal, action, condition === undefined ? {} : { Condition: condition }));
const found = (text: string) => only(CODE, text, lintFile(text));

describe('policy/confused-deputy', () => {
  it('no condition, or one that binds nobody', () => {
    for (const condition of [
      undefined,
      { StringEquals: { 'kms:KeySpec': 'SYMMETRIC_DEFAULT' } },
      { StringNotEquals: { 'aws:SourceAccount': '1' } },
      { StringEqualsIfExists: { 'aws:SourceAccount': '1' } },
      { StringLike: { 'aws:SourceAccount': '*' } },
      { Null: { 'aws:SourceArn': 'false' } },
    ])
      assert.deepEqual(
        found(policy(condition)),
        ['warning "cloudtrail.amazonaws.com"'],
        JSON.stringify(condition),
      );
  });

  it('a source, or a context that names it', () => {
    for (const condition of [
      { StringEquals: { 'aws:SourceAccount': '111122223333' } },
      { ArnLike: { 'aws:SourceArn': 'arn:aws:cloudtrail:*:111122223333:trail/*' } },
      { StringEquals: { 'AWS:SourceOrgID': 'o-a1b2c3' } },
      { ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': 'arn:aws:logs:eu-west-1:111122223333:*' } },
    ])
      assert.deepEqual(found(policy(condition)), [], JSON.stringify(condition));
  });

  it('one a statement, and none for what only tells of the key, a role, a Deny, another kind of policy', () => {
    assert.equal(found(policy(undefined, { Service: ['a.amazonaws.com', 'b.amazonaws.com'] })).length, 1);
    assert.deepEqual(found(policy(undefined, SERVICE, ['kms:DescribeKey', 'kms:ListGrants'])), []);
    assert.deepEqual(found(policy(undefined, { AWS: '111122223333' })), []);
    assert.deepEqual(found(policy().replaceAll('"Allow"', '"Deny"')), []);
    assert.deepEqual(only(CODE, '', lintFile(policy(), { kind: 'unknown' })), []);
  });

  it('binds it to the account', () => {
    const text = policy();
    const mended = fixed(text, lintFile(text), CODE);
    assert.deepEqual(JSON.parse(mended).Statement[1].Condition, {
      StringEquals: { 'aws:SourceAccount': '111122223333' },
    });
    assert.deepEqual(lintFile(mended), []);
  });

  it('adds to a condition that is there, under its operator or beside it', () => {
    for (const [condition, expected] of [
      [
        { StringEquals: { 'kms:KeySpec': 'a' } },
        { StringEquals: { 'kms:KeySpec': 'a', 'aws:SourceAccount': '111122223333' } },
      ],
      [
        { Bool: { 'aws:SecureTransport': 'true' } },
        { Bool: { 'aws:SecureTransport': 'true' }, StringEquals: { 'aws:SourceAccount': '111122223333' } },
      ],
    ]) {
      const text = policy(condition);
      const mended = fixed(text, lintFile(text), CODE);
      assert.deepEqual(JSON.parse(mended).Statement[1].Condition, expected);
      assert.deepEqual(found(mended), []);
    }
  });

  it('has no fix beside other principals, or where the account is not known', () => {
    for (const text of [
      policy(undefined, { ...SERVICE, AWS: '111122223333' }),
      statements(allow(SERVICE, 'kms:Decrypt')),
    ]) {
      const problem = lintFile(text).find(({ code }) => code === CODE);
      assert.ok(problem);
      assert.equal(problem.fixes, undefined);
    }
  });

  it('in YAML, block and flow', () => {
    const block = keyTemplate(`        - Effect: Allow
          Principal: {Service: !Sub 'logs.\${AWS::Region}.amazonaws.com'}
          Action: kms:Encrypt
          Resource: '*'
          Condition:
            Bool:
              aws:SecureTransport: 'true'`);
    const mended = fixed(block, lintTemplate(block), CODE);
    assert.ok(
      mended.includes(`              aws:SecureTransport: 'true'
            StringEquals:
              'aws:SourceAccount': !Ref 'AWS::AccountId'\n`),
    );
    assert.deepEqual(lintTemplate(mended), []);
    const flow = keyTemplate(
      "        - {Effect: Allow, Principal: {Service: 'sns.amazonaws.com'}, Action: 'kms:Decrypt', Resource: '*'}",
    );
    const mendedFlow = fixed(flow, lintTemplate(flow), CODE);
    assert.ok(
      mendedFlow.includes(", Condition: {StringEquals: {'aws:SourceAccount': !Ref 'AWS::AccountId'}}}"),
    );
    assert.deepEqual(lintTemplate(mendedFlow), []);
  });

  it('knows secrets', () => {
    const text = policy(undefined, SERVICE, 'secretsmanager:GetSecretValue').replace(
      '"kms:*"',
      '"secretsmanager:*"',
    );
    assert.deepEqual(found(text), ['warning "cloudtrail.amazonaws.com"']);
  });
});
