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
