import type { Fix, Problem } from '../../problem';
import type { Rule } from '../../rule';
import { type PolicyContext, placeOf } from '../context';
import { insertEntry } from '../edit';
import type { Statement } from '../model';

const CODE = 'policy/missing-element';

export const missingElement: Rule<PolicyContext> = {
  code: CODE,
  severity: 'error',
  evidence: 'static',
  summary: 'A statement lacks an element that it must have.',
  documentation: {
    what: 'A policy of a key or secret without Statement, or a statement without Effect, Principal, Action or Resource (or their Not forms). A warning for the Resource of a secret policy, of which it is not known that Secrets Manager refuses it.',
    why: 'Each statement needs all four. KMS refuses a key policy with a statement that lacks one; before 18 August 2025 it took it, and the statement did nothing.',
    example:
      '{"Effect": "Allow", "Principal": …, "Action": "kms:Decrypt"}  →  {…, "Action": "kms:Decrypt", "Resource": "*"}',
    source:
      'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html#key-policy-elements',
  },
  check: context => {
    if (context.kind !== 'key' && context.kind !== 'secret') return [];
    if (context.broken || context.policy.open) return [];
    if (context.policy.statementEntry === undefined) return withoutStatement(context);
    return context.policy.statements.flatMap(statement => statementProblems(context, statement));
  },
};

function withoutStatement(context: PolicyContext): readonly Problem[] {
  const [first] = context.policy.node.entries;
  // Nothing in it, or the name is misspelt: policy/syntax speaks of that.
  if (first === undefined || context.policy.faults.length > 0) return [];
  const message = 'A policy must have: Statement';
  const place = placeOf(context);
  return [{ code: CODE, severity: 'error', message, span: first.key.span, evidence: 'static', ...place }];
}

function statementProblems(context: PolicyContext, statement: Statement): readonly Problem[] {
  if (statement.open) return [];
  const [first] = statement.node.entries;
  // Nothing in it: someone has just opened the brace.
  if (first === undefined) return [];
  const misspelt = misspeltIn(context, statement);
  const missing = ELEMENTS.filter(({ name, isThere }) => !isThere(statement) && !misspelt.has(name));
  return missing.map(({ name, value }) => ({
    code: CODE,
    severity: context.kind === 'secret' && name === 'Resource' ? 'warning' : 'error',
    message: `A statement must have: ${name}`,
    span: first.key.span,
    evidence: 'static',
    ...placeOf(context, statement),
    ...fixesFor(context, statement, name, value),
  }));
}

/** The elements that misspelt ones were meant as: policy/syntax speaks of those. */
function misspeltIn({ policy }: PolicyContext, { node }: Statement): ReadonlySet<string> {
  return new Set(
    policy.faults.flatMap(fault =>
      fault.kind === 'unknown-element' && node.entries.some(({ key }) => key === fault.key)
        ? (fault.suggestion?.replace(/^Not/, '') ?? [])
        : [],
    ),
  );
}

interface Required {
  readonly name: string;
  isThere(statement: Statement): boolean;
  /** What stands there in nearly every policy; who and what is not ours to choose. */
  readonly value?: string;
}

const ELEMENTS: readonly Required[] = [
  { name: 'Effect', isThere: ({ effectElement }) => effectElement !== undefined, value: 'Allow' },
  {
    name: 'Principal',
    isThere: ({ principal, notPrincipal }) => principal !== undefined || notPrincipal !== undefined,
  },
  { name: 'Action', isThere: ({ action, notAction }) => action !== undefined || notAction !== undefined },
  {
    name: 'Resource',
    isThere: ({ resource, notResource }) => resource !== undefined || notResource !== undefined,
    value: '*',
  },
];

function fixesFor(
  { text }: PolicyContext,
  { node }: Statement,
  name: string,
  value: string | undefined,
): { readonly fixes?: readonly Fix[] } {
  if (value === undefined) return {};
  const where = name === 'Effect' ? 'first' : 'last';
  const edit = insertEntry(text, node, where, name, { kind: 'text', text: value });
  return edit === undefined ? {} : { fixes: [{ title: `Add ${name} "${value}"`, edits: [edit] }] };
}
