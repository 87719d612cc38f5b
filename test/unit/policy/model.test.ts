import assert from 'node:assert/strict';
import { closest } from '../../../src/core/policy/closest';
import { policiesOf } from '../../../src/core/policy/find';
import { isPolicyDocument, mayBePolicy } from '../../../src/core/policy/kind';
import type { PolicyDocument, Principal } from '../../../src/core/policy/model';
import { ownAccountOf } from '../../../src/core/policy/ownAccountOf';
import { createScope } from '../../../src/core/template/scope';
import { HOLE, textOf } from '../../../src/core/template/symbolic';
import { templateOf } from '../../../src/core/template/template';
import { resourcesIn } from '../../../src/core/template/unit';
import { keyTemplate, parse, read } from './support';

const withPrincipal = (principal: string) =>
  read(`{"Statement":{"Effect":"Allow","Principal":${principal},"Action":"kms:*","Resource":"*"}}`);

function templatePolicy(statements: string): PolicyDocument {
  const template = templateOf(parse(keyTemplate(statements)));
  const [found, ...others] = policiesOf(template.units.flatMap(resourcesIn), createScope(template));
  assert.ok(found);
  assert.equal(others.length, 0);
  return found.policy;
}

function principals(policy: PolicyDocument): readonly Principal[] {
  return policy.statements.flatMap(({ principal }) => principal?.principals ?? []);
}

describe('readPolicy', () => {
  const kinds: [string, string[]][] = [
    ['"*"', ['everyone *']],
    ['{"AWS":"*"}', ['everyone *']],
    [
      '{"AWS":["111122223333","arn:aws-cn:iam::111122223333:root"]}',
      ['account 111122223333', 'account arn:aws-cn:iam::111122223333:root'],
    ],
    ['{"AWS":"arn:aws:iam::111122223333:role/a"}', ['arn arn:aws:iam::111122223333:role/a']],
    [
      '{"AWS":"arn:aws:sts::111122223333:assumed-role/a/b"}',
      ['arn arn:aws:sts::111122223333:assumed-role/a/b'],
    ],
    ['{"AWS":"arn:aws:iam::11112222333:root"}', ['arn arn:aws:iam::11112222333:root']],
    ['{"AWS":"arn:aws:iam::*:root"}', ['arn arn:aws:iam::*:root']],
    ['{"AWS":"AROAEXAMPLE"}', ['unknown AROAEXAMPLE']],
    [
      '{"Service":["s3.amazonaws.com"],"Federated":"cognito-identity.amazonaws.com","CanonicalUser":"79a5"}',
      ['service s3.amazonaws.com', 'federated cognito-identity.amazonaws.com', 'canonical 79a5'],
    ],
    ['"me"', ['unknown me']],
    ['{}', []],
  ];
  for (const [principal, expected] of kinds) {
    it(`principal ${principal}`, () => {
      const found = principals(withPrincipal(principal)).map(({ kind, text }) => `${kind} ${text.text}`);
      assert.deepEqual(found, expected);
    });
  }

  it('takes the account out of a root, a hole as well as digits', () => {
    const policy = templatePolicy(`          - Effect: Allow
            Principal:
              AWS:
                - !Sub 'arn:\${AWS::Partition}:iam::\${AWS::AccountId}:root'
                - !Ref AWS::AccountId
                - arn:aws:iam::111122223333:root
                - !Ref Env
                - !Sub 'arn:aws:iam::\${AWS::AccountId}:role/\${Env}'
            Action: kms:*
            Resource: '*'`);
    const found = principals(policy).map(one =>
      one.kind === 'account' ? `account ${textOf(one.account)}` : one.kind,
    );
    assert.deepEqual(found, [
      `account ${HOLE}`,
      `account ${HOLE}`,
      'account 111122223333',
      'open',
      'arn',
      `account ${HOLE}`,
    ]);
    const [first] = principals(policy);
    assert.ok(first?.kind === 'account');
    const [hole] = first.account;
    assert.ok(hole?.kind === 'hole' && hole.hole.kind === 'pseudo' && hole.hole.name === 'AWS::AccountId');
  });

  it('reads conditions flat, with their places', () => {
    const text =
      '{"Statement":{"Effect":"Allow","Condition":{"StringEquals":{"a:b":"c","d:e":["f","g"]},"Bool":{"h:i":true}}}}';
    const tests = read(text).statements[0]?.condition?.tests ?? [];
    assert.deepEqual(
      tests.map(one => `${one.operator} ${one.key} ${one.values.map(value => value.text)}`),
      ['StringEquals a:b c', 'StringEquals d:e f,g', 'Bool h:i true'],
    );
    assert.equal(text.slice(tests[1]?.keySpan.start, tests[1]?.keySpan.end), '"d:e"');
  });

  it('keeps what is half typed open', () => {
    for (const text of [
      '{"Statement":',
      '{"Statement":[{"Effect":"Allow","Action":',
      '{"Statement":[{"Effect":"Allow","Principal":',
      '{"Statement":[{"Effect":"Allow","Condition":{"StringEquals":',
    ]) {
      const policy = read(text);
      const [statement] = policy.statements;
      const open =
        statement === undefined
          ? policy.open
          : (statement.action ?? statement.principal ?? statement.condition)?.open;
      assert.equal(open, true, text);
    }
  });

  it('gives whole policies in branches one by one', () => {
    const text = keyTemplate('          - {Effect: Allow}').replace(
      /KeyPolicy:[\s\S]*/,
      "KeyPolicy: !If [IsProd, {Statement: []}, !If [IsDev, {Statement: []}, !Ref 'AWS::NoValue']]\n",
    );
    const template = templateOf(parse(text));
    const guards = policiesOf(template.units.flatMap(resourcesIn), createScope(template)).map(({ policy }) =>
      policy.guard.map(({ condition, holds }) => `${holds ? '' : '!'}${condition}`).join(),
    );
    assert.deepEqual(guards, ['IsProd', '!IsProd,IsDev']);
  });

  it('finds no policy where there is none', () => {
    for (const value of ['!Ref Env', '{"Fn::Transform": {}}', 'text', '[]', '*nothing', '']) {
      const text = `Resources:\n  K:\n    Type: AWS::KMS::Key\n    Properties:\n      KeyPolicy: ${value}\n`;
      const template = templateOf(parse(text));
      assert.deepEqual(policiesOf(template.units.flatMap(resourcesIn), createScope(template)), [], value);
    }
  });
});

