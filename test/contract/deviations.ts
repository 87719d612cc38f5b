/** Where moto is known to differ from AWS's documentation, with the page that decides. */
export interface Deviation {
  /** What moto does instead. */
  readonly moto: string;
  readonly source: string;
}

const ssm = 'https://docs.aws.amazon.com/systems-manager/latest';
const secrets = 'https://docs.aws.amazon.com/secretsmanager/latest/apireference';
const kms = 'https://docs.aws.amazon.com/kms/latest';

export const moto = {
  iamPageLimit: {
    moto: 'takes any MaxItems',
    source:
      'https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoles.html#API_ListRoles_RequestParameters',
  },
  typeChange: {
    moto: 'overwrites a String with a SecureString',
    source: `${ssm}/APIReference/API_PutParameter.html#API_PutParameter_Errors`,
  },
  intelligentTiering: {
    moto: 'answers Intelligent-Tiering',
    source: `${ssm}/userguide/parameter-store-advanced-parameters.html`,
  },
  downgrade: {
    moto: 'turns an advanced parameter into a standard one',
    source: `${ssm}/userguide/parameter-store-advanced-parameters.html`,
  },
  policyText: {
    moto: 'tells a policy as an object, and not as its text',
    source: `${ssm}/APIReference/API_ParameterInlinePolicy.html`,
  },
  policies: {
    moto: 'gives policies to a standard parameter, and keeps an empty one',
    source: `${ssm}/userguide/parameter-store-policies.html`,
  },
  levels: {
    moto: 'refuses too many levels with ValidationException',
    source: `${ssm}/APIReference/API_PutParameter.html#API_PutParameter_Errors`,
  },
  allowedPattern: {
    moto: 'does not check the pattern',
    source: `${ssm}/APIReference/API_PutParameter.html#systemsmanager-PutParameter-request-AllowedPattern`,
  },
  closedSecureString: {
    moto: 'shows the value after "kms:alias/aws/ssm:"',
    source: `${ssm}/APIReference/API_GetParameter.html`,
  },
  describePageLimit: {
    moto: 'takes any MaxResults',
    source: `${ssm}/APIReference/API_DescribeParameters.html`,
  },
  publishedServices: {
    moto: 'has no list of services',
    source: `${ssm}/userguide/parameter-store-finding-public-parameters.html`,
  },
  shared: {
    moto: 'lists those of the account',
    source: `${ssm}/APIReference/API_DescribeParameters.html#systemsmanager-DescribeParameters-request-Shared`,
  },
  createScheduled: {
    moto: 'answers ResourceExistsException',
    source: `${secrets}/API_CreateSecret.html#API_CreateSecret_Errors`,
  },
  secretName: {
    moto: 'takes the name',
    source: `${secrets}/API_CreateSecret.html#SecretsManager-CreateSecret-request-Name`,
  },
  secretSize: {
    moto: 'takes a secret of any size',
    source: `${secrets}/API_CreateSecret.html#SecretsManager-CreateSecret-request-SecretString`,
  },
  secretBatch: {
    moto: 'takes more than 20 secrets',
    source: `${secrets}/API_BatchGetSecretValue.html#SecretsManager-BatchGetSecretValue-request-SecretIdList`,
  },
  partialArn: {
    moto: 'finds the secret',
    source: `${secrets}/API_CreateSecret.html#SecretsManager-CreateSecret-request-Name`,
  },
  deprecatedVersions: {
    moto: 'lists versions that have no stage left',
    source: `${secrets}/API_DescribeSecret.html#SecretsManager-DescribeSecret-response-VersionIdsToStages`,
  },
  secretPolicyJson: {
    moto: 'stores any text',
    source: `${secrets}/API_PutResourcePolicy.html#API_PutResourcePolicy_Errors`,
  },
  blockPublicPolicy: {
    moto: 'ignores BlockPublicPolicy',
    source: `${secrets}/API_PutResourcePolicy.html#SecretsManager-PutResourcePolicy-request-BlockPublicPolicy`,
  },
  validateResourcePolicy: {
    moto: 'has no ValidateResourcePolicy',
    source: `${secrets}/API_ValidateResourcePolicy.html`,
  },
  aliasPaging: {
    moto: 'gives every alias at once',
    source: `${kms}/APIReference/API_ListAliases.html`,
  },
  lockout: {
    moto: 'has no lockout check',
    source: `${kms}/APIReference/API_PutKeyPolicy.html#KMS-PutKeyPolicy-request-BypassPolicyLockoutSafetyCheck`,
  },
  keyPolicyUnchecked: {
    moto: 'stores any text',
    source: `${kms}/APIReference/API_PutKeyPolicy.html#API_PutKeyPolicy_Errors`,
  },
  keyPolicySize: {
    moto: 'has no limit',
    source: `${kms}/developerguide/resource-limits.html`,
  },
  incorrectKey: {
    moto: 'ignores KeyId',
    source: `${kms}/APIReference/API_Decrypt.html#KMS-Decrypt-request-KeyId`,
  },
  keyLastUsage: {
    moto: 'has no GetKeyLastUsage',
    source: `${kms}/APIReference/API_GetKeyLastUsage.html`,
  },
  rotationPeriod: {
    moto: 'takes any period',
    source: `${kms}/APIReference/API_EnableKeyRotation.html#KMS-EnableKeyRotation-request-RotationPeriodInDays`,
  },
  multiRegionId: {
    moto: 'puts hyphens into the id',
    source: `${kms}/developerguide/multi-region-keys-overview.html`,
  },
  onDemandLimit: {
    moto: 'rotates as often as it is asked to',
    source: `${kms}/APIReference/API_RotateKeyOnDemand.html`,
  },
  onDemandDisabled: {
    moto: 'rotates keys that are disabled',
    source: `${kms}/APIReference/API_RotateKeyOnDemand.html#API_RotateKeyOnDemand_Errors`,
  },
  disabledKey: {
    moto: 'uses disabled keys',
    source: `${kms}/developerguide/key-state.html`,
  },
  pendingRotation: {
    moto: 'says that a key that is pending deletion rotates',
    source: `${kms}/APIReference/API_GetKeyRotationStatus.html`,
  },
  pendingDeletion: {
    moto: 'uses keys that are pending deletion',
    source: `${kms}/developerguide/key-state.html`,
  },
  cancelUnscheduled: {
    moto: 'answers as if the deletion had been scheduled',
    source: `${kms}/APIReference/API_CancelKeyDeletion.html#API_CancelKeyDeletion_Errors`,
  },
  pendingWindow: {
    moto: 'takes any window',
    source: `${kms}/APIReference/API_ScheduleKeyDeletion.html#KMS-ScheduleKeyDeletion-request-PendingWindowInDays`,
  },
  digests: {
    moto: 'signs a digest as if it were the message',
    source: `${kms}/APIReference/API_Sign.html#KMS-Sign-request-MessageType`,
  },
  edwards: {
    moto: 'knows no such key spec',
    source: `${kms}/APIReference/API_CreateKey.html#KMS-CreateKey-request-KeySpec`,
  },
  wrongSignature: {
    moto: 'answers that the signature is not valid',
    source: `${kms}/APIReference/API_Verify.html`,
  },
  wrongUsage: {
    moto: 'answers ValidationException, or does it',
    source: `${kms}/APIReference/API_Sign.html#API_Sign_Errors`,
  },
  messageSize: {
    moto: 'takes a message of any size',
    source: `${kms}/APIReference/API_Sign.html#KMS-Sign-request-Message`,
  },
  rsaEncryption: {
    moto: 'encrypts under every key as if it were a symmetric one',
    source: `${kms}/APIReference/API_Encrypt.html#KMS-Encrypt-request-EncryptionAlgorithm`,
  },
  symmetricPublicKey: {
    moto: 'fails, without an error of AWS',
    source: `${kms}/APIReference/API_GetPublicKey.html#API_GetPublicKey_Errors`,
  },
  wrongKind: {
    moto: 'makes the key',
    source: `${kms}/APIReference/API_CreateKey.html#KMS-CreateKey-request-KeySpec`,
  },
  grantNames: {
    moto: 'makes another grant',
    source: `${kms}/APIReference/API_CreateGrant.html#KMS-CreateGrant-request-Name`,
  },
  grantOperations: {
    moto: 'takes any operation',
    source: `${kms}/APIReference/API_CreateGrant.html#KMS-CreateGrant-request-Operations`,
  },
  multiRegionDecrypt: {
    moto: 'loses the key in a ciphertext under a multi-Region key: its id is too long',
    source: `${kms}/developerguide/multi-region-keys-overview.html`,
  },
  replicaState: {
    moto: 'makes the replica at once',
    source: `${kms}/APIReference/API_ReplicateKey.html`,
  },
  replicaPolicy: {
    moto: 'gives the replica policy and description of the primary key',
    source: `${kms}/APIReference/API_ReplicateKey.html#KMS-ReplicateKey-request-Policy`,
  },
  replicateAnything: {
    moto: 'replicates any key, as often as it is asked to',
    source: `${kms}/APIReference/API_ReplicateKey.html#API_ReplicateKey_Errors`,
  },
  replicaRotation: {
    moto: 'turns on the rotation of a replica',
    source: `${kms}/developerguide/rotate-keys.html`,
  },
  primaryRegion: {
    moto: 'has no UpdatePrimaryRegion',
    source: `${kms}/APIReference/API_UpdatePrimaryRegion.html`,
  },
  primaryDeletion: {
    moto: 'deletes a primary key that has replicas at once',
    source: `${kms}/developerguide/multi-region-keys-delete.html`,
  },
  parameterSize: {
    moto: 'takes a value of any size',
    source: `${ssm}/userguide/parameter-store-advanced-parameters.html`,
  },
  parameterName: {
    moto: 'takes the name',
    source: `${ssm}/APIReference/API_PutParameter.html#systemsmanager-PutParameter-request-Name`,
  },
  selector: {
    moto: 'leaves Selector out',
    source: `${ssm}/APIReference/API_Parameter.html`,
  },
  emptyDetails: {
    moto: 'keeps an empty key as it is given, and the description where an empty one is given',
    source: `${secrets}/API_UpdateSecret.html#SecretsManager-UpdateSecret-request-KmsKeyId`,
  },
  promoteReplica: {
    moto: 'has no StopReplicationToReplica',
    source: `${secrets}/API_StopReplicationToReplica.html`,
  },
  rotationFunction: {
    moto: 'rotates without a function, and looks for those it is told in its own Lambda',
    source: `${secrets}/API_RotateSecret.html#API_RotateSecret_Errors`,
  },
  rotationRules: {
    moto: 'takes days and an expression together, and any expression',
    source: `${secrets}/API_RotationRulesType.html`,
  },
  putDeleted: {
    moto: 'takes a new value',
    source: `${secrets}/API_PutSecretValue.html#API_PutSecretValue_Errors`,
  },
  moveBack: {
    moto: 'still reads the version that lost AWSCURRENT',
    source: `${secrets}/API_UpdateSecretVersionStage.html`,
  },
  keyUsage: {
    moto: 'leaves usage and MultiRegion out unless they were given',
    source: `${kms}/APIReference/API_KeyMetadata.html`,
  },
  managedKey: {
    moto: 'makes it a customer managed key',
    source: `${kms}/APIReference/API_DescribeKey.html`,
  },
  keyPaging: {
    moto: 'gives every key at once',
    source: `${kms}/APIReference/API_ListKeys.html`,
  },
  rotationPeriodTold: {
    moto: 'leaves the period out',
    source: `${kms}/APIReference/API_GetKeyRotationStatus.html`,
  },
} satisfies Record<string, Deviation>;
