import type { ParameterMetadata, SecretMetadata } from './items';
import { referenceTo } from './referenceText';

/** `{{resolve:ssm:/a/b:3}}`. https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-ssm.html */
export function parameterVersionReference(
  item: Pick<ParameterMetadata, 'name' | 'type'>,
  version: number,
): string {
  return referenceTo(item).replace(/\}\}$/, `:${version}}}`);
}

/**
 * `{{resolve:secretsmanager:name:SecretString:::VERSION-ID}}`: the whole of one version, whatever stages it loses.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-secretsmanager.html
 */
export function secretVersionReference(
  item: Pick<SecretMetadata, 'name' | 'arn'>,
  versionId: string,
): string {
  return referenceTo(item).replace(/\}\}$/, () => `:SecretString:::${versionId}}}`);
}
