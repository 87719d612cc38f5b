/** What a condition says about who the caller is: the question behind a principal "*". */
import { HOLE } from '../template/symbolic';
import type { ConditionElement, ConditionTest } from './model';
import { holdsWithout, isNegated, operatorOf, takesWildcards } from './operators';

export type Bound =
  /** Some callers are kept out: it compares who they are with something. */
  | 'binds'
  /** Meant to bind, and lets anybody in who wants to. */
  | { readonly fails: 'negated' | 'absent' | 'wildcard' | 'via-service' }
  /** About something else that any caller can fulfil: time, transport, an algorithm. */
  | 'other'
  /** Not known here. */
  | 'unknown';

/** Who the caller is: their account, organization or ARN; for a service, on whose behalf. */
const CALLER =
  /^(?:kms:CallerAccount|aws:(?:PrincipalAccount|PrincipalOrgID|PrincipalOrgPaths|PrincipalArn|SourceAccount|SourceOrgID|SourceOrgPaths|SourceArn|userid))$/i;

/** Whatever these are compared with, a caller from anywhere can meet it. */
const ANYBODY =
  /^(?:kms:(?:EncryptionAlgorithm|EncryptionContext(?::.*|Keys)|SigningAlgorithm|MessageType|MacAlgorithm|GrantIsForAWSResource|GrantOperations|GrantConstraintType|DataKeyPairSpec|KeySpec|KeyUsage|KeyOrigin|MultiRegion|MultiRegionKeyType|RequestAlias|ReEncryptOnSameKey)|aws:(?:SecureTransport|CurrentTime|EpochTime|RequestedRegion|UserAgent|referer|TokenIssueTime|MultiFactorAuthPresent|MultiFactorAuthAge|ViaAWSService|PrincipalType))$/i;

/**
 * By inspection: a bound counts when a positive operator compares the caller with values that are no wildcard where it
 * matters: the account of an ARN, the organization of a path. `kms:ViaService` binds nobody: any account can send a
 * request through a service.
 */
export function boundOf(test: ConditionTest): Bound {
  const { key, values, open } = test;
  const operator = operatorOf(test.operator);
  if (operator.name === undefined || operator.name === 'Null') return CALLER.test(key) ? 'unknown' : 'other';
  if (/^kms:ViaService$/i.test(key)) return { fails: 'via-service' };
  if (ANYBODY.test(key)) return 'other';
  if (!CALLER.test(key)) return 'unknown';
  if (isNegated(operator.name)) return { fails: 'negated' };
  if (holdsWithout(operator)) return { fails: 'absent' };
  if (open || !takesWildcards(operator.name)) return 'binds';
  return values.some(({ text }) => isAnybody(key, text)) ? { fails: 'wildcard' } : 'binds';
}

/** Whether a condition as a whole keeps callers out, as far as can be told by looking. */
export function boundsOf({
  tests,
  open,
}: ConditionElement): readonly { test: ConditionTest; bound: Bound }[] | undefined {
  if (open) return undefined;
  return tests.map(test => ({ test, bound: boundOf(test) }));
}

/** A wildcard where the account or the organization stands. What is filled in at deployment is taken for a value. */
function isAnybody(key: string, text: string): boolean {
  const wild = /[*?]/;
  if (/(?:PrincipalArn|SourceArn)$/i.test(key)) {
    const account = text.split(':')[4];
    return account === undefined ? wild.test(text) && !text.includes(HOLE) : wild.test(account);
  }
  if (/OrgPaths$/i.test(key)) return wild.test(text.split('/')[0] ?? text);
  // AROAEXAMPLEID:* is every session of one role.
  if (/userid$/i.test(key)) return wild.test(text.split(':')[0] ?? text);
  return wild.test(text);
}
