/** Templates as real ones are, of any size: functions, references, tags, policies, descriptions. The same in every run. */
export function yamlTemplate(bytes: number): string {
  const parts = [HEAD];
  let size = HEAD.length;
  for (let index = 0; size < bytes; index++) {
    const part = resources(index);
    parts.push(part);
    size += part.length;
  }
  return parts.join('');
}

const HEAD = `AWSTemplateFormatVersion: '2010-09-09'
Description: Services of one team
Parameters:
  Env:
    Type: String
    Default: prod
    AllowedValues: [dev, staging, prod]
  Retention:
    Type: Number
    Default: 30
Conditions:
  IsProd: !Equals [!Ref Env, prod]
Resources:
`;

function resources(index: number): string {
  return `  Function${index}:
    Type: AWS::Lambda::Function
    DependsOn: Logs${index}
    Properties:
      FunctionName: !Sub '\${AWS::StackName}-worker-${index}'
      Runtime: nodejs20.x
      Handler: index.handler
      Role: !GetAtt Role${index}.Arn
      MemorySize: !If [IsProd, 1024, 256]
      Timeout: 30
      Code:
        S3Bucket: !ImportValue artifact-bucket
        S3Key: !Sub 'worker/\${Env}/${index}.zip'
      Environment:
        Variables:
          DB_HOST: !Sub '{{resolve:ssm:/my-app/\${Env}/service-${index}/host}}'
          DB_PORT: '{{resolve:ssm:/my-app/prod/service-${index}/port:3}}'
          QUEUE: !Join ['/', [https://sqs.example.com, !Ref 'AWS::AccountId', queue-${index}]]
          LOG_LEVEL: info
      Tags:
        - Key: team
          Value: platform
        - Key: service
          Value: worker-${index}
  Logs${index}:
    Type: AWS::Logs::LogGroup
    Properties:
      LogGroupName: !Sub '/aws/lambda/\${AWS::StackName}-worker-${index}'
      RetentionInDays: !Ref Retention
  Role${index}:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal:
              Service: lambda.amazonaws.com
            Action: sts:AssumeRole
      Policies:
        - PolicyName: read-configuration
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Sid: ReadParameters
                Effect: Allow
                Action: [ssm:GetParameter, ssm:GetParametersByPath]
                Resource: !Sub 'arn:\${AWS::Partition}:ssm:\${AWS::Region}:\${AWS::AccountId}:parameter/my-app/*'
              - Sid: Decrypt
                Effect: Allow
                Action: kms:Decrypt
                Resource: '*'
  Database${index}:
    Type: AWS::RDS::DBInstance
    DeletionPolicy: Snapshot
    Properties:
      Engine: postgres
      DBInstanceClass: db.t4g.medium
      AllocatedStorage: '100'
      MasterUsername: '{{resolve:secretsmanager:prod/service-${index}:SecretString:username}}'
      MasterUserPassword: '{{resolve:secretsmanager:prod/service-${index}:SecretString:password}}'
      StorageEncrypted: true
`;
}

/** The densest a megabyte gets: 4,000 references. */
export function denseTemplate(bytes: number): string {
  const parts = [HEAD];
  let size = HEAD.length;
  for (let index = 0; size < bytes; index++) {
    const part = settings(index);
    parts.push(part);
    size += part.length;
  }
  return parts.join('');
}

function settings(index: number): string {
  const variables = Array.from({ length: 16 }, (_, at) =>
    at % 4 === 0
      ? `          SETTING_${at}: !Sub '{{resolve:secretsmanager:\${Env}/service-${index}:SecretString:key-${at}}}'\n`
      : `          SETTING_${at}: '{{resolve:ssm:/my-app/prod/service-${index}/setting-${at}:${at}}}'\n`,
  );
  return `  Function${index}:
    Type: AWS::Lambda::Function
    Properties:
      FunctionName: !Sub '\${AWS::StackName}-worker-${index}'
      Description: ${'Does what a function does, and says so at some length. '.repeat(50)}
      Runtime: nodejs20.x
      Environment:
        Variables:
${variables.join('')}`;
}

/** One line, as programs write it. */
export function minifiedTemplate(bytes: number): string {
  const Resources: Record<string, unknown> = {};
  let size = 0;
  for (let index = 0; size < bytes; index++) {
    const resource = worker(index);
    Resources[`Worker${index}`] = resource;
    size += JSON.stringify(resource).length + 16;
  }
  const Parameters = { Env: { Type: 'String', Default: 'prod' } };
  return JSON.stringify({ AWSTemplateFormatVersion: '2010-09-09', Parameters, Resources });
}

function worker(index: number): unknown {
  return {
    Type: 'AWS::Lambda::Function',
    Properties: {
      FunctionName: { 'Fn::Sub': `\${AWS::StackName}-worker-${index}` },
      Runtime: 'nodejs20.x',
      Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
      Code: {
        ZipFile: 'exports.handler = async event => {\n  return { statusCode: 200, body: "ok" };\n};\n',
      },
      Environment: {
        Variables: {
          HOST: { 'Fn::Sub': `{{resolve:ssm:/my-app/\${Env}/service-${index}/host}}` },
          PORT: `{{resolve:ssm:/my-app/prod/service-${index}/port:3}}`,
          KEY: {
            'Fn::Join': [
              '',
              ['{{resolve:secretsmanager:', { Ref: 'Env' }, `/service-${index}:SecretString:key}}`],
            ],
          },
        },
      },
      Tags: [
        { Key: 'team', Value: 'platform' },
        { Key: 'service', Value: `worker-${index}` },
      ],
    },
  };
}
