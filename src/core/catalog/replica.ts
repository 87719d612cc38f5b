import type { SecretMetadata } from './items';

/** Where a replica comes from; undefined for a secret of its own: one that is replicated tells its own Region. */
export function originOf({
  arn,
  primaryRegion,
}: Pick<SecretMetadata, 'arn' | 'primaryRegion'>): string | undefined {
  return primaryRegion === arn.split(':')[3] ? undefined : primaryRegion;
}
