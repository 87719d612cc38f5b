/** Statements that let services use a key for this account and nothing else, as each service documents them. */
import { USE } from '../keyActions';
import { list, object, type Value } from '../written';

export interface ServiceStatement {
  /** `Add a statement: …` */
  readonly title: string;
  readonly statements: (place: KeyPlace) => readonly Value[];
  /** The page of AWS it follows. */
  readonly source: string;
}

/** Where the key is, as texts of a policy: in a template `${AWS::AccountId}` and the like. */
export interface KeyPlace {
  readonly account: string;
  readonly region: string;
  readonly partition: string;
}

/** The form AWS gives its managed keys: whoever in the account may use the service, and through it alone. */
function throughService(name: string, service: string, grants: boolean) {
  return ({ account, region }: KeyPlace): readonly Value[] => {
    const host = `${service}.${region}.amazonaws.com`;
    const bound = object(['kms:CallerAccount', texts(account)], ['kms:ViaService', texts(host)]);
    const statement = (sid: string, actions: readonly string[], condition: Value) =>
      object(
        ['Sid', sid],
        ['Effect', 'Allow'],
        ['Principal', object(['AWS', '*'])],
        ['Action', list(...actions)],
        ['Resource', '*'],
        ['Condition', condition],
      );
    const use = statement(`Use through ${name}`, USE, object(['StringEquals', bound]));
    if (!grants) return [use];
    const granting = object(['StringEquals', bound], ['Bool', object(['kms:GrantIsForAWSResource', 'true'])]);
    return [use, statement(`Grants for ${name}`, ['kms:CreateGrant'], granting)];
  };
}

/** A service of its own accord, for resources of this account. */
function byService(name: string, principal: string, actions: readonly string[]) {
  return ({ account }: KeyPlace): readonly Value[] => [
    object(
      ['Sid', `Use by ${name}`],
      ['Effect', 'Allow'],
      ['Principal', object(['Service', principal])],
      ['Action', list(...actions)],
      ['Resource', '*'],
      ['Condition', object(['StringEquals', object(['aws:SourceAccount', texts(account)])])],
    ),
  ];
}

/** Holds variables of Fn::Sub perhaps: who writes it says whether it is in a template. */
export function texts(text: string): Value {
  return text.includes('${') ? { kind: 'sub', text } : { kind: 'text', text };
}

export const serviceStatements: readonly ServiceStatement[] = [
  {
    title: 'CloudTrail encrypts its logs',
    statements: ({ account, partition }) => [
      object(
        ['Sid', 'Use by CloudTrail'],
        ['Effect', 'Allow'],
        ['Principal', object(['Service', 'cloudtrail.amazonaws.com'])],
        ['Action', 'kms:GenerateDataKey*'],
        ['Resource', '*'],
        [
          'Condition',
          object([
            'StringLike',
            object([
              'kms:EncryptionContext:aws:cloudtrail:arn',
              texts(`arn:${partition}:cloudtrail:*:${account}:trail/*`),
            ]),
          ]),
        ],
      ),
    ],
    source:
      'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html',
  },
  {
    title: 'CloudWatch Logs encrypts log groups',
    statements: ({ account, region, partition }) => [
      object(
        ['Sid', 'Use by CloudWatch Logs'],
        ['Effect', 'Allow'],
        ['Principal', object(['Service', texts(`logs.${region}.amazonaws.com`)])],
        ['Action', list('kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*')],
        ['Resource', '*'],
        [
          'Condition',
          object([
            'ArnLike',
            object([
              'kms:EncryptionContext:aws:logs:arn',
              texts(`arn:${partition}:logs:${region}:${account}:*`),
            ]),
          ]),
        ],
      ),
    ],
    source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html',
  },
  {
    title: 'SNS delivers to encrypted queues',
    statements: byService('SNS', 'sns.amazonaws.com', ['kms:Decrypt', 'kms:GenerateDataKey*']),
    source: 'https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html',
  },
  {
    title: 'EventBridge sends to encrypted topics and queues',
    statements: byService('EventBridge', 'events.amazonaws.com', ['kms:Decrypt', 'kms:GenerateDataKey*']),
    source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-encryption-key-policy.html',
  },
  {
    title: 'SQS encrypts queues',
    statements: throughService('SQS', 'sqs', false),
    source:
      'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html',
  },
  {
    title: 'S3 encrypts objects',
    statements: throughService('S3', 's3', false),
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html',
  },
  {
    title: 'EC2 encrypts volumes of EBS',
    statements: throughService('EBS', 'ec2', true),
    source: 'https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption-requirements.html',
  },
  {
    title: 'RDS encrypts databases',
    statements: throughService('RDS', 'rds', true),
    source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.Keys.html',
  },
  {
    title: 'Secrets Manager encrypts secrets',
    statements: throughService('Secrets Manager', 'secretsmanager', false),
    source: 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html',
  },
  {
    title: 'Parameter Store encrypts SecureStrings',
    statements: throughService('Parameter Store', 'ssm', false),
    source:
      'https://docs.aws.amazon.com/systems-manager/latest/userguide/secure-string-parameter-kms-encryption.html',
  },
  {
    title: 'AWS Backup encrypts backups',
    statements: throughService('AWS Backup', 'backup', true),
    source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/encryption.html',
  },
];
