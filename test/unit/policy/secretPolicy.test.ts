// The resource policy of a secret in a template is linted as one of a file is.
import assert from 'node:assert/strict';
import { lintText } from '../lint/support';
import { brief, lintFile } from './support';

const statement = {
  Sid: 'read',
  Effect: 'Allow',
  Principal: '*',
  Action: ['secretsmanager:GetSecretValue', 'secretsmanager:GetSecretValu', 'kms:Decrypt'],
  Resource: '*',
  Condition: { StringEquals: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/*' } },
};
const POLICY = { Version: '2012-10-17', Statement: [statement, { ...statement, Principal: undefined }] };

describe('the resource policy of a secret', () => {
  it('is found in a template, with what a file has', () => {
    const text = JSON.stringify({
      AWSTemplateFormatVersion: '2010-09-09',
      Resources: {
        Policy: {
          Type: 'AWS::SecretsManager::ResourcePolicy',
          Properties: { SecretId: 'prod/db', BlockPublicPolicy: true, ResourcePolicy: POLICY },
        },
      },
    });
    const file = JSON.stringify(POLICY);
    const expected = brief(file, lintFile(file, { kind: 'secret' }));
    assert.deepEqual([...brief(text, lintText(text))].sort(), [...expected].sort());
    for (const code of [
      'error policy/missing-element',
      'warning policy/foreign-service-action',
      'warning policy/sid',
      'warning policy/unknown-action',
      'warning policy/wildcard-without-like',
    ])
      assert.ok(
        expected.some(line => line.startsWith(code)),
        code,
      );
  });

  it('has its place in the template', () => {
    const text = `Resources:
  Policy:
    Type: AWS::SecretsManager::ResourcePolicy
    Properties:
      SecretId: prod/db
      BlockPublicPolicy: true
      ResourcePolicy:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal: '*'
            Action: secretsmanager:GetSecretValue
            Resource: '*'
`;
    const [problem] = lintText(text);
    assert.equal(problem?.code, 'secret/public');
    assert.equal(problem.logicalId, 'Policy');
    assert.equal(problem.propertyPath, 'ResourcePolicy.Statement.0.Principal');
  });
});
