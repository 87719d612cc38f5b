import type { SecretMetadata } from '../../core/catalog/items';

/** Also where rotation is off by now: why it failed is asked afterwards. */
export function hasRotationLog({ rotationLambda, deletedDate }: SecretMetadata): boolean {
  return rotationLambda !== undefined && deletedDate === undefined;
}
