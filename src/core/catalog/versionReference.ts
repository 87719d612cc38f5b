import { parseReference } from '../reference/grammar';
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

/**
 * `{{resolve:secretsmanager:name:SecretString:KEY}}`: one key of the current version. Undefined for a key that no reference
 * can name: with a colon, a brace, a quote or a backslash at its end.
 */
export function secretKeyReference(
  item: Pick<SecretMetadata, 'name' | 'arn'>,
  key: string,
): string | undefined {
  if (!/^[^{}\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+$/u.test(key)) return undefined;
  const reference = referenceTo(item).replace(/\}\}$/, () => `:SecretString:${key}}}`);
  const read = parseReference(reference);
  return read.kind === 'secretsmanager' && read.jsonKey?.text === key && read.versionStage === undefined
    ? reference
    : undefined;
}
