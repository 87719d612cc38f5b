// Conditions that are decided before anybody asks: policy/condition-constant, policy/dead-statement,
// policy/encryption-context-name.
import assert from 'node:assert/strict';
import { applyEdits } from '../../../src/core/text/range';
import {
  allow,
  conditionPolicy,
  fixed,
  keyJson,
  keyTemplate,
  lintFile,
  lintTemplate,
  OWN,
  only,
  ROOT,
  statements,
} from './support';

describe('policy/condition-constant', () => {
  const CODE = 'policy/condition-constant';
  const policy = (condition: unknown, properties: Record<string, unknown> = {}) =>
    keyJson(properties, ROOT, allow({ AWS: OWN }, 'kms:Decrypt', { Condition: condition }));
  const found = (...args: Parameters<typeof policy>) => {
    const text = policy(...args);
    return lintTemplate(text)
      .filter(({ code }) => code === CODE)
      .map(({ message }) => message);
  };

  it('always, or never', () => {
    assert.deepEqual(found({ StringEquals: { 'kms:KeySpec': 'SYMMETRIC_DEFAULT' } }), [
      'This always holds, and asks nothing: the key is SYMMETRIC_DEFAULT',
    ]);
    assert.deepEqual(found({ StringEquals: { 'kms:KeyUsage': ['SIGN_VERIFY'] } }), [
      'This never holds, and the statement is dead: the key is ENCRYPT_DECRYPT',
    ]);
    assert.deepEqual(found({ StringNotEquals: { 'kms:KeyOrigin': 'AWS_KMS' } }), [
      'This never holds, and the statement is dead: the key is AWS_KMS',
    ]);
    assert.deepEqual(found({ Bool: { 'kms:MultiRegion': 'true' } }, { MultiRegion: true }), [
      'This always holds, and asks nothing: the key is true',
    ]);
  });

  it('silent for other keys and operators, and a key that is not known', () => {
    assert.deepEqual(found({ StringLike: { 'kms:KeySpec': 'RSA_*' } }), []);
    assert.deepEqual(found({ StringEquals: { 'kms:CallerAccount': OWN } }), []);
    assert.deepEqual(found({ StringEquals: { 'kms:KeySpec': { Ref: 'Spec' } } }), []);
    assert.deepEqual(
      found({ StringEquals: { 'kms:KeySpec': 'RSA_2048' } }, { KeySpec: { Ref: 'Spec' } }),
      [],
    );
    assert.deepEqual(
      only(CODE, '', lintFile(conditionPolicy({ StringEquals: { 'kms:KeySpec': 'RSA_2048' } }))),
      [],
    );
  });

  it('takes what asks nothing away, and nothing else', () => {
    const kept = { Bool: { 'aws:SecureTransport': 'true' } };
    const text = policy({ ...kept, StringEquals: { 'kms:KeySpec': 'SYMMETRIC_DEFAULT' } });
    const mended = fixed(text, lintTemplate(text), CODE);
    assert.equal(mended, policy(kept));
    const never = lintTemplate(policy({ StringEquals: { 'kms:KeySpec': 'RSA_2048' } })).find(
      ({ code }) => code === CODE,
    );
    assert.ok(never);
    assert.equal(never.fixes, undefined);
  });

  it('in YAML', () => {
    const yaml = keyTemplate(`        - Effect: Allow
          Principal: {AWS: !Ref AWS::AccountId}
          Action: kms:Decrypt
          Resource: '*'
          Condition:
            StringEquals:
              kms:KeySpec: !If [IsProd, RSA_2048, RSA_3072]`);
    // Chosen by a condition: somebody has several keys in mind.
    assert.deepEqual(only(CODE, yaml, lintTemplate(yaml)), []);
    const plain = yaml.replace('!If [IsProd, RSA_2048, RSA_3072]', 'RSA_2048');
    assert.deepEqual(only(CODE, plain, lintTemplate(plain)), ['warning kms:KeySpec']);
  });
});