describe('isPolicyDocument', () => {
  const cases: [string, boolean][] = [
    ['{"Statement":[{"Effect":"Allow","Action":"s3:*"}]}', true],
    ['{"Statement":{"Effect":"Deny","NotAction":"s3:*"}}', true],
    ['{"Version":"2012-10-17","Statement":[]}', true],
    ['{"Version":"2012-10-17","Statement":[{"Effect', true],
    ['Version: "2012-10-17"\nStatement:\n  - Effect: Allow\n', true],
    ['{"Statement":[{"text":"a"}]}', false],
    ['{"Statement":"x"}', false],
    ['{"Version":"2012-10-17"}', false],
    ['{"name":"x","version":"1.0.0"}', false],
    [
      '{"AWSTemplateFormatVersion":"2010-09-09","Statement":[{"Effect":"Allow","Action":"a"}],"Resources":{}}',
      false,
    ],
    ['[{"Effect":"Allow"}]', false],
    ['"Statement Effect"', false],
    ['', false],
  ];
  for (const [text, expected] of cases) {
    it(`${expected}: ${text}`, () => {
      assert.equal(isPolicyDocument(parse(text).root), expected);
      if (expected) assert.ok(mayBePolicy(text));
    });
  }

  it('mayBePolicy turns away what cannot be one', () => {
    for (const text of ['', '{}', '{"Statement":[]}', '{"Effect":"Allow"}'])
      assert.equal(mayBePolicy(text), false);
  });
});

describe('ownAccountOf', () => {
  const statement = (principal: string, action = 'kms:*', effect = 'Allow') =>
    `{"Effect":"${effect}","Principal":{"AWS":"${principal}"},"Action":"${action}","Resource":"*"}`;
  const cases: [string[], string | undefined][] = [
    [[statement('arn:aws:iam::111122223333:root')], '111122223333'],
    [[statement('111122223333', 'KMS:*')], '111122223333'],
    [[statement('111122223333'), statement('111122223333')], '111122223333'],
    [[statement('111122223333'), statement('444455556666')], undefined],
    [[statement('111122223333', 'kms:Decrypt')], undefined],
    [[statement('111122223333', 'kms:*', 'Deny')], undefined],
    [[statement('arn:aws:iam::111122223333:role/a')], undefined],
    [[], undefined],
  ];
  cases.forEach(([statements, expected], index) => {
    it(`${index}: ${expected}`, () =>
      assert.equal(ownAccountOf(read(`{"Statement":[${statements.join(',')}]}`)), expected));
  });
});

describe('closest', () => {
  const cases: [string, readonly string[], string | undefined][] = [
    ['Decript', ['Encrypt', 'Decrypt'], 'Decrypt'],
    ['dceRYPT', ['Encrypt', 'Decrypt'], 'Decrypt'],
    ['Sdi', ['Sid', 'Effect'], 'Sid'],
    ['Xyz', ['Sid', 'Effect'], undefined],
    ['', ['Sid'], undefined],
    ['x'.repeat(10_000), ['x'], undefined],
    ['Sid', [], undefined],
  ];
  for (const [word, candidates, expected] of cases) {
    it(`${word.slice(0, 20)} → ${expected}`, () => assert.equal(closest(word, candidates), expected));
  }
});
