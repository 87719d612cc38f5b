import { choose, resource, resources, table } from '../declared/support';

const CODE = 'reference/primary-identifier';
const SSM = '{{resolve:ssm:/my-app/bucket}}';
const found = (text: string) => [`warning ${CODE}: ${text}`];

describe(CODE, () => {
  table(CODE, [
    {
      name: 'a bucket’s name',
      template: resource('AWS::S3::Bucket', { BucketName: SSM }),
      found: found(SSM),
    },
    {
      name: 'a part of a name',
      template: resource('AWS::DynamoDB::Table', { TableName: `x-${SSM}` }),
      found: found(SSM),
    },
    {
      name: 'one branch',
      template: resource('AWS::IAM::Role', { RoleName: choose(SSM, 'role') }),
      found: found(SSM),
    },
    {
      name: 'a secret',
      template: resource('AWS::SSM::Parameter', { Name: '{{resolve:secretsmanager:names}}' }),
      found: found('{{resolve:secretsmanager:names}}'),
    },
    { name: 'another property', template: resource('AWS::SSM::Parameter', { Value: SSM }) },
    { name: 'a name that is no identifier', template: resource('AWS::SNS::Topic', { DisplayName: SSM }) },
    { name: 'the same name further down', template: resource('AWS::S3::Bucket', { X: { BucketName: SSM } }) },
    { name: 'a parameter', template: resource('AWS::S3::Bucket', { BucketName: { Ref: 'Bucket' } }) },
    { name: 'a type of somebody’s own', template: resource('Custom::S3::Bucket', { BucketName: SSM }) },
    {
      name: 'metadata',
      template: resources({ B: { Type: 'AWS::S3::Bucket', Metadata: { BucketName: SSM } } }),
    },
  ]);
});
