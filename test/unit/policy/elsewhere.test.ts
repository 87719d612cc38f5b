// Policies of users, roles and functions: their actions and condition keys of the three services are looked at, no more.
import assert from 'node:assert/strict';
import { lintText } from '../lint/support';
import { fixed, only } from './support';

const DOCUMENT = (action: string, more = '') =>
  `{Statement: [{Effect: Allow, Action: [${action}], Resource: '*'${more}}]}`;
const template = (type: string, properties: string) => `Transform: AWS::Serverless-2016-10-31
Resources:
  Thing:
    Type: ${type}
    Properties: ${properties}
`;
const INLINE = (document: string) => `{Policies: [{PolicyName: a, PolicyDocument: ${document}}]}`;
const CODE = 'policy/unknown-action';

describe('policies that are not of keys and secrets', () => {
  const places: readonly (readonly [type: string, properties: (document: string) => string])[] = [
    ['AWS::IAM::Role', INLINE],
    ['AWS::IAM::User', INLINE],
    ['AWS::IAM::Group', INLINE],
    ...['Policy', 'ManagedPolicy', 'RolePolicy', 'UserPolicy', 'GroupPolicy'].map(
      name => [`AWS::IAM::${name}`, (document: string) => `{PolicyDocument: ${document}}`] as const,
    ),
    ['AWS::SSO::PermissionSet', document => `{InlinePolicy: ${document}}`],
    ['AWS::SSM::ResourcePolicy', document => `{Policy: ${document}}`],
    ['AWS::Serverless::Function', document => `{Policies: [AWSLambdaBasicExecutionRole, ${document}]}`],
    ['AWS::Serverless::StateMachine', document => `{Policies: ${document}}`],
  ];
  for (const [type, properties] of places) {
    it(`${type}: an action there is not`, () => {
      const text = template(type, properties(DOCUMENT("'kms:Decript', 's3:GetObject'")));
      assert.deepEqual(only(CODE, text, lintText(text)), ["warning 'kms:Decript'"]);
      assert.deepEqual(lintText(fixed(text, lintText(text), CODE)), []);
    });

    it(`${type}: nothing where all is there`, () => {
      const text = template(type, properties(DOCUMENT("'kms:Decrypt', 'ssm:Get*', 's3:Frobnicate'")));
      assert.deepEqual(lintText(text), []);
    });
  }

  it('condition keys, through functions', () => {
    const condition =
      ", Condition: {StringEquals: {'kms:ViaServise': !Sub 'ssm.\\${AWS::Region}.amazonaws.com'}}".replaceAll(
        '\\\\',
        '',
      );
    const text = template('AWS::IAM::Role', INLINE(DOCUMENT("'kms:Decrypt'", condition)));
    const [problem] = lintText(text);
    assert.equal(problem?.code, 'policy/unknown-condition-key');
    assert.equal(problem.severity, 'warning');
    assert.equal(problem.propertyPath, 'Policies.0.PolicyDocument.Statement.0.Condition');
  });

  it('whole policies are chosen by conditions', () => {
    const text = template(
      'AWS::IAM::Role',
      `{Policies: !If [A, [{PolicyName: a, PolicyDocument: ${DOCUMENT("'kms:Encript'")}}], !Ref AWS::NoValue]}`,
    );
    assert.deepEqual(only(CODE, text, lintText(text)), ["warning 'kms:Encript'"]);
  });

  it('what a role allows is its own affair', () => {
    const text = template(
      'AWS::IAM::Role',
      `{AssumeRolePolicyDocument: {Statement: [{Effect: Allow, Principal: '*', Action: 'sts:AssumeRole'}]}, Policies: [{PolicyName: a, PolicyDocument: ${DOCUMENT("'kms:*', 'kms:Decrypt'", ", Condition: {Bool: {'aws:SecureTransport': true}}")}}]}`,
    );
    assert.deepEqual(lintText(text), []);
  });
});
