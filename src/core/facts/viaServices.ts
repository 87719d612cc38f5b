/**
 * The first label of each `kms:ViaService` host in AWS's table. Services join it between two looks, so that one that is
 * not here is not known to be wrong.
 * https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#viaService_table
 */
export const viaServices: readonly string[] = (
  'airflow apprunner appflow athena auditmanager backup backup-gateway cassandra codeartifact codeguru-reviewer ' +
  'comprehend connect dax directoryservice dms dynamodb ec2 ecr eks elasticache elasticfilesystem es finspace firehose ' +
  'forecast fsx geo glue groundstation healthlake importexport iotsitewise kafka kendra kinesis kinesisvideo lambda lex ' +
  'license-manager lookoutequipment lookoutmetrics lookoutvision macie malware-protection managedblockchain mediatailor ' +
  'memorydb mgn monitron mq nimble omics profile proton qldb rds redshift redshift-serverless rekognition s3 sagemaker ' +
  'secretsmanager ses sns sqlworkbench sqs ssm ssm-contacts ssm-incidents storagegateway timestream translate ' +
  'verified-access voiceid wisdom workmail workspaces workspaces-web xray'
).split(' ');

const known: ReadonlySet<string> = new Set(viaServices);

export function isViaService(name: string): boolean {
  return known.has(name.toLowerCase());
}
