/** What each call does, for the first half of a failure's sentence: "Could not <do this> <resource>: …". */
const readPhrases = {
  'ssm:DescribeParameters': 'list parameters',
  'ssm:GetParameterHistory': 'read the history of the parameter',
  'ssm:GetParameter': 'read the parameter',
  'ssm:GetParameters': 'read parameters',
  'ssm:GetParametersByPath': 'list the parameters below',
  'ssm:ListTagsForResource': 'read the tags of the parameter',
  'secretsmanager:ListSecrets': 'list secrets',
  'secretsmanager:DescribeSecret': 'describe the secret',
  'secretsmanager:ListSecretVersionIds': 'list the versions of the secret',
  'secretsmanager:GetSecretValue': 'read the secret',
  'secretsmanager:BatchGetSecretValue': 'read several secrets at once',
  'secretsmanager:GetResourcePolicy': 'read the policy of the secret',
  'kms:ListKeys': 'list keys',
  'kms:ListAliases': 'list key aliases',
  'kms:DescribeKey': 'describe the key',
  'kms:GetKeyPolicy': 'read the policy of the key',
  'kms:GetKeyLastUsage': 'read when the key was last used',
  'kms:GetKeyRotationStatus': 'read the rotation status of the key',
  'kms:ListResourceTags': 'read the tags of the key',
  'kms:ListGrants': 'list the grants of the key',
  'kms:ListKeyRotations': 'list the rotations of the key',
  'tag:GetResources': 'read tags',
  'iam:ListRoles': 'list roles',
  'iam:ListUsers': 'list users',
  'sts:GetCallerIdentity': 'ask AWS who you are',
} as const;

/**
 * Calls that change something, each made behind the gate alone; and two that change nothing and are of use to who changes
 * something alone: GetRandomPassword and ValidateResourcePolicy, which also needs the permission for PutResourcePolicy.
 */
const changePhrases = {
  'ssm:PutParameter': 'write the parameter',
  'ssm:DeleteParameters': 'delete parameters',
  'ssm:LabelParameterVersion': 'label the version of the parameter',
  'ssm:UnlabelParameterVersion': 'remove labels of the parameter',
  'ssm:AddTagsToResource': 'tag the parameter',
  'ssm:RemoveTagsFromResource': 'remove tags of the parameter',
  'secretsmanager:TagResource': 'tag the secret',
  'secretsmanager:UntagResource': 'remove tags of the secret',
  'kms:TagResource': 'tag the key',
  'kms:UntagResource': 'remove tags of the key',
  'secretsmanager:PutSecretValue': 'put a new version of the secret',
  'secretsmanager:UpdateSecretVersionStage': 'move a stage of the secret',
  'secretsmanager:CreateSecret': 'create the secret',
  'secretsmanager:GetRandomPassword': 'generate a password',
  'secretsmanager:DeleteSecret': 'delete the secret',
  'secretsmanager:RestoreSecret': 'restore the secret',
  'secretsmanager:UpdateSecret': 'change the secret',
  'secretsmanager:RotateSecret': 'rotate the secret',
  'secretsmanager:CancelRotateSecret': 'stop the rotation of the secret',
  'secretsmanager:ReplicateSecretToRegions': 'replicate the secret',
  'secretsmanager:RemoveRegionsFromReplication': 'remove replicas of the secret',
  'secretsmanager:StopReplicationToReplica': 'promote the replica',
  'secretsmanager:ValidateResourcePolicy': 'have AWS check the policy of the secret',
  'secretsmanager:PutResourcePolicy': 'change the policy of the secret',
  'secretsmanager:DeleteResourcePolicy': 'remove the policy of the secret',
  'kms:CreateKey': 'create the key',
  'kms:ReplicateKey': 'replicate the key',
  'kms:UpdatePrimaryRegion': 'make another key the primary one',
  'kms:PutKeyPolicy': 'change the policy of the key',
  'kms:UpdateKeyDescription': 'change the description of the key',
  'kms:CreateGrant': 'make a grant of the key',
  'kms:RevokeGrant': 'revoke a grant of the key',
  'kms:CreateAlias': 'create the alias',
  'kms:UpdateAlias': 'change the alias',
  'kms:DeleteAlias': 'delete the alias',
  'kms:EnableKeyRotation': 'turn on the rotation of the key',
  'kms:DisableKeyRotation': 'turn off the rotation of the key',
  'kms:RotateKeyOnDemand': 'rotate the key',
  'kms:EnableKey': 'enable the key',
  'kms:DisableKey': 'disable the key',
  'kms:ScheduleKeyDeletion': 'schedule the deletion of the key',
  'kms:CancelKeyDeletion': 'cancel the deletion of the key',
} as const;

/** Calls that use a key, each made for who has asked for just that: nothing is changed, and no other call comes with them. */
const usePhrases = {
  'kms:Encrypt': 'encrypt with the key',
  'kms:Decrypt': 'decrypt with the key',
  'kms:GenerateDataKey': 'generate a data key with the key',
  'kms:GenerateDataKeyWithoutPlaintext': 'generate an encrypted data key with the key',
  'kms:Sign': 'sign with the key',
  'kms:Verify': 'verify the signature with the key',
  'kms:GenerateMac': 'generate a MAC with the key',
  'kms:VerifyMac': 'verify the MAC with the key',
  'kms:GetPublicKey': 'read the public key of the key',
} as const;

const phrases = { ...readPhrases, ...changePhrases, ...usePhrases };

/** The IAM name of a call, `ssm:GetParameter`. */
export type Operation = keyof typeof phrases;

/** Every call that changes nothing. */
export const readOperations = Object.keys(readPhrases);

/** Every call that changes something. */
export const changeOperations = Object.keys(changePhrases);

/** Every call that uses a key. */
export const useOperations = Object.keys(usePhrases);

export function isUse(operation: Operation): boolean {
  return operation in usePhrases;
}

export function phraseOf(operation: Operation): string {
  return phrases[operation];
}
