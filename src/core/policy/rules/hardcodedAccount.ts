import type { Problem } from '../../problem';
import type { Rule } from '../../rule';
import { literalOf } from '../../template/symbolic';
import { type PolicyContext, placeOf } from '../context';
import { deployAccountFix } from '../deployAccountFix';
import type { Principal, Statement } from '../model';
import type { PolicyText } from '../policyText';
import { shown } from '../wording';

const CODE = 'policy/hardcoded-account';

export const hardcodedAccount: Rule<PolicyContext> = {
  code: CODE,
  severity: 'info',
  evidence: 'static',
  summary: 'The account of the key is written out in a template.',
  documentation: {
    what: 'In a template, the one account whose root is allowed `kms:*`, written in digits.',
    why: 'That statement leaves the key to the IAM policies of its own account. Deployed to another account the template gives the key to the one that is written, and to nobody in its own: CreateKey refuses it, for nobody there could change the policy again.',
    example:
      "AWS: arn:aws:iam::111122223333:root  →  AWS: !Sub 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root'",
    source:
      'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html#key-policy-default-allow-root-enable-iam',
  },
  check: context =>
    context.kind === 'key' && context.inTemplate && context.account !== undefined && !context.broken
      ? context.policy.statements.flatMap(statement =>
          (statement.principal?.principals ?? []).flatMap(one =>
            isRootOf(statement, one, context.account) ? [problemOf(context, statement, one.text)] : [],
          ),
        )
      : [],
};

function isRootOf({ effect, action }: Statement, principal: Principal, account: string | undefined): boolean {
  if (effect !== 'Allow' || principal.kind !== 'account') return false;
  const text = literalOf({ alternatives: [{ guard: [], pieces: principal.account }] });
  return text === account && action?.texts.some(one => one.text.toLowerCase() === 'kms:*') === true;
}

function problemOf(context: PolicyContext, statement: Statement, text: PolicyText): Problem {
  const fix = deployAccountFix(context.text, text);
  return {
    code: CODE,
    severity: 'info',
    message: `In another account nobody could manage the key: the account is written out in ${shown(text.text)}`,
    span: text.span,
    evidence: 'static',
    ...placeOf(context, statement, statement.principal?.name),
    ...(fix && { fixes: [fix] }),
  };
}
