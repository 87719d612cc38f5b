import type { Service } from '../context';
import { createAlias, deleteAlias, listAliases, updateAlias } from './aliases';
import { decrypt, encrypt, generateDataKey, generateDataKeyWithoutPlaintext } from './crypto';
import { createGrant, listGrants, revokeGrant } from './grants';
import { keyArn } from './keys';
import {
  cancelKeyDeletion,
  createKey,
  describeKey,
  disableKey,
  enableKey,
  listKeys,
  scheduleKeyDeletion,
  updateKeyDescription,
} from './lifecycle';
import { generateMac, verifyMac } from './macs';
import { getKeyPolicy, listKeyPolicies, putKeyPolicy } from './policies';
import { replicateKey, updatePrimaryRegion } from './replicas';
import {
  disableKeyRotation,
  enableKeyRotation,
  getKeyRotationStatus,
  listKeyRotations,
  rotateKeyOnDemand,
} from './rotation';
import { getPublicKey, sign, verify } from './signing';
import { listResourceTags, tagResource, untagResource } from './tags';
import { getKeyLastUsage } from './usage';

export const kms: Service = {
  prefix: 'kms',
  operations: {
    CancelKeyDeletion: cancelKeyDeletion,
    CreateAlias: createAlias,
    CreateGrant: createGrant,
    CreateKey: createKey,
    Decrypt: decrypt,
    DeleteAlias: deleteAlias,
    DescribeKey: describeKey,
    DisableKey: disableKey,
    DisableKeyRotation: disableKeyRotation,
    EnableKey: enableKey,
    EnableKeyRotation: enableKeyRotation,
    Encrypt: encrypt,
    GenerateDataKey: generateDataKey,
    GenerateDataKeyWithoutPlaintext: generateDataKeyWithoutPlaintext,
    GenerateMac: generateMac,
    GetKeyLastUsage: getKeyLastUsage,
    GetKeyPolicy: getKeyPolicy,
    GetKeyRotationStatus: getKeyRotationStatus,
    GetPublicKey: getPublicKey,
    ListAliases: listAliases,
    ListGrants: listGrants,
    ListKeyPolicies: listKeyPolicies,
    ListKeyRotations: listKeyRotations,
    ListKeys: listKeys,
    PutKeyPolicy: putKeyPolicy,
    ListResourceTags: listResourceTags,
    ReplicateKey: replicateKey,
    RevokeGrant: revokeGrant,
    RotateKeyOnDemand: rotateKeyOnDemand,
    ScheduleKeyDeletion: scheduleKeyDeletion,
    Sign: sign,
    TagResource: tagResource,
    UntagResource: untagResource,
    UpdateAlias: updateAlias,
    UpdateKeyDescription: updateKeyDescription,
    UpdatePrimaryRegion: updatePrimaryRegion,
    Verify: verify,
    VerifyMac: verifyMac,
  },
  resourceOf(_operation, input, context) {
    const id = input['KeyId'] ?? input['TargetKeyId'];
    if (typeof id !== 'string') return '*';
    const alias = id.startsWith('alias/') ? context.state.aliases.get(id)?.keyId : undefined;
    return id.startsWith('arn:') ? id : keyArn(context, alias ?? id);
  },
};
