import type { Fix, Problem, Severity } from '../../problem';
import type { Rule } from '../../rule';
import type { ParseResult, SyntaxFault } from '../../template/parseResult';
import type { Span } from '../../text/range';
import { closest } from '../closest';
import { errorIfKnown, type PolicyContext, placeOf } from '../context';
import { insertEntry, renameKey, replaceUnits } from '../edit';
import type { ShapeFault } from '../model';
import type { PolicyText } from '../policyText';
import { shown } from '../wording';

const CODE = 'policy/syntax';
const CURRENT = '2012-10-17';
const VERSIONS: readonly string[] = [CURRENT, '2008-10-17'];
const EFFECTS: readonly string[] = ['Allow', 'Deny'];

export const syntax: Rule<PolicyContext> = {
  code: CODE,
  severity: 'error',
  evidence: 'static',
  summary: 'The policy is not well formed.',
  documentation: {
    what: 'JSON that does not parse; an element, a principal type or an Effect that does not exist; an object where a string belongs; a Version that is none. A missing Version, an element that stands there twice or in the wrong case is a warning.',
    why: 'KMS, Secrets Manager and IAM refuse a malformed policy as a whole, at deployment. Without Version the rules of 2008 apply, in which policy variables are plain text.',
    example:
      '{"Statment": [{"Effect": "allow", …}]}  →  {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", …}]}',
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html',
  },
  check: context => {
    if (context.broken) {
      return parseProblems(context.parseFaults, context.policy.format === 'json' ? 'JSON' : 'YAML');
    }
    return [
      ...context.policy.faults.map(fault => shapeProblem(context, fault)),
      ...versionProblems(context),
      ...effectProblems(context),
    ];
  },
};

/** For a document that is sure to be meant as a policy (a live one) and holds no object at all. */
export function noPolicyProblems({ root, faults }: ParseResult): readonly Problem[] {
  if (faults.length > 0) return parseProblems(faults, 'JSON');
  const span = root?.span ?? { start: 0, end: 0 };
  return [{ code: CODE, severity: 'error', message: 'A policy is an object', span, evidence: 'static' }];
}

function parseProblems(faults: readonly SyntaxFault[], format: 'JSON' | 'YAML'): readonly Problem[] {
  return faults.map(({ message, span }) => ({
    code: CODE,
    severity: 'error',
    message: `Not valid ${format}: ${message}`,
    span,
    evidence: 'static',
  }));
}

function shapeProblem(context: PolicyContext, fault: ShapeFault): Problem {
  switch (fault.kind) {
    case 'unknown-element': {
      const { suggestion, name, key } = fault;
      const severity = fault.caseOnly ? 'warning' : errorIfKnown(context);
      const edit = suggestion === undefined ? undefined : renameKey(key, suggestion);
      const fixes = edit === undefined ? [] : [{ title: `Rename to ${suggestion}`, edits: [edit] }];
      const hint = suggestion === undefined ? '' : ` (did you mean ${suggestion}?)`;
      return problem(context, severity, key.span, `${NO_SUCH[fault.where]}${hint}: ${shown(name)}`, fixes);
    }
    case 'wrong-type': {
      const severity = fault.tolerated ? 'warning' : errorIfKnown(context);
      return problem(context, severity, fault.span, `${fault.element} takes ${fault.expected}`);
    }
    case 'duplicate': {
      const found = problem(
        context,
        'warning',
        fault.span,
        `The element stands here twice, and only one can count: ${fault.name}`,
      );
      return { ...found, related: [{ span: fault.first, message: 'The first one' }] };
    }
  }
}

const NO_SUCH = {
  policy: 'A policy has no such element',
  statement: 'A statement has no such element',
  principal: 'There is no such type of principal',
} as const;

function versionProblems(context: PolicyContext): readonly Problem[] {
  const { policy, text } = context;
  const { version, statementEntry } = policy;
  if (version === undefined) {
    // Half typed, or perhaps brought in by a transform: nothing is known to be missing.
    if (policy.open || statementEntry === undefined) return [];
    const edit = insertEntry(text, policy.node, 'first', 'Version', { kind: 'text', text: CURRENT });
    const fixes =
      edit === undefined ? [] : [{ title: `Add Version ${CURRENT}`, edits: [edit], preferred: true }];
    const message = 'No Version: the rules of 2008 apply, in which policy variables are plain text';
    return [problem(context, 'warning', statementEntry.key.span, message, fixes)];
  }
  return version.texts
    .filter(one => !one.open && !VERSIONS.includes(one.text))
    .map(one => {
      const message = `A policy's Version is ${VERSIONS.join(' or ')}, not: ${shown(one.text)}`;
      return problem(context, errorIfKnown(context), one.span, message, replacing(one, CURRENT));
    });
}

function effectProblems(context: PolicyContext): readonly Problem[] {
  return context.policy.statements.flatMap(statement =>
    (statement.effectElement?.texts ?? [])
      .filter(one => !one.open && !EFFECTS.includes(one.text))
      .map(one => {
        const message = `Effect is Allow or Deny, written just so, not: ${shown(one.text)}`;
        const meant = closest(one.text, EFFECTS);
        const fixes = meant === undefined ? [] : replacing(one, meant);
        return {
          ...problem(context, errorIfKnown(context), one.span, message, fixes),
          ...placeOf(context, statement, 'Effect'),
        };
      }),
  );
}

function replacing(text: PolicyText, newText: string): readonly Fix[] {
  const edit = replaceUnits(text, 0, text.text.length, newText);
  return edit === undefined ? [] : [{ title: `Change to ${newText}`, edits: [edit], preferred: true }];
}

function problem(
  context: PolicyContext,
  severity: Severity,
  span: Span,
  message: string,
  fixes: readonly Fix[] = [],
): Problem {
  return {
    code: CODE,
    severity,
    message,
    span,
    evidence: 'static',
    ...placeOf(context),
    ...(fixes.length > 0 ? { fixes } : {}),
  };
}
