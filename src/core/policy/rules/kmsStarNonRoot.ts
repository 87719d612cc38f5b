import type { Fix, Problem } from '../../problem';
import type { Rule } from '../../rule';
import { type PolicyContext, placeOf } from '../context';
import { actionsIn } from '../each';
import { keepersOf } from '../keepers';
import { MANAGE, USE } from '../keyActions';
import type { Principal, Statement, TextElement } from '../model';
import type { PolicyText } from '../policyText';
import { shown } from '../wording';
import { writeActions } from '../writeActions';

const CODE = 'policy/kms-star-non-root';

export const kmsStarNonRoot: Rule<PolicyContext> = {
  code: CODE,
  severity: 'warning',
  evidence: 'static',
  summary: 'A user, role or service may do everything with the key.',
  documentation: {
    what: '`kms:*` (or `*`) in a key policy for a user, a role or a service, without a condition. For an account it is the default and right: its IAM policies decide what each may do.',
    why: 'It is use and management in one hand: who decrypts may also delete the key, change its policy and give grants to anybody.',
    example:
      '{"Principal": {"AWS": "arn:aws:iam::111122223333:role/app"}, "Action": "kms:*"}  →  "Action": ["kms:Decrypt", "kms:GenerateDataKey*", "kms:DescribeKey"]',
    source: 'https://docs.aws.amazon.com/kms/latest/developerguide/least-privilege.html',
  },
  check: context =>
    context.kind === 'key' && !context.broken
      ? actionsIn(context.policy).flatMap(({ statement, element, text }) => {
          const { effect, condition, principal } = statement;
          if (effect !== 'Allow' || condition !== undefined || !/^(?:kms:)?\*+$/i.test(text.text)) return [];
          const named = principal?.principals.find(isNamed);
          if (named === undefined) return [];
          const fixes = fixesFor(context, statement, element, text);
          const problem: Problem = {
            code: CODE,
            severity: 'warning',
            message: `It may use, manage and delete the key, and let others in: ${shown(named.text.text)}`,
            span: text.span,
            evidence: 'static',
            related: [{ span: named.text.span, message: 'Who' }],
            ...placeOf(context, statement, element.name),
            ...(fixes.length > 0 && { fixes }),
          };
          return [problem];
        })
      : [],
};

/** Only where an account keeps the key: whoever gives something up here must not have been the last to have it. */
function fixesFor(
  { text: document, policy }: PolicyContext,
  statement: Statement,
  { entry, texts }: TextElement,
  { node, guard }: PolicyText,
): readonly Fix[] {
  const keepers = keepersOf(policy);
  const own = statement.principal?.principals ?? [];
  const isKept =
    keepers.kind === 'some' &&
    own.every(isNamed) &&
    keepers.principals.some(({ kind }) => kind === 'account');
  const isPlain = node.kind === 'scalar' && node.tag === undefined && guard.length === 0;
  if (!isKept || !isPlain || entry.value === undefined || texts.length > 1) return [];
  const { value } = entry;
  const sets: readonly (readonly [title: string, actions: readonly string[]])[] = [
    ['Let it use the key, and not manage it', USE],
    ...(own.every(({ kind }) => kind === 'arn')
      ? ([['Let it manage the key, and not use it', MANAGE]] as const)
      : []),
  ];
  return sets.flatMap(([title, actions]) => {
    const edit = writeActions(document, value, node, actions);
    return edit === undefined ? [] : [{ title, edits: [edit] }];
  });
}

function isNamed({ kind }: Principal): boolean {
  return kind === 'arn' || kind === 'service';
}
