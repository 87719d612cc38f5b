// What a template writes out that it is told at deployment: policy/hardcoded-account, policy/via-service-region.
import assert from 'node:assert/strict';
import { allow, fixed, keyJson, lintFile, lintTemplate, OTHER, OWN, only, ROOT, statements } from './support';

describe('policy/hardcoded-account', () => {
  const CODE = 'policy/hardcoded-account';

  it('the root that holds kms:*', () => {
    for (const aws of [`arn:aws:iam::${OWN}:root`, OWN]) {
      const text = keyJson({}, allow({ AWS: aws }, 'kms:*'));
      assert.deepEqual(only(CODE, text, lintTemplate(text)), [`info "${aws}"`]);
      const mended = fixed(text, lintTemplate(text), CODE);
      assert.deepEqual(JSON.parse(mended).Resources.Key.Properties.KeyPolicy.Statement[0].Principal, {
        AWS: { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root' },
      });
      assert.deepEqual(lintTemplate(mended), []);
    }
  });

  it('in YAML', () => {
    const yaml = `Resources:
  Key:
    Type: AWS::KMS::Key
    Properties:
      KeyPolicy:
        Version: '2012-10-17'
        Statement:
          Effect: Allow
          Principal: {AWS: 'arn:aws:iam::${OWN}:root'}
          Action: kms:*
          Resource: '*'
`;
    const mended = fixed(yaml, lintTemplate(yaml), CODE);
    assert.equal(
      mended,
      yaml.replace(`'arn:aws:iam::${OWN}:root'`, "!Sub 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root'"),
    );
    assert.deepEqual(lintTemplate(mended), []);
  });

  it('two accounts, fewer actions, a file', () => {
    const other = allow({ AWS: OTHER }, 'kms:*');
    for (const text of [
      keyJson({}, ROOT, other),
      keyJson({}, allow({ AWS: OWN }, ['kms:Put*', 'kms:Decrypt'])),
    ])
      assert.deepEqual(only(CODE, text, lintTemplate(text)), []);
    assert.deepEqual(only(CODE, '', lintFile(statements(ROOT))), []);
  });
});

describe('policy/via-service-region', () => {
  const CODE = 'policy/via-service-region';
  const via = (value: unknown) =>
    keyJson(
      {},
      allow({ AWS: { Ref: 'AWS::AccountId' } }, 'kms:*'),
      allow({ AWS: { Ref: 'AWS::AccountId' } }, 'kms:Decrypt', {
        Condition: { StringEquals: { 'kms:ViaService': value } },
      }),
    );

  it('a Region in letters', () => {
    const host = 's3.eu-west-1.amazonaws.com';
    const text = via(host);
    assert.deepEqual(only(CODE, text, lintTemplate(text)), [`info "${host}"`]);
    const mended = fixed(text, lintTemplate(text), CODE);
    assert.equal(mended, text.replace(`"${host}"`, '{"Fn::Sub": "s3.${AWS::Region}.amazonaws.com"}'));
    assert.deepEqual(lintTemplate(mended), []);
  });

  it('several on purpose, one that is told, a wildcard', () => {
    for (const value of [
      ['s3.eu-west-1.amazonaws.com', 's3.us-east-1.amazonaws.com'],
      { 'Fn::Sub': 's3.${AWS::Region}.amazonaws.com' },
      's3.*.amazonaws.com',
    ])
      assert.deepEqual(only(CODE, '', lintTemplate(via(value))), []);
  });
});
