import type { Fix, Problem } from '../../problem';
import type { Rule } from '../../rule';
import { type PolicyContext, placeOf } from '../context';
import { renameKey, replaceUnits } from '../edit';
import type { PrincipalElement, Statement } from '../model';

const CODE = 'policy/not-principal-allow';

export const notPrincipalAllow: Rule<PolicyContext> = {
  code: CODE,
  severity: 'error',
  evidence: 'static',
  summary: 'Everybody but some is allowed.',
  documentation: {
    what: 'NotPrincipal in a statement with `"Effect": "Allow"`. A warning in the policy of anything but a key or a secret, and where a condition stands beside it.',
    why: 'It allows every identity of every AWS account that is not named. Whoever writes it means to keep some out, and a Deny does that.',
    example:
      '{"Effect": "Allow", "NotPrincipal": {"AWS": "arn:aws:iam::111122223333:user/anna"}, …}  →  {"Effect": "Deny", "Principal": {"AWS": "arn:aws:iam::111122223333:user/anna"}, …}',
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html',
  },
  check: context =>
    context.broken
      ? []
      : context.policy.statements.flatMap(statement => {
          const { effect, notPrincipal, condition } = statement;
          if (effect !== 'Allow' || notPrincipal === undefined) return [];
          const isOurs = context.kind === 'key' || context.kind === 'secret';
          const fix = denial(context, statement, notPrincipal);
          const problem: Problem = {
            code: CODE,
            severity: isOurs && condition === undefined ? 'error' : 'warning',
            message: 'This allows everybody in every account but those who are named',
            span: notPrincipal.entry.key.span,
            evidence: 'static',
            ...placeOf(context, statement, notPrincipal.name),
            ...(fix && { fixes: [fix] }),
          };
          return [problem];
        }),
};

/**
 * What was meant: the same, denied to those who are named. Not for whole accounts, which would lock the key's own out, and
 * not where nobody else would be allowed anything.
 */
function denial(
  { policy }: PolicyContext,
  statement: Statement,
  { entry, principals, open }: PrincipalElement,
): Fix | undefined {
  const others = policy.statements.some(
    one => one !== statement && one.effect === 'Allow' && one.principal !== undefined,
  );
  const isNamed = principals.every(one => one.kind === 'arn' && !one.text.open);
  const [effect, ...more] = statement.effectElement?.texts ?? [];
  if (!others || !isNamed || open || principals.length === 0 || effect === undefined || more.length > 0)
    return undefined;
  const edits = [replaceUnits(effect, 0, effect.text.length, 'Deny'), renameKey(entry.key, 'Principal')];
  const made = edits.filter(edit => edit !== undefined);
  return made.length < edits.length
    ? undefined
    : { title: 'Deny it to those who are named instead', edits: made };
}
