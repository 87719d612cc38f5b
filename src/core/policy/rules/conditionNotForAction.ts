import type { IamAction } from '../../facts/iam';
import type { Fix, Problem } from '../../problem';
import type { Rule } from '../../rule';
import { removeItem } from '../../template/remove';
import { keyMeaning } from '../conditionKeys';
import { type PolicyContext, placeOf } from '../context';
import { testsIn } from '../each';
import type { ConditionTest, Statement } from '../model';
import { holdsWithout, operatorOf } from '../operators';
import type { PolicyText } from '../policyText';
import { splitStatement } from '../splitStatement';
import { shown } from '../wording';

const CODE = 'policy/condition-not-for-action';

export const conditionNotForAction: Rule<PolicyContext> = {
  code: CODE,
  severity: 'warning',
  evidence: 'static',
  summary: 'Requests of the action never have this condition key.',
  documentation: {
    what: 'A condition key of `kms:` beside an action of KMS whose requests do not have it. Wildcards are expanded: one is told when none of the actions it stands for has the key. `kms:*` and operators with IfExists are left alone. Info for DescribeKey beside an encryption context, as AWS writes it in examples of its own.',
    why: 'A condition on a key that is not in the request does not hold, so an Allow never allows the action and a Deny never denies it. Under a negated operator or ForAllValues it is the other way round: it always holds, and asks nothing.',
    example:
      '"Action": ["kms:CreateGrant", "kms:Decrypt"], "Condition": {"Bool": {"kms:GrantIsForAWSResource": "true"}}  →  "Action": "kms:CreateGrant", …, and kms:Decrypt in a statement of its own',
    source: 'https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html',
  },
  check: context =>
    context.broken
      ? []
      : testsIn(context.policy).flatMap(({ statement, test }) => testProblems(context, statement, test)),
};

function testProblems(context: PolicyContext, statement: Statement, test: ConditionTest): readonly Problem[] {
  const { action, effect } = statement;
  if (action === undefined || effect === 'open' || !/^kms:/i.test(test.key)) return [];
  const operator = operatorOf(test.operator);
  // With IfExists one statement asks each action for its own keys, on purpose.
  if (operator.name === undefined || operator.name === 'Null' || operator.ifExists) return [];
  // Others are told by rules of their own.
  if (keyMeaning(test.key).kind !== 'known' || TOLD_ELSEWHERE.test(test.key)) return [];
  const without = action.texts.filter(text => hasNot(text, test.key));
  if (without.length === 0) return [];
  const always = holdsWithout(operator);
  const names = without.map(({ text }) => shown(text.replace(/^kms:/i, '')));
  const verb = effect === 'Allow' ? 'allowed' : 'denied';
  const what = always
    ? `${verb} whatever this asks: requests have no`
    : `never ${verb} here: requests have no`;
  const few =
    names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
  const isSample = without.every(({ text }) => /^kms:describe/i.test(text)) && CONTEXT.test(test.key);
  const fixes =
    always || effect === 'Deny'
      ? []
      : [...removals(context, statement, without), ...splits(context, statement, without, test)];
  const problem: Problem = {
    code: CODE,
    severity: isSample ? 'info' : 'warning',
    message: `${few} ${names.length === 1 ? 'is' : 'are'} ${what} ${shown(test.key)}`,
    span: test.keySpan,
    evidence: 'static',
    related: without.slice(0, 10).map(({ span }) => ({ span, message: 'The action' })),
    ...placeOf(context, statement, 'Condition'),
    ...(fixes.length > 0 && { fixes }),
  };
  return [problem];
}

const CONTEXT = /^kms:EncryptionContext(?::|Keys$)/i;
/** policy/forbidden-condition-key and policy/unknown-condition-key. */
const TOLD_ELSEWHERE = /^kms:(?:ResourceAliases$|ResourceTag\/|CustomerMasterKey)/i;

/** Whether the text stands for actions of KMS alone, of which none has the key. */
function hasNot(text: PolicyText, key: string): boolean {
  const meaning = text.meaning;
  if (meaning.kind !== 'actions' || meaning.service.prefix !== 'kms') return false;
  // `kms:*` takes what there is, and the condition picks from it.
  if (/^kms:\*+$/i.test(text.text)) return false;
  const actions = meaning.actions.filter(isAboutKey);
  return actions.length > 0 && !actions.some(action => supports(action, key));
}

/** `policy/iam-only-action` speaks of the others. */
function isAboutKey({ resourceTypes }: IamAction): boolean {
  return resourceTypes.includes('key');
}

function supports({ conditionKeys }: IamAction, key: string): boolean {
  const lower = key.toLowerCase();
  return conditionKeys.some(({ key: known }) => {
    const open = known.indexOf('${');
    return open < 0 ? known.toLowerCase() === lower : lower.startsWith(known.slice(0, open).toLowerCase());
  });
}

/** Dead as it is: without it the statement allows just the same. */
function removals(
  { text }: PolicyContext,
  { action }: Statement,
  without: readonly PolicyText[],
): readonly Fix[] {
  const [only, ...others] = without;
  if (only === undefined || others.length > 0 || action === undefined) return [];
  const edit = removeItem(text, action.entry.value, only.node);
  return edit === undefined ? [] : [{ title: `Remove ${shown(only.text)}`, edits: [edit] }];
}

/**
 * What was meant most often: allowed, and not asked for a key it never has. It lets more in than before, and says so; where
 * nothing but that condition may keep everybody out it is not offered.
 */
function splits(
  { text, policy }: PolicyContext,
  statement: Statement,
  without: readonly PolicyText[],
  test: ConditionTest,
): readonly Fix[] {
  const { principal, notPrincipal, open } = statement;
  if (open || notPrincipal !== undefined || principal?.open) return [];
  if (principal?.principals.some(({ kind }) => kind === 'everyone' || kind === 'open')) return [];
  const nodes = without.map(({ node }) => node);
  const edits = splitStatement(text, policy, statement, nodes, test);
  if (edits === undefined) return [];
  const [first, ...others] = without;
  const what =
    first === undefined || others.length > 0
      ? `${without.length} actions in a statement of their own`
      : `${shown(first.text)} in a statement of its own`;
  return [{ title: `Allow ${what}, without ${shown(test.key)}`, edits }];
}
