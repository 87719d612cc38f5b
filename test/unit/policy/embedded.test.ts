// Policies that are JSON in a string of a template.
import assert from 'node:assert/strict';
import { lintText } from '../lint/support';
import { brief } from './support';

const POLICY = `{
  "Version": "2012-10-17",
  "Statement": [
    {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:role/a"}, "Action": ["secretsmanager:GetSecretValu", "s3:Get"], "Resource": "*"}
  ]
}`;
const FOUND = [
  'error policy/unknown-action "secretsmanager:GetSecretValu"',
  'warning policy/foreign-service-action "s3:Get"',
];

const template = (value: string) => `Resources:
  Policy:
    Type: AWS::SecretsManager::ResourcePolicy
    Properties:
      SecretId: a
      BlockPublicPolicy: true
      ResourcePolicy: ${value}
`;
const block = (text: string) => `|\n${text.replace(/^/gm, '        ')}`;
const found = (text: string) =>
  brief(
    text,
    lintText(text).filter(({ code }) => /unknown|foreign/.test(code)),
  );

describe('a policy in a string', () => {
  it('in a block scalar, in quotes, through Fn::Sub, in JSON', () => {
    assert.deepEqual(found(template(block(POLICY))), FOUND);
    assert.deepEqual(found(template(`!Sub ${block(POLICY)}`)), FOUND);
    assert.deepEqual(found(template(`'${POLICY.replaceAll('\n', ' ')}'`)), FOUND);
    const json = JSON.stringify({
      Resources: {
        Policy: {
          Type: 'AWS::SecretsManager::ResourcePolicy',
          Properties: { SecretId: 'a', BlockPublicPolicy: true, ResourcePolicy: POLICY },
        },
      },
    });
    assert.deepEqual(
      found(json),
      FOUND.map(line => line.replaceAll('"', '\\"')),
    );
  });

  it('Fn::ToJsonString around an object', () => {
    assert.deepEqual(found(template(`\n        Fn::ToJsonString: ${POLICY.replaceAll('\n', ' ')}`)), FOUND);
  });

  it('knows what Fn::Sub fills in, and offers no fix that would need more quotes', () => {
    const text = template(
      `!Sub ${block(POLICY.replace('arn:aws:iam::111122223333:role/a', 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root').replace('"s3:Get"', '"kms:${Env}"'))}`,
    );
    const problems = lintText(text);
    assert.deepEqual(found(text), ['warning policy/unknown-action "secretsmanager:GetSecretValu"']);
    assert.ok(problems.every(({ fixes }) => fixes === undefined));
  });

  it('says nothing of what Fn::Sub fills in: no character, and more than a text', () => {
    const key = (json: string) => `Resources:
  Key:
    Type: AWS::KMS::Key
    DeletionPolicy: Retain
    UpdateReplacePolicy: Retain
    Properties:
      EnableKeyRotation: true
      KeyPolicy: !Sub '${json}'
`;
    const statement = (principal: string) =>
      `{"Effect": "Allow", "Principal": ${principal}, "Action": "kms:*", "Resource": "*"}`;
    const whole = (statements: string) => `{"Version": "2012-10-17", "Statement": [${statements}]}`;
    const root = statement('{"AWS": "arn:aws:iam::${AWS::AccountId}:root"}');
    assert.deepEqual(lintText(key(whole(root))), []);
    assert.deepEqual(lintText(key(whole(`${root}, ${statement('${Who}')}`))), []);
    assert.deepEqual(lintText(key(whole('${Statements}'))), []);
  });

  it('that does not parse is told at its place', () => {
    const text = template(block(POLICY.replace('"Resource": "*"', '"Resource": "*')));
    const problems = lintText(text).filter(({ code }) => code === 'policy/syntax');
    assert.ok(
      problems.some(
        ({ message, span }) => /^Not valid JSON/.test(message) && text.slice(span.start).startsWith('"*'),
      ),
    );
  });

  it('text that is none is left alone', () => {
    for (const value of ['a policy', "'{{resolve:ssm:/policy:1}}'", '!Ref Policy', '!If [A, x, y]', "''"])
      assert.deepEqual(
        lintText(template(value)).filter(({ code }) => code.startsWith('policy/')),
        [],
        value,
      );
  });
});
