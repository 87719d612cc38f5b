/** Templates as people write them, each with one mistake in references; the line with `# <` is where it is. */
export interface PeerCase {
  readonly name: string;
  readonly text: string;
}

const property = (type: string, lines: string, more = ''): string =>
  `AWSTemplateFormatVersion: '2010-09-09'\n${more}Resources:\n  Thing:\n    Type: ${type}\n    Properties:\n${lines
    .trim()
    .split('\n')
    .map(line => `      ${line}\n`)
    .join('')}`;

const database = (password: string, more = ''): string =>
  property(
    'AWS::RDS::DBInstance',
    `Engine: postgres
DBInstanceClass: db.t4g.medium
AllocatedStorage: '100'
MasterUsername: app
MasterUserPassword: ${password}
StorageEncrypted: true`,
    more,
  );

const topic = (name: string, more = ''): string => property('AWS::SNS::Topic', `DisplayName: ${name}`, more);

const SECRET = `  Secret:
    Type: AWS::SecretsManager::Secret
    Properties:
      Name: prod/db
      GenerateSecretString: {SecretStringTemplate: '{"username": "app"}', GenerateStringKey: password}
`;

/** What is documented to fail, or to leave the text as it is. */
export const wrong: readonly PeerCase[] = [
  { name: 'version is no number', text: topic("'{{resolve:ssm:/app/name:latest}}' # <") },
  { name: 'first of two is malformed', text: topic("'{{resolve:ssm:/a:b}} {{resolve:ssm:/app/name}}' # <") },
  { name: 'trailing colon', text: topic("'{{resolve:ssm:/app/name:}}' # <") },
  { name: 'empty name', text: topic("'{{resolve:ssm:}}' # <") },
  { name: 'a blank in a name', text: topic("'{{resolve:ssm:/my app/name}}' # <") },
  { name: 'SecretBinary', text: database("'{{resolve:secretsmanager:prod/db:SecretBinary}}' # <") },
  { name: 'empty secret id', text: database("'{{resolve:secretsmanager::SecretString:password}}' # <") },
  { name: 'service there is none of', text: topic("'{{resolve:secretmanager:prod/db}}' # <") },
  { name: 'blank after the braces', text: topic("'{{ resolve:ssm:/app/name }}' # <") },
  { name: 'variable outside of Sub', text: topic("'{{resolve:ssm:/${AWS::StackName}/name}}' # <") },
  { name: 'unquoted', text: topic('{{resolve:ssm:/app/name}} # <') },
  { name: 'ends in a backslash', text: topic("'{{resolve:ssm:/app/name\\}}' # <") },
  {
    name: 'ssm-secure not supported',
    text: property(
      'AWS::Lambda::Function',
      `Code: {S3Bucket: b, S3Key: k}
Role: arn:aws:iam::123456789012:role/r
Runtime: nodejs22.x
Handler: index.handler
Environment: {Variables: {KEY: '{{resolve:ssm-secure:/app/key}}'}} # <`,
    ),
  },
  {
    name: 'ssm-secure by Join',
    text: property(
      'AWS::SNS::Topic',
      "DisplayName: !Join ['', ['{{resolve:ssm-secure:', !Ref 'AWS::StackName', '}}']] # <",
    ),
  },
  {
    name: 'secret in an output',
    text: `${topic('a')}Outputs:\n  Password:\n    Value: '{{resolve:secretsmanager:prod/db:SecretString:password}}' # <\n`,
  },
  {
    name: 'secret in a custom resource',
    text: property(
      'Custom::Database',
      "ServiceToken: arn:aws:lambda:eu-west-1:123456789012:function:f\nPassword: '{{resolve:secretsmanager:prod/db}}' # <",
    ),
  },
  {
    name: 'reference in user data',
    text: property(
      'AWS::EC2::Instance',
      "ImageId: !Ref Image\nUserData: {'Fn::Base64': 'export A={{resolve:ssm:/app/a}}'} # <",
      "Parameters:\n  Image: {Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>', Default: /golden}\n",
    ),
  },
  {
    name: 'default without a version',
    text: topic(
      '!Ref Name',
      "Parameters:\n  Name:\n    Type: String\n    Default: '{{resolve:ssm:/app/name}}' # <\n",
    ),
  },
  {
    name: 'stage and version id',
    text: database(
      "'{{resolve:secretsmanager:prod/db:SecretString:password:AWSCURRENT:11111111-2222-3333-4444-555555555555}}' # <",
    ),
  },
  { name: 'ARN in ssm', text: topic("'{{resolve:ssm:arn:aws:ssm:eu-west-1:123456789012:parameter/a}}' # <") },
  {
    name: 'Select of a Split that cuts inside',
    text: property(
      'AWS::SNS::Topic',
      "DisplayName: !Select [1, !Split [',', '{{resolve:ssm:/app/names}}']] # <",
    ),
  },
  {
    name: 'key the secret has not',
    text: `${database("!Sub '{{resolve:secretsmanager:${Secret}:SecretString:pasword}}' # <")}${SECRET}`,
  },
  {
    name: 'all of a JSON secret',
    text: `${database("!Sub '{{resolve:secretsmanager:${Secret}}}' # <")}${SECRET}`,
  },
  {
    name: 'secret of the stack by name',
    text: `${database("'{{resolve:secretsmanager:prod/db:SecretString:password}}' # <")}${SECRET}`,
  },
  {
    name: 'value where an ARN belongs',
    text: `${property(
      'AWS::RDS::DBProxy',
      `DBProxyName: p
EngineFamily: POSTGRESQL
RoleArn: arn:aws:iam::123456789012:role/r
VpcSubnetIds: [subnet-11111111, subnet-22222222]
Auth: [{SecretArn: !Sub '{{resolve:secretsmanager:\${Secret}}}'}] # <`,
    )}${SECRET}`,
  },
  { name: 'password in plain text', text: database('hunter2hunter2 # <') },
  { name: 'password from a plain parameter', text: database("'{{resolve:ssm:/app/db/password}}' # <") },
  {
    name: 'name by a reference',
    text: property('AWS::S3::Bucket', "BucketName: '{{resolve:ssm:/app/bucket}}' # <"),
  },
  {
    name: 'SecureString as a template parameter',
    text: topic(
      '!Ref Name',
      'Parameters:\n  Name:\n    Type: AWS::SSM::Parameter::Value<SecureString> # <\n    Default: /a\n',
    ),
  },
  {
    name: 'SecureString in a template',
    text: property('AWS::SSM::Parameter', 'Name: /app/key\nType: SecureString # <\nValue: x'),
  },
  {
    name: 'parameter’s name begins with aws',
    text: property('AWS::SSM::Parameter', 'Name: /aws/key # <\nType: String\nValue: x'),
  },
  {
    name: 'rotation given twice',
    text: `${property(
      'AWS::SecretsManager::RotationSchedule',
      `SecretId: !Ref Secret
RotationLambdaARN: arn:aws:lambda:eu-west-1:123456789012:function:f
RotationRules: {AutomaticallyAfterDays: 30, ScheduleExpression: rate(10 days)} # <`,
    )}${SECRET}`,
  },
];

/** What works, and tools stumble over. */
export const right: readonly PeerCase[] = [
  {
    name: 'secret of RDS',
    text: database("'{{resolve:secretsmanager:rds!cluster-a1b2c3d4:SecretString:password}}'"),
  },
  { name: 'two references', text: topic("'{{resolve:ssm:/app/a:1}}-{{resolve:ssm:/app/b}}'") },
  {
    name: 'whole ARN',
    text: database(
      "'{{resolve:secretsmanager:arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf:SecretString:password}}'",
    ),
  },
  {
    name: 'by Join',
    text:
      database("!Join ['', ['{{resolve:secretsmanager:', !Ref Secret, ':SecretString:password}}']]") +
      SECRET.replace('      Name: prod/db\n', ''),
  },
  { name: 'ssm-secure where it belongs', text: database("'{{resolve:ssm-secure:/app/db/password:3}}'") },
  { name: 'hyphens', text: topic("'{{resolve:ssm:my-app-name}}'") },
  { name: 'empty stage', text: database("'{{resolve:secretsmanager:prod/db:SecretString:password::}}'") },
  { name: 'text of a program', text: topic("'{{ not a reference }}'") },
];