describe('policy/dead-statement', () => {
  const CODE = 'policy/dead-statement';
  const found = (principal: unknown, condition: unknown) => {
    const text = statements(ROOT, allow(principal, 'kms:Decrypt', { Condition: condition }));
    return only(CODE, text, lintFile(text));
  };
  const S3 = { Service: 's3.amazonaws.com' };

  it('an organization that a service has not', () => {
    assert.deepEqual(found(S3, { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } }), [
      'warning "aws:PrincipalOrgID"',
    ]);
    assert.deepEqual(found(S3, { StringEquals: { 'aws:PrincipalTag/a': 'b' } }), [
      'warning "aws:PrincipalTag/a"',
    ]);
    assert.deepEqual(found(S3, { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-1' } }), []);
    assert.deepEqual(found(S3, { StringEquals: { 'aws:SourceOrgID': 'o-1' } }), []);
    assert.deepEqual(found({ ...S3, AWS: OWN }, { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } }), []);
  });

  it('is mended by what a service has in its place, or taken out', () => {
    const text = statements(
      ROOT,
      allow(S3, 'kms:Decrypt', { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } }),
    );
    const mendedBy = (title: string) => {
      const fix = lintFile(text)
        .find(({ code }) => code === CODE)
        ?.fixes?.find(one => one.title === title);
      assert.ok(fix, title);
      return applyEdits(text, fix.edits);
    };
    const renamed = mendedBy('Change to aws:SourceOrgID');
    assert.equal(renamed, text.replace('aws:PrincipalOrgID', 'aws:SourceOrgID'));
    assert.deepEqual(lintFile(renamed), []);
    const removed = mendedBy('Remove the statement');
    assert.deepEqual(JSON.parse(removed).Statement, [ROOT]);
    assert.deepEqual(lintFile(removed), []);
    // Tags have no such counterpart, and an only statement is no list of others.
    const tag = statements(
      allow(S3, 'kms:Decrypt', { Condition: { StringEquals: { 'aws:PrincipalTag/a': 'b' } } }),
    );
    assert.equal(lintFile(tag).find(({ code }) => code === CODE)?.fixes, undefined);
  });

  it('what contradicts itself', () => {
    const key = 'kms:CallerAccount';
    assert.deepEqual(
      found({ AWS: OWN }, { StringEquals: { [key]: OWN }, StringNotEquals: { [key]: [OWN, '1'] } }),
      [`warning "${key}"`],
    );
    assert.deepEqual(found({ AWS: OWN }, { StringEquals: { [key]: OWN }, Null: { [key]: 'true' } }), [
      `warning "${key}"`,
    ]);
    assert.deepEqual(
      found({ AWS: OWN }, { StringEquals: { [key]: [OWN, '2'] }, StringNotEquals: { [key]: OWN } }),
      [],
    );
    assert.deepEqual(found({ AWS: OWN }, { StringEquals: { [key]: OWN }, Null: { [key]: 'false' } }), []);
  });

  it('in YAML, through functions', () => {
    const yaml = keyTemplate(`        - Effect: Allow
          Principal: {Service: !Sub 'logs.\${AWS::Region}.amazonaws.com'}
          Action: kms:Decrypt
          Resource: '*'
          Condition:
            StringEquals:
              aws:PrincipalOrgID: !Ref Env`);
    assert.deepEqual(only(CODE, yaml, lintTemplate(yaml)), ['warning aws:PrincipalOrgID']);
  });
});

describe('policy/encryption-context-name', () => {
  const CODE = 'policy/encryption-context-name';
  const policy = (name: string) =>
    statements(
      ROOT,
      allow({ AWS: OWN }, 'kms:Decrypt', {
        Condition: { StringEquals: { [`kms:EncryptionContext:${name}`]: 'a' } },
      }),
    );

  it('nearly the name of a service', () => {
    for (const [name, meant] of [
      ['aws:logs:arm', 'aws:logs:arn'],
      ['aws:cloudtrail:trail-arn', 'aws:cloudtrail:arn'],
      ['SecretArm', 'SecretARN'],
      ['PARAMETER_ARM', 'PARAMETER_ARN'],
    ] as const) {
      const text = policy(name);
      assert.deepEqual(only(CODE, text, lintFile(text)), [`warning "kms:EncryptionContext:${name}"`]);
      const mended = fixed(text, lintFile(text), CODE);
      assert.equal(mended, policy(meant));
      assert.deepEqual(lintFile(mended), []);
    }
  });

  it('names there are, whatever their case, and names of your own', () => {
    for (const name of [
      'aws:cloudtrail:arn',
      'secretarn',
      'PARAMETER_ARN',
      'app',
      'tenant',
      'aws:unheard:of',
      'Secre',
    ])
      assert.deepEqual(only(CODE, '', lintFile(policy(name))), [], name);
  });

  it('in YAML', () => {
    const yaml = keyTemplate(`        - Effect: Allow
          Principal: {AWS: !Ref AWS::AccountId}
          Action: kms:Decrypt
          Resource: '*'
          Condition: {StringEquals: {'kms:EncryptionContext:aws:logs:am': !Ref Env}}`);
    assert.deepEqual(only(CODE, yaml, lintTemplate(yaml)), ["warning 'kms:EncryptionContext:aws:logs:am'"]);
  });
});
