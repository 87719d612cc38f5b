import type { ParameterMetadata, SecretMetadata } from './items';

type Named = Pick<ParameterMetadata, 'name' | 'type'> | Pick<SecretMetadata, 'name' | 'arn'>;

/**
 * The dynamic reference to an item, without a version: `{{resolve:ssm:/a/b}}`, `{{resolve:ssm-secure:/a/b}}`,
 * `{{resolve:secretsmanager:name}}`.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
 */
export function referenceTo(item: Named): string {
  if ('type' in item) {
    return `{{resolve:${item.type === 'SecureString' ? 'ssm-secure' : 'ssm'}:${item.name}}}`;
  }
  return `{{resolve:secretsmanager:${looksLikeArnEnd(item.name) ? item.arn : item.name}}}`;
}

/**
 * A name that ends in a hyphen and six characters is taken for the end of an ARN, whose last part ends so, and is not
 * found by its name: https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html (Name)
 */
export function looksLikeArnEnd(name: string): boolean {
  return /-[A-Za-z0-9]{6}$/.test(name);
}
