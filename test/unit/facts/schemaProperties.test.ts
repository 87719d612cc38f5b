import assert from 'node:assert/strict';
import {
  credentialPathsOf,
  isCredential,
  isIdentifier,
  takesSecretArn,
} from '../../../src/core/facts/schemaProperties';

describe('facts of resource schemas', () => {
  it('reads paths of any depth', () => {
    assert.deepEqual(credentialPathsOf('AWS::FSx::FileSystem'), [
      ['OntapConfiguration', 'FsxAdminPassword'],
      ['WindowsConfiguration', 'SelfManagedActiveDirectoryConfiguration', 'Password'],
    ]);
    assert.deepEqual(credentialPathsOf('AWS::ElastiCache::User'), [
      ['AuthenticationMode', 'Passwords', '*'],
      ['Passwords', '*'],
    ]);
    assert.deepEqual(credentialPathsOf('AWS::S3::Bucket'), []);
  });

  it('knows a credential by its type and path', () => {
    assert.ok(isCredential('AWS::RDS::DBInstance', ['MasterUserPassword']));
    assert.ok(isCredential('AWS::AmazonMQ::Broker', ['Users', 0, 'Password']));
    assert.ok(!isCredential('AWS::RDS::DBInstance', ['MasterUsername']));
    assert.ok(!isCredential('AWS::RDS::DBInstance', ['Tags', 0, 'MasterUserPassword']));
    assert.ok(!isCredential('Custom::RDS', ['MasterUserPassword']));
  });

  it('knows where the ARN of a secret belongs', () => {
    assert.ok(takesSecretArn('AWS::RDS::DBProxy', ['Auth', 1, 'SecretArn']));
    assert.ok(
      takesSecretArn('AWS::ECS::TaskDefinition', ['ContainerDefinitions', 0, 'Secrets', 2, 'ValueFrom']),
    );
    assert.ok(
      !takesSecretArn('AWS::ECS::TaskDefinition', ['ContainerDefinitions', 0, 'Environment', 2, 'Value']),
    );
  });

  it('knows what a resource is told apart by', () => {
    assert.ok(isIdentifier('AWS::S3::Bucket', ['BucketName']));
    assert.ok(isIdentifier('AWS::SSM::Parameter', ['Name']));
    assert.ok(!isIdentifier('AWS::SSM::Parameter', ['Value']));
    assert.ok(!isIdentifier('AWS::S3::Bucket', ['Tags', 0, 'BucketName']));
    assert.ok(!isIdentifier('AWS::SQS', ['QueueName']));
    assert.ok(!isIdentifier('Custom::S3::Bucket', ['BucketName']));
  });
});
