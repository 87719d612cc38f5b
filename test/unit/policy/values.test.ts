// Values and elements that say nothing, or not what was meant: policy/duplicate-key, policy/variable,
// policy/network-value, policy/empty-element.
import assert from 'node:assert/strict';
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

const key = { kind: 'key' } as const;

describe('policy/duplicate-key', () => {
  const CODE = 'policy/duplicate-key';
  it('in any case, under one operator', () => {
    const text = conditionPolicy({ StringEquals: { 'kms:CallerAccount': '1', 'kms:callerAccount': '2' } });
    assert.deepEqual(only(CODE, text, lintFile(text)), ['warning "kms:callerAccount"']);
    const equal = text.replace('kms:callerAccount', 'kms:CallerAccount');
    assert.deepEqual(only(CODE, equal, lintFile(equal)), ['warning "kms:CallerAccount"']);
    const two = conditionPolicy({
      StringEquals: { 'aws:SourceAccount': '1' },
      stringEquals: { 'aws:SourceAccount': '2' },
    });
    assert.deepEqual(only(CODE, two, lintFile(two)), ['warning "aws:SourceAccount"']);
  });
  it('under two operators, or in branches', () => {
    const text = conditionPolicy({
      StringEquals: { 'kms:CallerAccount': '1' },
      StringLike: { 'kms:CallerAccount': '2' },
    });
    assert.deepEqual(only(CODE, text, lintFile(text)), []);
    const yaml = keyTemplate(`        - Effect: Deny
          Principal: '*'
          Action: kms:*
          Resource: '*'
          Condition: !If [IsProd, {Bool: {'aws:SecureTransport': 'false'}}, {Bool: {'aws:SecureTransport': 'false'}}]`);
    assert.deepEqual(only(CODE, yaml, lintTemplate(yaml)), []);
  });
});

describe('policy/variable', () => {
  const CODE = 'policy/variable';
  const value = (text: string, operator = 'StringEquals', name = 'kms:EncryptionContext:a') =>
    conditionPolicy({ [operator]: { [name]: text } });
  const found = (text: string, facts: Parameters<typeof lintFile>[1] = key) =>
    only(CODE, text, lintFile(text, facts));

  it('as it should be', () => {
    for (const text of [
      '${aws:username}',
      "x-${aws:PrincipalTag/team, 'none at all'}-y",
      '${*}${?}${$}',
      '$5',
    ])
      assert.deepEqual(found(value(text)), [], text);
  });
  it('not closed, empty, with a blank, with a bare default', () => {
    for (const text of ['${aws:username', '${}', '${aws: username}', '${aws:PrincipalTag/team, none}']) {
      assert.deepEqual(found(value(text)), [`error "${text}"`]);
      assert.deepEqual(found(value(text), { kind: 'unknown' }), [`warning "${text}"`]);
    }
  });
  it('under an operator for numbers, without Version, in other elements', () => {
    const number = value('${aws:PrincipalTag/age}', 'NumericEquals', 'aws:MultiFactorAuthAge');
    assert.deepEqual(found(number), ['warning "${aws:PrincipalTag/age}"']);
    const old = value('${aws:username}').replace('2012', '2008');
    assert.deepEqual(found(old), ['warning "${aws:username}"']);
    const text = statements(
      ROOT,
      allow({ AWS: `arn:aws:iam::${OWN}:user/\${aws:username}` }, ['kms:Decrypt', 'kms:${aws:username}']),
    );
    assert.deepEqual(found(text), [
      `warning "arn:aws:iam::${OWN}:user/\${aws:username}"`,
      'warning "kms:${aws:username}"',
    ]);
  });
  it('what Fn::Sub replaces is none', () => {
    const yaml = keyTemplate(`        - Effect: Allow
          Principal: {AWS: !Sub 'arn:\${AWS::Partition}:iam::\${AWS::AccountId}:root'}
          Action: kms:Decrypt
          Resource: '*'
          Condition: {StringEquals: {'kms:EncryptionContext:a': !Sub '\${Env}-\${!aws:username}', 'kms:EncryptionContext:b': '\${aws:username'}}`);
    assert.deepEqual(only(CODE, yaml, lintTemplate(yaml)), ["error '${aws:username'"]);
  });
});

