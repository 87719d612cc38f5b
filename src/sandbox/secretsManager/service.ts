import type { Service } from '../context';
import {
  deleteResourcePolicy,
  deleteSecret,
  getResourcePolicy,
  putResourcePolicy,
  restoreSecret,
  validateResourcePolicy,
} from './lifecycle';
import { getRandomPassword } from './password';
import {
  batchGetSecretValue,
  describeSecret,
  getSecretValue,
  listSecrets,
  listSecretVersionIds,
} from './read';
import { removeRegionsFromReplication, replicateSecretToRegions, stopReplicationToReplica } from './replicas';
import { cancelRotateSecret, rotateSecret } from './rotation';
import { lookUp } from './secrets';
import { tagResource, untagResource } from './tags';
import { createSecret, putSecretValue, updateSecret, updateSecretVersionStage } from './write';

export const secretsManager: Service = {
  prefix: 'secretsmanager',
  operations: {
    BatchGetSecretValue: batchGetSecretValue,
    CancelRotateSecret: cancelRotateSecret,
    CreateSecret: createSecret,
    DeleteResourcePolicy: deleteResourcePolicy,
    DeleteSecret: deleteSecret,
    DescribeSecret: describeSecret,
    GetRandomPassword: getRandomPassword,
    GetResourcePolicy: getResourcePolicy,
    GetSecretValue: getSecretValue,
    ListSecrets: listSecrets,
    ListSecretVersionIds: listSecretVersionIds,
    PutResourcePolicy: putResourcePolicy,
    PutSecretValue: putSecretValue,
    RemoveRegionsFromReplication: removeRegionsFromReplication,
    ReplicateSecretToRegions: replicateSecretToRegions,
    RestoreSecret: restoreSecret,
    TagResource: tagResource,
    UntagResource: untagResource,
    RotateSecret: rotateSecret,
    StopReplicationToReplica: stopReplicationToReplica,
    UpdateSecret: updateSecret,
    UpdateSecretVersionStage: updateSecretVersionStage,
    ValidateResourcePolicy: validateResourcePolicy,
  },
  resourceOf(_operation, input, context) {
    const id = input['SecretId'] ?? input['Name'];
    if (typeof id !== 'string') return '*';
    return lookUp(context, id)?.arn ?? id;
  },
};
