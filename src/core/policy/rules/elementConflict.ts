import type { Problem } from '../../problem';
import type { Rule } from '../../rule';
import { bothGuards } from '../../template/alternatives';
import type { Guard } from '../../template/symbolic';
import { errorIfKnown, type PolicyContext, placeOf } from '../context';
import type { PrincipalElement, Statement, TextElement } from '../model';

const CODE = 'policy/element-conflict';

export const elementConflict: Rule<PolicyContext> = {
  code: CODE,
  severity: 'error',
  evidence: 'static',
  summary: 'A statement has an element and its Not form.',
  documentation: {
    what: 'Action beside NotAction, Principal beside NotPrincipal or Resource beside NotResource in one statement. A warning where the kind of the policy is not known.',
    why: 'A statement takes one of the two; the policy is refused as a whole.',
    example: '"Action": "kms:*", "NotAction": "kms:Decrypt"  →  "NotAction": "kms:Decrypt"',
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html',
  },
  check: context =>
    context.broken
      ? []
      : context.policy.statements.flatMap(statement =>
          pairsOf(statement).flatMap(pair => pairProblems(context, statement, pair)),
        ),
};

type Element = TextElement | PrincipalElement;
type Pair = readonly [plain: Element | undefined, not: Element | undefined];

function pairsOf(statement: Statement): readonly Pair[] {
  return [
    [statement.principal, statement.notPrincipal],
    [statement.action, statement.notAction],
    [statement.resource, statement.notResource],
  ];
}

function pairProblems(context: PolicyContext, statement: Statement, [plain, not]: Pair): readonly Problem[] {
  if (plain === undefined || not === undefined || !mayBothBe(plain, not)) return [];
  const { name, entry } = not;
  return [
    {
      code: CODE,
      severity: errorIfKnown(context),
      message: `A statement takes one of the two: ${plain.name} or ${name}`,
      span: entry.key.span,
      evidence: 'static',
      related: [{ span: plain.entry.key.span, message: 'The other one' }],
      ...placeOf(context, statement, name),
    },
  ];
}

/** Fn::If may give one of them under a condition, and the other where it does not hold. */
function mayBothBe(one: Element, other: Element): boolean {
  return guardsOf(one).some(guard => guardsOf(other).some(also => bothGuards(guard, also) !== undefined));
}

function guardsOf(element: Element): readonly (readonly Guard[])[] {
  return 'texts' in element
    ? element.texts.map(({ guard }) => guard)
    : element.principals.map(({ text }) => text.guard);
}
