import { type MappingNode, type Node, target } from '../template/node';
import type { ActionMeaning } from './actions';
import type { PolicyDocument, Statement, TextElement } from './model';

/** What a policy is attached to, which decides what is checked. `unknown`: never an error. */
export type PolicyKind = 'key' | 'secret' | 'identity' | 'unknown';

/**
 * Whether a JSON or YAML document is a policy, by content: a `Statement` with Effect and actions. Policies of every
 * kind are; `policyKind` tells them apart. A CloudFormation template is none, whatever stands in it.
 */
export function isPolicyDocument(root: Node | undefined): boolean {
  const document = target(root);
  if (document?.kind !== 'mapping') return false;
  if (valueUnder(document, 'Resources') || valueUnder(document, 'AWSTemplateFormatVersion')) return false;
  const statement = valueUnder(document, 'Statement');
  if (statement === undefined) return false;
  const version = valueUnder(document, 'Version');
  if (version?.kind === 'scalar' && /^20(?:12-10-17|08-10-17)$/.test(version.value)) return true;
  // Other clouds have the same elements and number their versions: "1" (Alibaba Cloud), "1.1" and "5.0" (Huawei Cloud).
  if (version?.kind === 'scalar' && /^\d{1,2}(?:\.\d+)?$/.test(version.value) && !namesArn(document))
    return false;
  const statements = statement.kind === 'sequence' ? statement.items : [statement];
  return statements.some(isStatement);
}

/** A cheap test on the text alone: false means `isPolicyDocument` would be false too, whatever the parse gives. */
export function mayBePolicy(text: string): boolean {
  return text.includes('Statement') && /Effect|20(?:12-10-17|08-10-17)/.test(text);
}

/**
 * The kind of a policy whose place does not tell it. No principal anywhere: identity policy. With principals it is a
 * key's or a secret's policy only when all it speaks of is that: an Allow, actions of KMS (or of Secrets Manager) that
 * act on a key (or a secret), and Resource "*". Real ARNs, several services or actions without a resource may be an
 * endpoint policy, a control policy, a role's trust: unknown.
 */
export function policyKind(policy: PolicyDocument): PolicyKind {
  const { statements } = policy;
  if (statements.length === 0) return 'unknown';
  const principals = statements.filter(one => one.principal !== undefined || one.notPrincipal !== undefined);
  if (principals.length === 0)
    return policy.open || statements.some(one => one.open) ? 'unknown' : 'identity';
  if (!statements.some(one => one.effect === 'Allow')) return 'unknown';
  if (!statements.every(resourceIsStar)) return 'unknown';
  const services = new Set(statements.flatMap(actionServices));
  const [only, ...others] = services;
  if (others.length > 0) return 'unknown';
  if (only === 'kms') return 'key';
  return only === 'secretsmanager' ? 'secret' : 'unknown';
}

/** Whether the ARN of something in AWS stands anywhere below. */
function namesArn(node: Node): boolean {
  // An alias repeats what stands elsewhere in the document.
  if (node.kind === 'scalar') return node.value.startsWith('arn:');
  if (node.kind === 'sequence') return node.items.some(namesArn);
  return node.kind === 'mapping' && node.entries.some(({ value }) => value !== undefined && namesArn(value));
}

function isStatement(node: Node): boolean {
  const statement = target(node);
  if (statement?.kind !== 'mapping') return false;
  const has = (name: string) => statement.entries.some(entry => nameOf(entry.key) === name);
  return has('Effect') && (has('Action') || has('NotAction') || (has('Principal') && has('Resource')));
}

/** A statement without Resource is not what any service takes; it says nothing about the kind. */
function resourceIsStar({ resource, notResource }: Statement): boolean {
  if (notResource !== undefined) return false;
  return resource?.texts.every(({ text }) => text === '*') ?? true;
}

/** The service each action is of; `several` for what stands for more than one or for no resource. */
function actionServices({ action, notAction }: Statement): readonly string[] {
  return [...serviceNames(action), ...serviceNames(notAction)];
}

function serviceNames(element: TextElement | undefined): readonly string[] {
  return (element?.texts ?? []).map(text => serviceName(text.meaning)).filter(name => name !== undefined);
}

function serviceName(meaning: ActionMeaning): string | undefined {
  switch (meaning.kind) {
    case 'actions':
      return meaning.actions.some(action => action.resourceTypes.length > 0)
        ? meaning.service.prefix
        : 'several';
    case 'none':
      return meaning.service.prefix;
    case 'foreign':
    case 'open':
      return meaning.prefix;
    case 'every':
      return 'several';
    case 'malformed':
      return undefined;
  }
}

function valueUnder(mapping: MappingNode, name: string): ReturnType<typeof target> {
  return target(mapping.entries.find(entry => nameOf(entry.key) === name)?.value);
}

function nameOf(key: Node): string | undefined {
  const scalar = target(key);
  return scalar?.kind === 'scalar' ? scalar.value : undefined;
}
