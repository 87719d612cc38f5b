/**
 * The eleven properties that take a `ssm-secure` reference; unchanged since 2019. Everywhere else CloudFormation fails
 * with "SSM Secure reference is not supported in: [TYPE/Properties/PATH]".
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-ssm-secure-strings.html#template-parameters-dynamic-patterns-resources
 */
export interface SecureProperty {
  readonly resourceType: string;
  /** Below Properties; `*` stands for any index of a list. */
  readonly path: readonly string[];
}

export const SECURE_PROPERTIES: readonly SecureProperty[] = [
  { resourceType: 'AWS::DirectoryService::MicrosoftAD', path: ['Password'] },
  { resourceType: 'AWS::DirectoryService::SimpleAD', path: ['Password'] },
  { resourceType: 'AWS::ElastiCache::ReplicationGroup', path: ['AuthToken'] },
  { resourceType: 'AWS::IAM::User', path: ['LoginProfile', 'Password'] },
  {
    resourceType: 'AWS::KinesisFirehose::DeliveryStream',
    path: ['RedshiftDestinationConfiguration', 'Password'],
  },
  { resourceType: 'AWS::OpsWorks::App', path: ['AppSource', 'Password'] },
  { resourceType: 'AWS::OpsWorks::Stack', path: ['CustomCookbooksSource', 'Password'] },
  { resourceType: 'AWS::OpsWorks::Stack', path: ['RdsDbInstances', '*', 'DbPassword'] },
  { resourceType: 'AWS::RDS::DBCluster', path: ['MasterUserPassword'] },
  { resourceType: 'AWS::RDS::DBInstance', path: ['MasterUserPassword'] },
  { resourceType: 'AWS::Redshift::Cluster', path: ['MasterUserPassword'] },
];

/** Whether a `ssm-secure` reference is resolved at this path below the Properties of this type. */
export function takesSecureReference(resourceType: string, path: readonly (string | number)[]): boolean {
  return SECURE_PROPERTIES.some(property => property.resourceType === resourceType && isAt(property, path));
}

/** The same for a type somebody is still typing: no type of AWS is the begin of one that takes a reference. */
export function mayTakeSecureReference(beginOfType: string, path: readonly (string | number)[]): boolean {
  return SECURE_PROPERTIES.some(
    property => property.resourceType.startsWith(beginOfType) && isAt(property, path),
  );
}

function isAt(property: SecureProperty, path: readonly (string | number)[]): boolean {
  return (
    property.path.length === path.length &&
    property.path.every((step, index) =>
      step === '*' ? typeof path[index] === 'number' : step === path[index],
    )
  );
}
