/**
 * Services that AWS documents in key policies and resource policies of secrets. There are more; a list to choose from.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-services.html
 */
export const servicePrincipals: readonly string[] = [
  'cloudtrail.amazonaws.com',
  'logs.amazonaws.com',
  'delivery.logs.amazonaws.com',
  'cloudfront.amazonaws.com',
  'cloudwatch.amazonaws.com',
  'config.amazonaws.com',
  'events.amazonaws.com',
  'scheduler.amazonaws.com',
  's3.amazonaws.com',
  'sns.amazonaws.com',
  'sqs.amazonaws.com',
  'ses.amazonaws.com',
  'backup.amazonaws.com',
  'lambda.amazonaws.com',
  'states.amazonaws.com',
  'secretsmanager.amazonaws.com',
  'ssm.amazonaws.com',
  'guardduty.amazonaws.com',
  'dnssec-route53.amazonaws.com',
  'redshift.amazonaws.com',
  'dms.amazonaws.com',
  'iot.amazonaws.com',
  'bedrock.amazonaws.com',
];
