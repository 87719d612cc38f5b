import type { Problem } from '../../problem';
import type { Rule } from '../../rule';
import { removeItem } from '../../template/remove';
import { ownerOf } from '../accounts';
import { worksAcrossAccounts } from '../actions';
import { type PolicyContext, placeOf } from '../context';
import { actionsIn } from '../each';
import type { Statement } from '../model';
import type { PolicyText } from '../policyText';
import { shown } from '../wording';

const CODE = 'policy/cross-account-ineffective';

export const crossAccountIneffective: Rule<PolicyContext> = {
  code: CODE,
  severity: 'warning',
  evidence: 'static',
  summary: 'Another account cannot do this with the key, whatever its policy says.',
  documentation: {
    what: 'An action of a key policy that is given to principals of other accounts alone, and that KMS does not do across accounts; a wildcard when it matches no other. Silent where the account of the key is not known: it is the one account whose root holds `kms:*`, or the connected one.',
    why: 'Cryptographic operations, grants, DescribeKey, GetPublicKey and GetKeyRotationStatus work on the key of another account. All else is for the account of the key: the permission is dead, and looks as if somebody else could manage the key.',
    example:
      '"Action": ["kms:Decrypt", "kms:ListKeyPolicies"] for another account  →  "Action": ["kms:Decrypt"]',
    source:
      'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html',
  },
  check: context =>
    context.kind === 'key' && !context.broken
      ? actionsIn(context.policy).flatMap(({ statement, element, text }) => {
          if (statement.effect !== 'Allow' || !isDead(text) || !isForOthers(context, statement)) return [];
          const edit = removeItem(context.text, element.entry.value, text.node);
          const problem: Problem = {
            code: CODE,
            severity: 'warning',
            message: `No other account can do this with a key: ${shown(text.text)}`,
            span: text.span,
            evidence: 'static',
            ...placeOf(context, statement, element.name),
            ...(edit && { fixes: [{ title: `Remove ${shown(text.text)}`, edits: [edit] }] }),
          };
          return [problem];
        })
      : [],
};

function isDead(text: PolicyText): boolean {
  const meaning = text.meaning;
  if (meaning.kind !== 'actions' || meaning.service.prefix !== 'kms') return false;
  // policy/iam-only-action speaks of the others.
  const actions = meaning.actions.filter(({ resourceTypes }) => resourceTypes.includes('key'));
  return actions.length > 0 && !actions.some(action => worksAcrossAccounts(meaning.service, action));
}

function isForOthers(context: PolicyContext, { principal, notPrincipal }: Statement): boolean {
  if (principal === undefined || principal.open || notPrincipal !== undefined) return false;
  return (
    principal.principals.length > 0 &&
    principal.principals.every(one => ownerOf(context, one).kind === 'foreign')
  );
}
