import assert from 'node:assert/strict';
import {
  allow,
  fixed,
  keyTemplate,
  lintFile,
  lintTemplate,
  OTHER,
  OWN,
  only,
  ROOT,
  statements,
} from './support';

const CODE = 'policy/create-grant-open';
const ROLE = { AWS: `arn:aws:iam::${OWN}:role/app` };
const policy = (action: unknown, condition?: unknown, principal: unknown = ROLE) =>
  statements(ROOT, allow(principal, action, condition === undefined ? {} : { Condition: condition }));
const found = (text: string) => only(CODE, text, lintFile(text));

describe('policy/create-grant-open', () => {
  it('by name, or by a wildcard for grants', () => {
    assert.deepEqual(found(policy('kms:CreateGrant')), ['warning "kms:CreateGrant"']);
    assert.deepEqual(found(policy(['kms:Decrypt', 'kms:*Grant*'])), ['warning "kms:*Grant*"']);
    assert.deepEqual(found(policy('kms:CreateGrant', { Bool: { 'aws:SecureTransport': 'true' } })), [
      'warning "kms:CreateGrant"',
    ]);
    assert.deepEqual(found(policy('kms:CreateGrant', undefined, { AWS: OTHER })), [
      'warning "kms:CreateGrant"',
    ]);
  });

  it('bound, for administrators, for the account, or another grant action', () => {
    for (const text of [
      policy('kms:CreateGrant', { Bool: { 'kms:GrantIsForAWSResource': 'true' } }),
      policy('kms:CreateGrant', { 'ForAllValues:StringEquals': { 'kms:GrantOperations': ['Decrypt'] } }),
      policy('kms:CreateGrant', { StringLike: { 'kms:ViaService': 'ec2.*.amazonaws.com' } }),
      policy(['kms:Create*', 'kms:*', 'kms:RevokeGrant']),
      policy('kms:CreateGrant', undefined, { AWS: OWN }),
    ])
      assert.deepEqual(found(text), []);
  });

  it('allows grants for services alone', () => {
    const text = policy(['kms:CreateGrant', 'kms:ListGrants', 'kms:RevokeGrant']);
    const mended = fixed(text, lintFile(text), CODE);
    assert.deepEqual(JSON.parse(mended).Statement[1].Condition, {
      Bool: { 'kms:GrantIsForAWSResource': 'true' },
    });
    assert.deepEqual(lintFile(mended), []);
  });

  it('has no fix that would end another action', () => {
    const problem = lintFile(policy(['kms:CreateGrant', 'kms:Decrypt'])).find(({ code }) => code === CODE);
    assert.ok(problem);
    assert.equal(problem.fixes, undefined);
  });

  it('in YAML, through functions', () => {
    const yaml = keyTemplate(`        - Effect: Allow
          Principal:
            AWS: !GetAtt Role.Arn
          Action: !If [IsProd, kms:CreateGrant, kms:ListGrants]
          Resource: '*'`);
    assert.deepEqual(only(CODE, yaml, lintTemplate(yaml)), ['warning kms:CreateGrant']);
    const mended = fixed(yaml, lintTemplate(yaml), CODE);
    assert.deepEqual(lintTemplate(mended), []);
  });
});
