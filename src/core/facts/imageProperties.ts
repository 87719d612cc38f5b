/**
 * Resource types that name an image, and where below their properties.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ec2-launchtemplate-launchtemplatedata.html
 */
const HOLDERS: ReadonlyMap<string, readonly string[]> = new Map([
  ['AWS::EC2::Instance', ['ImageId']],
  ['AWS::AutoScaling::LaunchConfiguration', ['ImageId']],
  ['AWS::EC2::LaunchTemplate', ['LaunchTemplateData', 'ImageId']],
]);

/** The path below Properties where a type takes an image; undefined for types that take none. */
export function imagePathOf(resourceType: string | undefined): readonly string[] | undefined {
  return resourceType === undefined ? undefined : HOLDERS.get(resourceType);
}
