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

const CODE = 'policy/redundant-statement';
const use = (action: unknown, more: Record<string, unknown> = {}) => allow({ AWS: OTHER }, action, more);
const found = (text: string) => only(CODE, text, lintFile(text));

describe('policy/redundant-statement', () => {
  it('an action that a wildcard says, or that stands there twice', () => {
    assert.deepEqual(
      found(statements(ROOT, use(['kms:Decrypt', 'kms:ReEncryptTo', 'kms:ReEncrypt*', 'KMS:decrypt']))),
      ['info "kms:ReEncryptTo"', 'info "KMS:decrypt"'],
    );
    assert.deepEqual(found(statements(use(['kms:*', 'kms:Describe*', 'kms:Sign']))), [
      'info "kms:Describe*"',
      'info "kms:Sign"',
    ]);
  });

  it('wildcards that overlap, and other services', () => {
    assert.deepEqual(
      found(
        statements(
          ROOT,
          use(['kms:GenerateDataKey*', 'kms:Generate*', 'kms:*Key', 's3:Get*', 's3:GetObject']),
        ),
      ),
      [],
    );
  });

  it('is taken out', () => {
    const text = statements(ROOT, use(['kms:ReEncrypt*', 'kms:ReEncryptTo', 'kms:Decrypt']));
    assert.equal(fixed(text, lintFile(text), CODE), statements(ROOT, use(['kms:ReEncrypt*', 'kms:Decrypt'])));
  });

  it('a statement that says the same but for its Sid', () => {
    const one = use(['kms:Decrypt', 'kms:Encrypt'], {
      Sid: 'a',
      Condition: { StringEquals: { 'aws:PrincipalTag/a': ['x', 'y'] } },
    });
    const same = use(['KMS:Encrypt', 'kms:Decrypt'], {
      Sid: 'b',
      Condition: { stringequals: { 'aws:principaltag/a': ['y', 'x'] } },
    });
    const text = statements(ROOT, one, same);
    assert.deepEqual(found(text), ['info "Effect"']);
    const mended = fixed(text, lintFile(text), CODE);
    assert.deepEqual(JSON.parse(mended), JSON.parse(statements(ROOT, one)));
  });

  it('statements that differ in anything', () => {
    const one = use('kms:Decrypt');
    for (const other of [
      { ...one, Effect: 'Deny' },
      { ...one, Principal: { AWS: OWN } },
      { ...one, Principal: { Service: OTHER } },
      { ...one, Resource: 'arn:aws:kms:eu-west-1:111122223333:key/a' },
      { ...one, Condition: { Bool: { 'aws:SecureTransport': 'true' } } },
    ])
      assert.deepEqual(found(statements(one, other)), []);
  });

  it('in YAML, with branches', () => {
    const statement = (action: string) => `        - Effect: Allow
          Principal: {AWS: !Ref AWS::AccountId}
          Action: ${action}
          Resource: '*'`;
    const both = keyTemplate(statement("[!If [IsProd, 'kms:*', 'kms:Put*'], kms:Decrypt]"));
    // Only in one branch is it said already.
    assert.deepEqual(only(CODE, both, lintTemplate(both)), []);
    const always = keyTemplate(statement("['kms:De*', !If [IsProd, kms:Decrypt, kms:Sign]]"));
    assert.deepEqual(only(CODE, always, lintTemplate(always)), ['info kms:Decrypt']);
    const filled = keyTemplate(
      `${statement('kms:Decrypt').replace('AWS::AccountId', 'Env')}\n${statement('kms:Decrypt').replace('AWS::AccountId', 'Env')}`,
    );
    assert.deepEqual(only(CODE, filled, lintTemplate(filled)), []);
  });
});
