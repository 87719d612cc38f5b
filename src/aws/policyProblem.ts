import type { ErrorFacts, Verdict } from './errorFacts';

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html#API_PutKeyPolicy_Errors */
export function policyProblem({ name, message }: ErrorFacts): Verdict | undefined {
  if (name === 'LimitExceededException' && /polic/i.test(message)) {
    return { code: 'invalid', reason: 'the policy is larger than AWS takes.' };
  }
  if (name === 'PublicPolicyException') {
    return { code: 'invalid', reason: 'the policy would let everybody in (BlockPublicPolicy).' };
  }
  if (name !== 'MalformedPolicyDocumentException') return undefined;
  if (/update the key policy in the future/i.test(message)) {
    return {
      code: 'invalid',
      reason:
        'you could not change it again. Allow kms:PutKeyPolicy to somebody who is you, or to the account.',
    };
  }
  if (/invalid principal/i.test(message)) {
    return {
      code: 'invalid',
      reason: 'a principal in the policy does not exist, or is of no kind that AWS takes.',
    };
  }
  return { code: 'invalid', reason: 'AWS does not take the policy; it is malformed.' };
}
