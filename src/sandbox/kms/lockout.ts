// The lockout check of PutKeyPolicy: whoever sets a policy must be able to set the next one.
// https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html#prevent-unmanageable-key
import type { RequestContext } from '../context';
import { type Input, isRecord } from '../input';

const action = 'kms:PutKeyPolicy';

/**
 * Conditions: an Allow counts when they are fulfilled by facts the sandbox has (the caller's account and ARN), any other
 * condition is taken as not fulfilled; a Deny counts only without one. So a policy the sandbox accepts may still be refused
 * by AWS, never because of a missing root statement.
 */
export function keepsPolicyControl(statements: readonly Input[], context: RequestContext): boolean {
  const applies = (statement: Input) => concernsAction(statement) && concernsCaller(statement, context);
  const denied = statements.some(
    statement => statement['Effect'] === 'Deny' && statement['Condition'] === undefined && applies(statement),
  );
  if (denied) return false;
  return statements.some(
    statement =>
      statement['Effect'] === 'Allow' &&
      applies(statement) &&
      conditionHolds(statement['Condition'], context),
  );
}

function concernsAction(statement: Input): boolean {
  if (statement['NotAction'] !== undefined) return !list(statement['NotAction']).some(matchesAction);
  return list(statement['Action']).some(matchesAction);
}

function matchesAction(pattern: string): boolean {
  return wildcard(pattern.toLowerCase()).test(action.toLowerCase());
}

function concernsCaller(statement: Input, context: RequestContext): boolean {
  if (statement['NotPrincipal'] !== undefined) return !namesCaller(statement['NotPrincipal'], context);
  return namesCaller(statement['Principal'], context);
}

function namesCaller(principal: unknown, { account, callerArn }: RequestContext): boolean {
  if (principal === '*') return true;
  if (!isRecord(principal)) return false;
  return list(principal['AWS']).some(
    name => name === '*' || name === account || name === `arn:aws:iam::${account}:root` || name === callerArn,
  );
}

function conditionHolds(condition: unknown, context: RequestContext): boolean {
  if (condition === undefined) return true;
  if (!isRecord(condition)) return false;
  const facts: Readonly<Record<string, string>> = {
    'kms:calleraccount': context.account,
    'aws:principalaccount': context.account,
    'aws:principalarn': context.callerArn,
  };
  return Object.entries(condition).every(([operator, tests]) => {
    if (!isRecord(tests)) return false;
    const like = /^(StringLike|ArnLike|ArnEquals)$/.test(operator);
    if (!like && operator !== 'StringEquals') return false;
    return Object.entries(tests).every(([key, expected]) => {
      const fact = facts[key.toLowerCase()];
      if (fact === undefined) return false;
      return list(expected).some(value => (like ? wildcard(value).test(fact) : value === fact));
    });
  });
}

function list(value: unknown): readonly string[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.filter(entry => typeof entry === 'string');
}

function wildcard(pattern: string): RegExp {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^${source}$`);
}
