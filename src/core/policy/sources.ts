import type { ConditionTest, Statement } from './model';
import { holdsWithout, operatorOf } from './operators';

/**
 * What binds a service to the account it acts for: the source of the request, or, for CloudWatch Logs and others that
 * AWS documents so, an encryption context that names it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
const SOURCE =
  /^(?:aws:Source(?:Arn|Account|OrgID|OrgPaths|Owner)|kms:(?:EncryptionContext:.+|GrantConstraintSourceArn|CallerAccount))$/i;

export function bindsSource({ condition }: Statement): boolean {
  if (condition === undefined) return false;
  return condition.open || condition.tests.some(isBound);
}

function isBound({ key, operator, values, open }: ConditionTest): boolean {
  const read = operatorOf(operator);
  if (!SOURCE.test(key) || read.name === undefined || read.name === 'Null' || holdsWithout(read))
    return false;
  return open || values.some(({ text }) => !/^[*?]*$/.test(text));
}
