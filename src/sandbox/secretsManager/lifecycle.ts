import type { Operation, Output, RequestContext } from '../context';
import { seconds } from '../context';
import { awsError } from '../errors';
import { flag, isRecord, optionalInteger, requiredText } from '../input';
import type { StoredSecret } from '../state';
import { findPrimary } from './replicas';
import { findActiveSecret, findSecret, identityOf, lookUp } from './secrets';

const DAY = 86_400_000;

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DeleteSecret.html: 7 to 30 days, 30 by default. */
export const deleteSecret: Operation = (input, context) => {
  const id = requiredText(input, 'SecretId', { min: 1, max: 2_048 });
  const force = flag(input, 'ForceDeleteWithoutRecovery');
  const window = optionalInteger(input, 'RecoveryWindowInDays');
  if (force && window !== undefined)
    throw awsError(
      'InvalidParameterException',
      "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.",
    );
  if (window !== undefined && (window < 7 || window > 30))
    throw awsError(
      'InvalidParameterException',
      'The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).',
    );
  if (force) return forceDelete(id, context);
  const secret = findPrimary(context, id);
  refuseReplicated(secret);
  const deletionDate = context.now() + (window ?? 30) * DAY;
  context.state.secrets.set(secret.arn, { ...secret, deletionDate, changed: context.now() });
  return { ...identityOf(secret), DeletionDate: seconds(deletionDate) };
};

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_RestoreSecret.html */
export const restoreSecret: Operation = (input, context) => {
  const secret = findSecret(context, requiredText(input, 'SecretId', { min: 1, max: 2_048 }));
  const { deletionDate: _cancelled, ...rest } = secret;
  context.state.secrets.set(secret.arn, { ...rest, changed: context.now() });
  return identityOf(secret);
};

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetResourcePolicy.html */
export const getResourcePolicy: Operation = (input, context) => {
  const secret = findSecret(context, requiredText(input, 'SecretId', { min: 1, max: 2_048 }));
  return {
    ...identityOf(secret),
    ...(secret.policy === undefined ? {} : { ResourcePolicy: secret.policy }),
  };
};

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutResourcePolicy.html: at most 20,480 characters. */
export const putResourcePolicy: Operation = (input, context) => {
  const secret = findActiveSecret(context, requiredText(input, 'SecretId', { min: 1, max: 2_048 }));
  const policy = requiredText(input, 'ResourcePolicy', { min: 1, max: 20_480 });
  const document = parsedPolicy(policy);
  if (flag(input, 'BlockPublicPolicy') && isPublic(document))
    throw awsError(
      'PublicPolicyException',
      'You must not use a policy that grants broad access to the secret with BlockPublicPolicy.',
    );
  context.state.secrets.set(secret.arn, { ...secret, policy });
  return identityOf(secret);
};

/**
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_ValidateResourcePolicy.html: syntax, broad access, and a
 * lockout of the caller, of which we know the first form alone: everybody may do nothing. The names of the checks are ours,
 * as AWS documents none.
 */
export const validateResourcePolicy: Operation = (input, context) => {
  findActiveSecret(context, requiredText(input, 'SecretId', { min: 1, max: 2_048 }));
  const document = parsedPolicy(requiredText(input, 'ResourcePolicy', { min: 1, max: 20_480 }));
  const errors = [
    ...(isPublic(document)
      ? [{ CheckName: 'PUBLIC_ACCESS', ErrorMessage: 'The policy grants broad access to the secret.' }]
      : []),
    ...(locksOut(document)
      ? [{ CheckName: 'LOCKOUT', ErrorMessage: 'The policy locks out the caller.' }]
      : []),
  ];
  return { PolicyValidationPassed: errors.length === 0, ValidationErrors: errors };
};

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DeleteResourcePolicy.html */
export const deleteResourcePolicy: Operation = (input, context) => {
  const secret = findActiveSecret(context, requiredText(input, 'SecretId', { min: 1, max: 2_048 }));
  const { policy: _gone, ...rest } = secret;
  const stored: StoredSecret = rest;
  context.state.secrets.set(secret.arn, stored);
  return identityOf(secret);
};

/** A forced deletion of a secret that is not there succeeds, so that it can be repeated. */
function forceDelete(id: string, context: RequestContext): Output {
  const secret = lookUp(context, id);
  if (!secret) return { ARN: id, Name: id, DeletionDate: seconds(context.now()) };
  refuseReplicated(secret);
  context.state.secrets.delete(secret.arn);
  return { ...identityOf(secret), DeletionDate: seconds(context.now()) };
}

function refuseReplicated({ name, replicas = [] }: StoredSecret): void {
  const regions = replicas.map(({ region }) => region);
  if (regions.length > 0)
    throw awsError(
      'InvalidParameterException',
      `You can't delete secret ${name} that still has replica regions [${regions.join(', ')}]`,
    );
}

function parsedPolicy(text: string): unknown {
  try {
    const document: unknown = JSON.parse(text);
    if (isRecord(document) && document['Statement'] !== undefined) return document;
  } catch {
    throw malformed('This resource policy contains invalid Json.');
  }
  throw malformed('This resource policy has no Statement.');
}

/** A first form of AWS's check: an Allow for everyone without a condition. */
function isPublic(document: unknown): boolean {
  return forEveryone(document, 'Allow').length > 0;
}

/** A first form of it: a Deny of everything for everyone without a condition. */
function locksOut(document: unknown): boolean {
  return forEveryone(document, 'Deny').some(({ Action }) =>
    [Action].flat().some(action => action === '*' || action === 'secretsmanager:*'),
  );
}

function forEveryone(document: unknown, effect: string): readonly Readonly<Record<string, unknown>>[] {
  if (!isRecord(document)) return [];
  return [document['Statement']]
    .flat()
    .filter(isRecord)
    .filter(statement => {
      if (statement['Effect'] !== effect || statement['Condition'] !== undefined) return false;
      const principal = statement['Principal'];
      return [isRecord(principal) ? principal['AWS'] : principal].flat().includes('*');
    });
}

function malformed(message: string) {
  return awsError('MalformedPolicyDocumentException', message);
}
