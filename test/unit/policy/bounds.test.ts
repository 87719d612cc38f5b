// Conditions beside the principal "*": which keep others out, and which only look so.
import assert from 'node:assert/strict';
import {
  allow,
  brief,
  fixed,
  keyTemplate,
  lintFile,
  lintTemplate,
  OTHER,
  OWN,
  ROOT,
  statements,
} from './support';

const OPEN = 'error policy/reachable-from-any-account "*"';
const FAILS = 'error policy/bound-is-ineffective';
const OURS = /^(?:policy\/(?:reachable|bound)|secret\/public)/;
const policy = (condition: unknown, ...more: Record<string, unknown>[]) =>
  statements(ROOT, allow('*', 'kms:Decrypt', { Condition: condition }), ...more);
const found = (text: string) =>
  brief(
    text,
    lintFile(text).filter(({ code }) => OURS.test(code)),
  );

describe('policy/bound-is-ineffective', () => {
  const binding: readonly unknown[] = [
    { StringEquals: { 'kms:CallerAccount': OWN } },
    { StringEquals: { 'KMS:CALLERACCOUNT': [OWN, OTHER], 'kms:ViaService': 's3.eu-west-1.amazonaws.com' } },
    { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3' } },
    { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-a1b2c3/r-ab12/*' } },
    { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${OWN}:role/app-*` } },
    { StringLike: { 'aws:userid': 'AROAEXAMPLEROLEID1234:*' } },
    { StringLike: { 'aws:PrincipalAccount': OWN } },
    { ArnEquals: { 'aws:SourceArn': `arn:aws:s3:*:${OWN}:*` } },
    // Nobody can say here what these leave.
    { StringEquals: { 'aws:PrincipalTag/team': 'a' } },
    { StringEquals: { 'aws:SourceVpce': 'vpce-1a2b3c4d' } },
    { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } },
    { StringEquals: { 'kms:RecipientAttestation:ImageSha384': 'ab' } },
    { Null: { 'aws:PrincipalOrgID': 'false' } },
  ];
  for (const condition of binding) {
    it(`binds, or may: ${JSON.stringify(condition)}`, () => assert.deepEqual(found(policy(condition)), []));
  }

  const failing: readonly (readonly [condition: unknown, key: string])[] = [
    [{ StringEquals: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' } }, 'kms:ViaService'],
    [{ StringNotEquals: { 'kms:CallerAccount': OTHER } }, 'kms:CallerAccount'],
    [{ StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-a1b2c3' } }, 'aws:PrincipalOrgID'],
    [{ 'ForAllValues:StringEquals': { 'kms:CallerAccount': OWN } }, 'kms:CallerAccount'],
    [{ StringLike: { 'kms:CallerAccount': '*' } }, 'kms:CallerAccount'],
    [{ StringLike: { 'kms:CallerAccount': '1111*' } }, 'kms:CallerAccount'],
    [{ ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/app' } }, 'aws:PrincipalArn'],
    [{ StringLike: { 'aws:PrincipalArn': '*' } }, 'aws:PrincipalArn'],
    [{ 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-*/r-ab12/*' } }, 'aws:PrincipalOrgPaths'],
    [{ StringLike: { 'aws:PrincipalOrgID': ['o-a1b2c3', 'o-*'] } }, 'aws:PrincipalOrgID'],
  ];
  for (const [condition, key] of failing) {
    it(`fails: ${JSON.stringify(condition)}`, () =>
      assert.deepEqual(found(policy(condition)), [OPEN, `${FAILS} "${key}"`]));
  }

  it('what asks nothing about the caller is told once', () => {
    for (const condition of [
      { Bool: { 'aws:SecureTransport': 'true' } },
      { StringEquals: { 'kms:EncryptionContext:app': 'a' } },
    ])
      assert.deepEqual(found(policy(condition)), [OPEN]);
  });

  it('one that binds is enough, and a Deny on the caller makes it silent', () => {
    const via = { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' };
    assert.deepEqual(found(policy({ StringEquals: { ...via, 'kms:CallerAccount': OWN } })), []);
    const deny = {
      ...allow('*', 'kms:*', { Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-1' } } }),
      Effect: 'Deny',
    };
    assert.deepEqual(found(policy({ StringEquals: via }, deny)), []);
  });

  it('takes IfExists and ForAllValues away', () => {
    for (const operator of ['StringEqualsIfExists', 'ForAllValues:StringEquals']) {
      const text = policy({ [operator]: { 'kms:CallerAccount': OWN } });
      const mended = fixed(text, lintFile(text), 'policy/bound-is-ineffective');
      assert.equal(mended, policy({ StringEquals: { 'kms:CallerAccount': OWN } }));
      assert.deepEqual(found(mended), []);
    }
  });

  it('the bound is put beside the condition that fails', () => {
    const text = policy({ StringEquals: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' } });
    const mended = fixed(text, lintFile(text), 'policy/reachable-from-any-account');
    assert.deepEqual(JSON.parse(mended).Statement[1].Condition, {
      StringEquals: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com', 'kms:CallerAccount': OWN },
    });
    assert.deepEqual(lintFile(mended), []);
  });

  it('in YAML, with parameters and branches', () => {
    const yaml = (value: string) =>
      keyTemplate(`        - Effect: Allow
          Principal: '*'
          Action: kms:Decrypt
          Resource: '*'
          Condition:
            StringLike:
              kms:CallerAccount: ${value}`);
    const of = (value: string) => {
      const text = yaml(value);
      return brief(
        text,
        lintTemplate(text).filter(({ code }) => OURS.test(code)),
      );
    };
    assert.deepEqual(of('!Ref AWS::AccountId'), []);
    assert.deepEqual(of('!Ref Env'), []);
    assert.deepEqual(of("!If [IsProd, !Ref AWS::AccountId, '*']"), [
      "error policy/reachable-from-any-account '*'",
      `${FAILS} kms:CallerAccount`,
    ]);
  });

  it('knows secrets', () => {
    const text = statements(
      allow('*', 'secretsmanager:GetSecretValue', {
        Condition: { StringLike: { 'aws:PrincipalAccount': '*' } },
      }),
    );
    assert.deepEqual(found(text), ['error secret/public "*"', `${FAILS} "aws:PrincipalAccount"`]);
  });
});
