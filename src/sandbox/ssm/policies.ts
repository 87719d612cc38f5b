import type { Output } from '../context';
import { awsError, validationError } from '../errors';
import { type Input, isRecord, optionalText } from '../input';

/** https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-policies.html: at most ten a parameter. */
const MAX_POLICIES = 10;
const types: readonly unknown[] = ['Expiration', 'ExpirationNotification', 'NoChangeNotification'];

/**
 * The policies of the request as a JSON array; `[{}]` and `[]` take all away. Undefined: those there stay.
 * https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html#systemsmanager-PutParameter-request-Policies
 */
export function givenPolicies(input: Input): string | undefined {
  const text = optionalText(input, 'Policies');
  if (text === undefined) return undefined;
  const policies = parse(text);
  if (!Array.isArray(policies)) throw invalidPolicies();
  const given = policies.filter(policy => !isRecord(policy) || Object.keys(policy).length > 0);
  for (const policy of given) {
    if (!isRecord(policy) || !types.includes(policy['Type'])) throw invalidPolicies();
    if (!isRecord(policy['Attributes'])) throw invalidPolicies();
  }
  if (given.length > MAX_POLICIES)
    throw awsError(
      'PoliciesLimitExceededException',
      'You specified more than the maximum number of allowed policies for the parameter. The maximum is 10.',
    );
  return JSON.stringify(given);
}

/** As DescribeParameters tells them: each as its own text. */
export function policiesOutput(policies: string | undefined): readonly Output[] {
  const all = policies === undefined ? [] : parse(policies);
  if (!Array.isArray(all)) return [];
  return all.map(policy => ({
    PolicyText: JSON.stringify(policy),
    PolicyType: policy.Type,
    PolicyStatus: 'Pending',
  }));
}

export function hasPolicies(policies: string | undefined): boolean {
  return policies !== undefined && policies !== '[]';
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalidPolicies();
  }
}

function invalidPolicies() {
  return validationError('Invalid policies input.');
}
