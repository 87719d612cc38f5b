import type { Problem } from '../problem';
import type { Rule } from '../rule';
import type { ParseResult, SyntaxFault } from '../template/parseResult';
import { resourcesIn, type TemplateUnit } from '../template/unit';
import type { Span } from '../text/range';
import type { PolicyContext } from './context';
import type { EmbeddedJson } from './embedded';
import { mayHoldPolicies, policiesOf } from './find';
import { type KeyFacts, keyFactsOf } from './keyFacts';
import { isPolicyDocument, type PolicyKind, policyKind } from './kind';
import type { PolicyDocument } from './model';
import { ownAccountOf } from './ownAccountOf';
import { readPolicy } from './readPolicy';
import { actionRules, policyRules } from './rules';
import { noPolicyProblems } from './rules/syntax';
import { literalScope } from './scope';

/** What may be known of a policy beside its text. */
export interface PolicyFacts {
  /** What it is attached to; found by its content when absent. */
  readonly kind?: PolicyKind;
  /** The account of the key or secret, twelve digits; found by its content when absent. */
  readonly account?: string;
  /** It was read from an account, and is whole. */
  readonly live?: boolean;
  readonly key?: KeyFacts;
}

/** The rules over one policy. */
function lintPolicyDocument(
  rules: readonly Rule<PolicyContext>[],
  context: PolicyContext,
): readonly Problem[] {
  return rules.flatMap(rule => rule.check(context));
}

/** Every rule over every policy of a part of a template; offsets count in the unit's text. */
export function lintUnitPolicies(unit: TemplateUnit): readonly Problem[] {
  if (!mayHoldPolicies(unit)) return [];
  const scope = unit.scopeIn();
  return policiesOf(resourcesIn(unit), scope).flatMap(found => {
    const { policy, kind, resource, property, actionsOnly, embedded } = found;
    const account = ownAccountOf(policy);
    const problems = lintPolicyDocument(actionsOnly ? actionRules : policyRules, {
      text: embedded?.text ?? unit.text,
      policy,
      kind,
      inTemplate: true,
      parseFaults: embedded?.faults ?? [],
      broken:
        (embedded?.faults ?? []).length > 0 ||
        unit.faults().some(fault => isInside(fault, resource.entry.span)),
      ...(kind === 'key' && { key: keyFactsOf(resource, scope) }),
      ...(account !== undefined && { account }),
      logicalId: resource.logicalId,
      property,
    });
    return embedded === undefined ? problems : problems.map(embedded.place);
  });
}

/**
 * Every rule over a policy file or a live policy: `text`, and what parseJson or parseYaml made of it. A policy that
 * says nothing of KMS, Secrets Manager or Parameter Store and is none of theirs is only told where it does not parse.
 */
export function lintPolicyFile(
  text: string,
  parsed: ParseResult,
  facts: PolicyFacts = {},
): readonly Problem[] {
  const policy = parsed.root === undefined ? undefined : readPolicy(parsed.root, literalScope);
  if (policy === undefined) return facts.kind === undefined ? [] : noPolicyProblems(parsed);
  const kind = facts.kind ?? policyKind(policy);
  const broken = parsed.faults.length > 0;
  if (!broken && facts.kind === undefined && !concernsUs(policy, kind)) return [];
  const account = facts.account ?? ownAccountOf(policy);
  return lintPolicyDocument(policyRules, {
    text,
    policy,
    kind,
    inTemplate: false,
    parseFaults: parsed.faults,
    broken,
    ...(account !== undefined && { account }),
    ...(facts.live !== undefined && { whole: facts.live }),
    ...(facts.key && { key: facts.key }),
  });
}

/** Every rule over a policy that is JSON in a text of another language; offsets count in that text. */
export function lintEmbeddedPolicy(
  { text, root, faults, scope }: Pick<EmbeddedJson, 'text' | 'root' | 'faults' | 'scope'>,
  given: PolicyKind | undefined,
): readonly Problem[] {
  const policy = readPolicy(root, scope);
  if (policy === undefined || !isPolicyDocument(root)) return [];
  const kind = given ?? policyKind(policy);
  const broken = faults.length > 0;
  if (!broken && given === undefined && !concernsUs(policy, kind)) return [];
  const account = ownAccountOf(policy);
  return lintPolicyDocument(policyRules, {
    text,
    policy,
    kind,
    inTemplate: false,
    parseFaults: faults,
    broken,
    whole: given !== undefined,
    ...(account !== undefined && { account }),
  });
}

function concernsUs(policy: PolicyDocument, kind: PolicyKind): boolean {
  if (kind === 'key' || kind === 'secret') return true;
  return policy.statements.some(({ action, notAction }) =>
    [...(action?.texts ?? []), ...(notAction?.texts ?? [])].some(text => {
      const meaning = text.meaning;
      if (meaning.kind === 'open') return OURS.has(meaning.prefix ?? '');
      return meaning.kind === 'actions' || meaning.kind === 'none';
    }),
  );
}

const OURS: ReadonlySet<string> = new Set(['kms', 'secretsmanager', 'ssm']);

function isInside({ span }: SyntaxFault, outer: Span): boolean {
  return outer.start <= span.start && span.start <= outer.end;
}
