import { lastUseOf, latestUse } from '../keys/lastUse';
import type { Tags } from '../stores/tagStore';
import type { Facets } from './itemFilter';
import type { KeyUsage, ParameterMetadata, SecretMetadata } from './items';
import type { KeyItem } from './keyGroups';

export function parameterFacets(parameter: ParameterMetadata, tags?: Tags): Facets {
  const { name, type, tier, keyId, lastModifiedUser, lastModifiedDate } = parameter;
  return {
    names: [name],
    texts: {
      type,
      ...(tier !== undefined && { tier }),
      ...(keyId !== undefined && { key: keyId }),
      ...(lastModifiedUser !== undefined && { by: lastModifiedUser }),
    },
    times: { ...(lastModifiedDate !== undefined && { modified: lastModifiedDate }) },
    ...(tags && { tags }),
  };
}

/** AWS tells of a secret the day it was read last, and not the hour. */
export function secretFacets(secret: SecretMetadata, tags?: Tags): Facets {
  const { name, keyId, owningService, rotationEnabled, deletedDate } = secret;
  const { lastChangedDate, createdDate, lastAccessedDate } = secret;
  return {
    names: [name],
    texts: {
      key: keyId ?? 'aws/secretsmanager',
      rotation: rotationEnabled ? 'on' : 'off',
      state: deletedDate === undefined ? 'active' : 'deleted',
      ...(owningService !== undefined && { owner: owningService }),
    },
    times: {
      ...(lastChangedDate !== undefined && { modified: lastChangedDate }),
      ...(createdDate !== undefined && { created: createdDate }),
      ...(lastAccessedDate !== undefined && { read: lastAccessedDate }),
    },
    ...(tags && { tags }),
  };
}

/** What DescribeKey tells is there once it was asked, and so is when it was used. */
export function keyFacets(
  { keyId, aliases, manager, metadata }: KeyItem,
  tags?: Tags,
  lastUsage?: KeyUsage,
): Facets {
  const use = lastUsage && lastUseOf(lastUsage);
  const { state, spec, usage, creationDate } = metadata ?? {};
  return {
    names: [keyId, ...aliases],
    texts: {
      owner: manager === 'AWS' ? 'aws' : 'customer',
      ...(state !== undefined && { state }),
      ...(spec !== undefined && { spec }),
      ...(usage !== undefined && { usage }),
    },
    times: {
      ...(creationDate !== undefined && { created: creationDate }),
      ...(use && { used: use.kind === 'used' ? use.at : { notAfter: latestUse(use) } }),
    },
    ...(tags && { tags }),
  };
}