describe('policy/network-value', () => {
  const CODE = 'policy/network-value';
  const found = (
    name: string,
    text: unknown,
    operator = name.endsWith('Ip') ? 'IpAddress' : 'StringEquals',
  ) => {
    const policy = conditionPolicy({ [operator]: { [name]: text } });
    return only(CODE, policy, lintFile(policy, key));
  };
  it('private addresses are nobody’s', () => {
    for (const text of [
      '10.1.2.3',
      '10.0.0.0/8',
      '172.31.0.0/16',
      '192.168.1.0/24',
      '127.0.0.1',
      '100.64.0.0/10',
    ])
      assert.deepEqual(found('aws:SourceIp', text), [`warning "${text}"`]);
    for (const text of ['203.0.113.0/24', '172.32.0.0/16', '2001:db8::/32', '0.0.0.0/0', '8.0.0.0/6'])
      assert.deepEqual(found('aws:SourceIp', text), [], text);
    assert.deepEqual(found('aws:VpcSourceIp', '10.0.0.0/8'), []);
  });
  it('bits behind the mask', () => {
    assert.deepEqual(found('aws:SourceIp', '203.0.113.7/24'), ['info "203.0.113.7/24"']);
    const policy = conditionPolicy({ IpAddress: { 'aws:VpcSourceIp': ['10.9.8.7/16'] } });
    const mended = fixed(policy, lintFile(policy, key), CODE);
    assert.equal(mended, conditionPolicy({ IpAddress: { 'aws:VpcSourceIp': ['10.9.0.0/16'] } }));
    assert.deepEqual(lintFile(mended, key), []);
  });
  it('ids of VPCs and endpoints', () => {
    assert.deepEqual(
      found('aws:SourceVpc', ['vpc-1a2b3c4d', 'vpc-0123456789abcdef0', 'vpce-1a2b3c4d', 'my-vpc']),
      ['warning "vpce-1a2b3c4d"', 'warning "my-vpc"'],
    );
    assert.deepEqual(found('aws:SourceVpce', ['vpce-1a2b3c4d', 'vpc-1a2b3c4d']), ['warning "vpc-1a2b3c4d"']);
    assert.deepEqual(found('aws:SourceVpce', 'vpce-*', 'StringLike'), []);
  });
  it('in YAML, and what is filled in', () => {
    const yaml = keyTemplate(`        - Effect: Deny
          Principal: '*'
          Action: kms:Decrypt
          Resource: '*'
          Condition: {StringNotEquals: {'aws:SourceVpc': [!Ref Vpc, vpc-x]}}`);
    assert.deepEqual(only(CODE, yaml, lintTemplate(yaml)), ['warning vpc-x']);
  });
});

describe('policy/empty-element', () => {
  const CODE = 'policy/empty-element';
  const found = (one: Record<string, unknown>) => {
    const text = statements(ROOT, one);
    return only(CODE, text, lintFile(text, key));
  };
  it('lists and objects with nothing in them', () => {
    const whole = allow({ AWS: OWN }, 'kms:Decrypt');
    assert.deepEqual(found(whole), []);
    assert.deepEqual(found({ ...whole, Action: [] }), ['warning "Action"']);
    assert.deepEqual(found({ ...whole, Resource: [] }), ['warning "Resource"']);
    assert.deepEqual(found({ ...whole, Principal: {} }), ['warning "Principal"']);
    assert.deepEqual(found({ ...whole, Principal: { AWS: [], Service: 's3.amazonaws.com' } }), [
      'warning "AWS"',
    ]);
    assert.deepEqual(found({ ...whole, Condition: {} }), ['info "Condition"']);
    assert.deepEqual(found({ ...whole, Condition: { StringEquals: { 'kms:CallerAccount': [] } } }), [
      'warning "kms:CallerAccount"',
    ]);
  });
  it('in YAML, and not where a function makes the list', () => {
    const yaml =
      keyTemplate(`        - {Effect: Allow, Principal: {AWS: !Ref AWS::AccountId}, Action: [], Resource: '*'}
        - {Effect: Allow, Principal: {AWS: !Ref AWS::AccountId}, Action: !Split [',', ''], Resource: '*'}`);
    assert.deepEqual(only(CODE, yaml, lintTemplate(yaml)), ['warning Action']);
  });
});

describe('a policy without Statement', () => {
  it('is told where it is one', () => {
    const text = keyJson({}).replace('"Statement":[]', '"Id":"x"');
    assert.deepEqual(only('policy/missing-element', text, lintTemplate(text)), ['error "Version"']);
  });
});

describe('conditions of two booleans, and Null with a qualifier', () => {
  it('ask nothing', () => {
    const both = conditionPolicy({ Bool: { 'aws:SecureTransport': ['true', 'false'] } });
    assert.deepEqual(only('policy/condition-type', both, lintFile(both, key)), ['warning "Bool"']);
    const bytes = conditionPolicy({ BinaryEquals: { 'acme:key': 'not base64' } });
    assert.deepEqual(only('policy/condition-type', bytes, lintFile(bytes, key)), ['warning "not base64"']);
    const text = conditionPolicy({ 'ForAllValues:Null': { 'aws:TagKeys': 'true' } });
    assert.deepEqual(only('policy/set-operator', text, lintFile(text, key)), ['warning "ForAllValues:Null"']);
    assert.equal(
      fixed(text, lintFile(text, key), 'policy/set-operator'),
      conditionPolicy({ Null: { 'aws:TagKeys': 'true' } }),
    );
  });
});
