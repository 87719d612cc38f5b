/**
 * The types a template parameter may have. `List<String>` is not in AWS's table but works, as does
 * `List<AWS::EC2::KeyPair::KeyName>`; neither is worth a word.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-supplied-parameter-types.html
 */
const SPECIFIC: readonly string[] = [
  'AWS::EC2::AvailabilityZone::Name',
  'AWS::EC2::Image::Id',
  'AWS::EC2::Instance::Id',
  'AWS::EC2::KeyPair::KeyName',
  'AWS::EC2::SecurityGroup::GroupName',
  'AWS::EC2::SecurityGroup::Id',
  'AWS::EC2::Subnet::Id',
  'AWS::EC2::VPC::Id',
  'AWS::EC2::Volume::Id',
  'AWS::Route53::HostedZone::Id',
];

const PLAIN: readonly string[] = ['String', 'Number', 'CommaDelimitedList', 'List<String>', 'List<Number>'];

const VALUE_OF_ANY = [...PLAIN, ...SPECIFIC, ...SPECIFIC.map(type => `List<${type}>`)];

export const PARAMETER_TYPES: readonly string[] = [
  ...VALUE_OF_ANY,
  'AWS::SSM::Parameter::Name',
  ...[...VALUE_OF_ANY, 'AWS::SSM::Parameter::Name'].map(type => `AWS::SSM::Parameter::Value<${type}>`),
];

/** Whether a template parameter's value is the name (or ARN) of a parameter in Parameter Store. */
export function namesParameter(type: string): boolean {
  return /^AWS::SSM::Parameter::(Name$|Value<)/.test(type);
}
