import type { Severity } from '../../problem';
import type { RuleFor } from '../rule';

const ORDER: readonly Severity[] = ['error', 'warning', 'info'];

export const keyPolicyWide: RuleFor<'key'> = {
  code: 'key-policy-wide',
  on: 'key',
  severity: 'error',
  title: 'Key policies that let in more than they should',
  documentation: {
    what: 'A key policy the policy linter says something against that concerns who is let in (docs/rules.md: `policy/reachable-from-any-account`, `policy/bound-is-ineffective`, `policy/not-principal-allow`, `policy/foreign-account`, `policy/confused-deputy`, `policy/create-grant-open`, `policy/kms-star-non-root`), as severe as the worst of it. Accounts of `keyhole.lint.trustedAccounts` may be let in. It takes a GetKeyPolicy for each key, which can be left out.',
    why: 'Who may use the key may read what is encrypted with it.',
    source: 'https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html',
  },
  fixes: ['open-policy'],
  check({ manager, policy = [] }) {
    if (manager !== 'CUSTOMER' || policy.length === 0) return undefined;
    const severity = ORDER.find(each => policy.some(remark => remark.severity === each));
    const message = policy.map(remark => `${remark.message} (${remark.code}).`).join(' ');
    return { message, ...(severity !== undefined && { severity }) };
  },
};
