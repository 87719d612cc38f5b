import assert from 'node:assert/strict';
import { fixed, keyTemplate, lintFile, lintTemplate, only, conditionPolicy as policy } from './support';

const CODE = 'policy/condition-type';

describe('policy/condition-type', () => {
  const cases: Readonly<Record<string, readonly [condition: unknown, expected: readonly string[]]>> = {
    'text, ARNs and booleans as text': [
      {
        StringLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/a*' },
        ArnLike: { 'kms:EncryptionContext:aws:logs:arn': 'arn:aws:logs:eu-west-1:111122223333:*' },
        StringEquals: { 'aws:SecureTransport': 'true', 'kms:GrantConstraintType': 'EncryptionContextSubset' },
        Bool: { 'kms:GrantIsForAWSResource': true },
        Null: { 'aws:SourceVpce': 'false' },
        NumericLessThanEquals: { 'aws:MultiFactorAuthAge': '3600' },
        DateGreaterThan: { 'aws:CurrentTime': '2026-01-01T00:00:00Z', 'aws:EpochTime': '1767225600' },
        IpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '2001:db8::/32', '203.0.113.7'] },
      },
      [],
    ],
    'keys of others are not known': [
      { NumericEquals: { 'acme:Thing': '5' }, Bool: { 'kms:EncryptionContext:a': 'true' } },
      [],
    ],
    'filled in later': [{ Bool: { 'aws:SecureTransport': '${aws:PrincipalTag/tls}' } }, []],
    'no such operator': [{ StringEqual: { 'aws:PrincipalOrgID': 'o-1' } }, ['error "StringEqual"']],
    'nor with Null and IfExists': [
      { NullIfExists: { 'aws:PrincipalOrgID': 'true' } },
      ['error "NullIfExists"'],
    ],
    'a number as text': [{ StringEquals: { 'aws:MultiFactorAuthAge': '5' } }, ['warning "StringEquals"']],
    'an address as text': [{ StringLike: { 'aws:SourceIp': '203.0.113.*' } }, ['warning "StringLike"']],
    'text as a boolean': [{ Bool: { 'kms:ViaService': 'true' } }, ['warning "Bool"']],
    'a boolean that is none': [{ Bool: { 'aws:SecureTransport': 'yes' } }, ['warning "yes"']],
    'Null with a name': [{ Null: { 'aws:PrincipalOrgID': 'o-1' } }, ['warning "o-1"']],
    'a number that is none': [{ NumericEquals: { 'aws:MultiFactorAuthAge': '1h' } }, ['warning "1h"']],
    'a date that is none': [{ DateLessThan: { 'aws:CurrentTime': '01.02.2027' } }, ['warning "01.02.2027"']],
    'a range too wide': [
      { NotIpAddress: { 'aws:SourceIp': ['10.0.0.0/33', '10.0.0/8'] } },
      ['warning "10.0.0.0/33"', 'warning "10.0.0/8"'],
    ],
  };
  for (const [name, [condition, expected]] of Object.entries(cases)) {
    it(name, () => {
      const text = policy(condition);
      assert.deepEqual(only(CODE, text, lintFile(text, { kind: 'key' })), expected);
    });
  }

  it('changes the operator', () => {
    for (const [before, key, value, after] of [
      ['StringEqual', 'aws:PrincipalOrgID', 'o-1', 'StringEquals'],
      ['ForAnyValue:StringLyke', 'aws:PrincipalOrgPaths', 'o-1/*', 'ForAnyValue:StringLike'],
      ['StringNotEquals', 'aws:SourceIp', '203.0.113.0/24', 'NotIpAddress'],
      ['StringEqualsIfExists', 'aws:MultiFactorAuthAge', '5', 'NumericEqualsIfExists'],
    ] as const) {
      const text = policy({ [before]: { [key]: value } });
      const mended = fixed(text, lintFile(text, { kind: 'key' }), CODE);
      assert.equal(mended, policy({ [after]: { [key]: value } }));
      assert.deepEqual(only(CODE, mended, lintFile(mended, { kind: 'key' })), []);
    }
  });

  it('has no fix where the operator holds another key', () => {
    const [problem] = lintFile(
      policy({ StringEquals: { 'aws:SourceIp': '203.0.113.7', 'kms:CallerAccount': '1' } }),
    );
    assert.equal(problem?.code, CODE);
    assert.equal(problem.fixes, undefined);
  });

  it('is a warning where the kind is not known, and seen in templates', () => {
    const text = policy({ StringEqual: { 'aws:PrincipalOrgID': 'o-1' } });
    assert.deepEqual(only(CODE, text, lintFile(text, { kind: 'unknown' })), ['warning "StringEqual"']);
    const yaml = keyTemplate(`        - Effect: Deny
          Principal: '*'
          Action: kms:*
          Resource: '*'
          Condition:
            Bool:
              aws:SecureTransport: !If [IsProd, 'no', 'false']`);
    assert.deepEqual(
      lintTemplate(yaml)
        .filter(({ code }) => code === CODE)
        .map(({ message }) => message),
      ['Bool compares true and false, not: no'],
    );
  });
});
