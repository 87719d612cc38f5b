/** What DescribeKey and CreateKey tell of a key. */
import type {
  KeyMetadata as AwsKeyMetadata,
  MultiRegionConfiguration as AwsMultiRegionConfiguration,
} from '@aws-sdk/client-kms';
import type { KeyMetadata, MultiRegionConfiguration } from '../core/catalog/items';
import { defined, milliseconds } from './fields';

export function keyMetadataOf(key: AwsKeyMetadata): KeyMetadata {
  return {
    keyId: key.KeyId ?? '',
    arn: key.Arn ?? '',
    manager: key.KeyManager === 'AWS' ? 'AWS' : 'CUSTOMER',
    state: key.KeyState ?? 'Unavailable',
    ...defined({
      description: key.Description,
      spec: key.KeySpec,
      usage: key.KeyUsage,
      algorithms: key.EncryptionAlgorithms ?? key.SigningAlgorithms ?? key.MacAlgorithms,
      origin: key.Origin,
      multiRegion: key.MultiRegion,
      multiRegionConfiguration: key.MultiRegionConfiguration && configurationOf(key.MultiRegionConfiguration),
      customKeyStoreId: key.CustomKeyStoreId,
      creationDate: milliseconds(key.CreationDate),
      deletionDate: milliseconds(key.DeletionDate),
      pendingDeletionWindowInDays: key.PendingDeletionWindowInDays,
      validTo: milliseconds(key.ValidTo),
    }),
  };
}

function configurationOf(configuration: AwsMultiRegionConfiguration): MultiRegionConfiguration | undefined {
  const { MultiRegionKeyType: type, PrimaryKey, ReplicaKeys = [] } = configuration;
  if (type === undefined || PrimaryKey?.Region === undefined) return undefined;
  const replicaRegions = ReplicaKeys.flatMap(({ Region }) => (Region === undefined ? [] : [Region]));
  return { type, primaryRegion: PrimaryKey.Region, replicaRegions };
}
