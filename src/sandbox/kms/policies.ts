import type { Operation, RequestContext } from '../context';
import { awsError, validationError } from '../errors';
import { flag, type Input, isRecord, optionalText, requiredText } from '../input';
import { findKeyById, notFound } from './keys';
import { keepsPolicyControl } from './lockout';
import { refuseManaged } from './shared';

/** https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html: not adjustable. */
const MAX_POLICY_BYTES = 32_768;

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyPolicy.html: the only name is `default`. */
export const getKeyPolicy: Operation = (input, context) => {
  const key = findKeyById(context, requiredText(input, 'KeyId', { min: 1, max: 2_048 }));
  checkName(input);
  return { Policy: key.policy, PolicyName: 'default' };
};

/**
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html; also while the key is disabled or pending
 * deletion: https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html
 */
export const putKeyPolicy: Operation = (input, context) => {
  const key = findKeyById(context, requiredText(input, 'KeyId', { min: 1, max: 2_048 }));
  checkName(input);
  refuseManaged(context, key, 'kms:PutKeyPolicy');
  const text = requiredText(input, 'Policy', { min: 1, max: 131_072 });
  const policy = checkedPolicy(input, context, text);
  context.state.keys.set(key.id, { ...key, policy });
  return {};
};

export const listKeyPolicies: Operation = (input, context) => {
  findKeyById(context, requiredText(input, 'KeyId', { min: 1, max: 2_048 }));
  return { PolicyNames: ['default'], Truncated: false };
};

/**
 * Size, JSON, the elements every statement must have since August 2025, and the lockout check.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html
 */
export function checkedPolicy(input: Input, context: RequestContext, text: string): string {
  if (Buffer.byteLength(text, 'utf8') > MAX_POLICY_BYTES)
    throw awsError('LimitExceededException', `The policy is larger than ${MAX_POLICY_BYTES} bytes.`);
  const statements = statementsOf(text);
  for (const statement of statements) checkStatement(statement);
  if (!flag(input, 'BypassPolicyLockoutSafetyCheck') && !keepsPolicyControl(statements, context))
    throw malformed('The new key policy will not allow you to update the key policy in the future.');
  return text;
}

function statementsOf(text: string): readonly Input[] {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    throw malformed('This policy contains invalid Json');
  }
  if (!isRecord(document)) throw malformed('Policy document is not a JSON object');
  const statement = document['Statement'];
  const statements = Array.isArray(statement) ? statement : [statement];
  if (statements.length === 0 || !statements.every(isRecord))
    throw malformed('Policy document must have a Statement');
  return statements;
}

function checkStatement(statement: Input): void {
  if (statement['Effect'] !== 'Allow' && statement['Effect'] !== 'Deny')
    throw malformed('Policy Statement must have an Effect of Allow or Deny');
  if (statement['Principal'] === undefined && statement['NotPrincipal'] === undefined)
    throw malformed('Policy Statement must contain a Principal');
  if (statement['Action'] === undefined && statement['NotAction'] === undefined)
    throw malformed('Policy Statement must contain actions');
  if (statement['Resource'] === undefined && statement['NotResource'] === undefined)
    throw malformed('Policy Statement must contain resources');
}

function checkName(input: Input): void {
  const name = optionalText(input, 'PolicyName', { min: 1, max: 128 }) ?? 'default';
  if (!/^\w+$/.test(name)) throw validationError('PolicyName holds characters that are not allowed.');
  if (name !== 'default') throw notFound('No such policy exists');
}

function malformed(message: string) {
  return awsError('MalformedPolicyDocumentException', message);
}
