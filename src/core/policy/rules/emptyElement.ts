import type { Problem } from '../../problem';
import type { Rule } from '../../rule';
import { type Entry, target } from '../../template/node';
import { type PolicyContext, placeOf } from '../context';
import type { Statement } from '../model';
import { shown } from '../wording';

const CODE = 'policy/empty-element';

export const emptyElement: Rule<PolicyContext> = {
  code: CODE,
  severity: 'warning',
  evidence: 'static',
  summary: 'An element is there, and nothing in it.',
  documentation: {
    what: 'An empty list or object under Principal, Action, Resource or their Not forms, under a type of principal, and a condition key without values; info for an empty Condition.',
    why: 'The statement allows or denies nobody anything, or the condition never holds (under ForAllValues and IfExists: only where the key is absent). KMS refuses a statement without actions. An empty Condition asks nothing, and is as good as none.',
    example: '"Action": []  →  "Action": ["kms:Decrypt"]',
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html',
  },
  check: context =>
    context.broken
      ? []
      : context.policy.statements.flatMap(statement => statementProblems(context, statement)),
};

function statementProblems(context: PolicyContext, statement: Statement): readonly Problem[] {
  const { principal, notPrincipal, action, notAction, resource, notResource, condition } = statement;
  const found: Problem[] = [];
  for (const element of [principal, notPrincipal, action, notAction, resource, notResource]) {
    if (element === undefined) continue;
    if (isEmpty(element.entry))
      found.push(problemOf(context, statement, element.name, element.entry, element.name));
  }
  for (const element of [principal, notPrincipal]) {
    const types = target(element?.entry.value);
    if (element === undefined || types?.kind !== 'mapping') continue;
    for (const entry of types.entries) {
      if (isEmpty(entry)) found.push(problemOf(context, statement, element.name, entry, nameOf(entry)));
    }
  }
  if (condition !== undefined && isEmpty(condition.entry)) {
    const problem = problemOf(context, statement, 'Condition', condition.entry, 'Condition');
    found.push({ ...problem, severity: 'info', message: 'An empty Condition asks nothing' });
  }
  for (const { entry, key } of condition?.tests ?? []) {
    if (target(entry.value)?.kind === 'sequence' && isEmpty(entry))
      found.push(problemOf(context, statement, 'Condition', entry, key));
  }
  return found;
}

function isEmpty({ value }: Entry): boolean {
  const node = target(value);
  if (node?.kind === 'sequence') return node.flow && node.items.length === 0 && node.tag === undefined;
  return node?.kind === 'mapping' && node.entries.length === 0 && node.tag === undefined;
}

function nameOf({ key }: Entry): string {
  return key.kind === 'scalar' ? key.value : '';
}

function problemOf(
  context: PolicyContext,
  statement: Statement,
  element: string,
  { key }: Entry,
  name: string,
): Problem {
  return {
    code: CODE,
    severity: 'warning',
    message: `There is nothing in it: ${shown(name)}`,
    span: key.span,
    evidence: 'static',
    ...placeOf(context, statement, element),
  };
}
