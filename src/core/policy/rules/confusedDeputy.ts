import type { Fix, Problem } from '../../problem';
import type { Rule } from '../../rule';
import { addTest } from '../conditionEdit';
import { type PolicyContext, placeOf } from '../context';
import type { Statement } from '../model';
import { ownAccount } from '../ownAccount';
import { bindsSource } from '../sources';
import { shown } from '../wording';

const CODE = 'policy/confused-deputy';

export const confusedDeputy: Rule<PolicyContext> = {
  code: CODE,
  severity: 'warning',
  evidence: 'static',
  summary: 'A service may use the key or the secret for any of its customers.',
  documentation: {
    what: 'A statement that allows something to a service, without a condition that says for whom: aws:SourceAccount, aws:SourceArn, aws:SourceOrgID, aws:SourceOrgPaths, or an encryption context with a positive operator. Actions that only tell of the key (kms:DescribeKey) are left alone. One finding a statement.',
    why: 'The service acts for every account that asks it to. With the source bound it uses the key for resources of yours alone (the confused deputy). Look up whether the service sends the source before you deploy the condition: AWS documents it for each.',
    example:
      '{"Principal": {"Service": "cloudtrail.amazonaws.com"}, …}  →  …, "Condition": {"StringEquals": {"aws:SourceAccount": "111122223333"}}',
    source: 'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-services.html',
  },
  check: context =>
    (context.kind === 'key' || context.kind === 'secret') && !context.broken
      ? context.policy.statements.flatMap(statement => statementProblem(context, statement) ?? [])
      : [],
};

function statementProblem(context: PolicyContext, statement: Statement): Problem | undefined {
  const { effect, principal, open } = statement;
  if (effect !== 'Allow' || open || bindsSource(statement) || onlyLooks(statement)) return undefined;
  const service = principal?.principals.find(({ kind }) => kind === 'service');
  if (service === undefined) return undefined;
  const fixes = sourceFix(context, statement);
  return {
    code: CODE,
    severity: 'warning',
    message: `No condition says for which account the service may do this: ${shown(service.text.text)}`,
    span: service.text.span,
    evidence: 'static',
    ...placeOf(context, statement, principal?.name),
    ...(fixes.length > 0 && { fixes }),
  };
}

/** AWS's own samples leave kms:DescribeKey open: it tells of the key, and does nothing with it. */
function onlyLooks({ action }: Statement): boolean {
  return action !== undefined && !action.open && action.texts.every(({ text }) => LOOKS.test(text));
}

const LOOKS = /^kms:(?:Describe|List|Get)/i;

/** Others beside the service would be bound too, and are no service. */
function sourceFix(context: PolicyContext, statement: Statement): readonly Fix[] {
  const account = ownAccount(context);
  if (account === undefined || !statement.principal?.principals.every(({ kind }) => kind === 'service'))
    return [];
  const edit = addTest(context.text, statement, 'StringEquals', 'aws:SourceAccount', account);
  return edit === undefined
    ? []
    : [{ title: 'Allow it for this account alone (aws:SourceAccount)', edits: [edit] }];
}
