import { scalarText, valueAt } from '../template/entries';
import { intrinsicOf } from '../template/intrinsics';
import { type Node, target } from '../template/node';
import type { Resource } from '../template/resource';
import type { Guard } from '../template/symbolic';
import { ownText, type TemplateUnit } from '../template/unit';
import { isAction } from './actions';
import { type EmbeddedJson, embeddedJson } from './embedded';
import type { PolicyKind } from './kind';
import type { PolicyDocument } from './model';
import { readPolicy } from './readPolicy';
import type { PolicyScope } from './scope';

/** A policy that stands in a template, and where. */
export interface TemplatePolicy {
  readonly policy: PolicyDocument;
  readonly kind: PolicyKind;
  readonly resource: Resource;
  /** The property that holds it, `KeyPolicy`, `Policies.0.PolicyDocument`. */
  readonly property: string;
  /** It is JSON in a string: its spans count in that text. */
  readonly embedded?: EmbeddedJson;
  /** It is about more than keys, secrets and parameters: only its actions and condition keys are looked at. */
  readonly actionsOnly: boolean;
}

interface Holder {
  /** Properties from the top down; `*` is every item of a list, or what stands in its place. */
  readonly path: readonly string[];
  readonly kind: PolicyKind;
  readonly actionsOnly?: true;
}

const INLINE: Holder = { path: ['Policies', '*', 'PolicyDocument'], kind: 'identity', actionsOnly: true };
const DOCUMENT: Holder = { path: ['PolicyDocument'], kind: 'identity', actionsOnly: true };
const SAM: Holder = { path: ['Policies', '*'], kind: 'identity', actionsOnly: true };

/** A key without KeyPolicy has the default policy, which is sound. */
const HOLDERS: ReadonlyMap<string, Holder> = new Map<string, Holder>([
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kms-key.html
  ['AWS::KMS::Key', { path: ['KeyPolicy'], kind: 'key' }],
  ['AWS::KMS::ReplicaKey', { path: ['KeyPolicy'], kind: 'key' }],
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-secretsmanager-resourcepolicy.html
  ['AWS::SecretsManager::ResourcePolicy', { path: ['ResourcePolicy'], kind: 'secret' }],
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ssm-resourcepolicy.html
  ['AWS::SSM::ResourcePolicy', { path: ['Policy'], kind: 'unknown', actionsOnly: true }],
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_IAM.html
  ['AWS::IAM::Role', INLINE],
  ['AWS::IAM::User', INLINE],
  ['AWS::IAM::Group', INLINE],
  ['AWS::IAM::Policy', DOCUMENT],
  ['AWS::IAM::ManagedPolicy', DOCUMENT],
  ['AWS::IAM::RolePolicy', DOCUMENT],
  ['AWS::IAM::UserPolicy', DOCUMENT],
  ['AWS::IAM::GroupPolicy', DOCUMENT],
  ['AWS::SSO::PermissionSet', { path: ['InlinePolicy'], kind: 'identity', actionsOnly: true }],
  // https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html
  ['AWS::Serverless::Function', SAM],
  ['AWS::Serverless::StateMachine', SAM],
]);

/** Types whose policies are ours from end to end, and those that hold others too. Nobody writes a type with escapes. */
const OURS = typesWhere(({ actionsOnly }) => actionsOnly === undefined);
const OTHERS = typesWhere(({ actionsOnly }) => actionsOnly === true);

function typesWhere(holds: (holder: Holder) => boolean): RegExp {
  const types = [...HOLDERS].flatMap(([type, holder]) => (holds(holder) ? [type] : []));
  return new RegExp(`\\b(?:${types.join('|')})\\b`);
}

/** Not in an ARN or a reference, where another word stands before it. */
const ACTIONS = /(?<![\w:-])(?:kms|secretsmanager|ssm):[A-Za-z*?]+/gi;

/**
 * Whether a policy that is worth a look may stand in a part of a template, by its text alone: nothing is parsed. A role
 * with actions that are all there, and without conditions, has nothing to be said of it.
 */
export function mayHoldPolicies(unit: TemplateUnit): boolean {
  // A template that was read without its text.
  if (unit.text === '') return unit.reach('Statement') !== undefined;
  const text = ownText(unit);
  if (OURS.test(text)) return true;
  if (!OTHERS.test(text)) return false;
  const actions = text.match(ACTIONS);
  if (actions === null) return false;
  return text.includes('Condition') || actions.some(action => !isAction(action));
}

/** The policies of resources, one for each branch where Fn::If chooses between whole policies. */
export function policiesOf(resources: readonly Resource[], scope: PolicyScope): readonly TemplatePolicy[] {
  return resources.flatMap(resource => {
    const holder = HOLDERS.get(resource.type ?? '');
    if (holder === undefined || resource.properties === undefined) return [];
    const { kind, actionsOnly = false } = holder;
    return documentsAt(resource.properties, holder.path, scope).flatMap(({ node, guard, property }) => {
      const embedded = embeddedJson(node, scope);
      const policy =
        embedded === undefined
          ? readPolicy(argumentOf(node), scope, guard)
          : readPolicy(embedded.root, embedded.scope, guard);
      const isOne = policy !== undefined && (!actionsOnly || policy.statementEntry !== undefined);
      if (!isOne) return [];
      return [{ policy, resource, kind, actionsOnly, property, ...(embedded && { embedded }) }];
    });
  });
}

/** Fn::ToJsonString makes a string of the object that stands in it. */
function argumentOf(node: Node): Node {
  const call = intrinsicOf(node);
  return call?.name === 'Fn::ToJsonString' ? call.argument : node;
}

interface Placed {
  readonly node: Node;
  readonly guard: readonly Guard[];
  readonly property: string;
}

/** What stands at the end of a path, under all conditions there are on the way. */
function documentsAt(node: Node, path: readonly string[], scope: PolicyScope): readonly Placed[] {
  let places: readonly Placed[] = [{ node, guard: [], property: '' }];
  for (const step of path) places = places.flatMap(place => below(place, step, scope));
  return places.flatMap(place => branches(place, scope));
}

function below(place: Placed, step: string, scope: PolicyScope): readonly Placed[] {
  return branches(place, scope).flatMap(({ node, guard, property }) => {
    const named = (name: string | number) => (property === '' ? String(name) : `${property}.${name}`);
    const seen = target(node);
    if (step !== '*') {
      const next = valueAt(node, step);
      return next === undefined ? [] : [{ node: next, guard, property: named(step) }];
    }
    // SAM takes one policy in place of a list.
    if (seen?.kind === 'mapping' && seen.entries.some(({ key }) => scalarText(key) === 'Statement')) {
      return [{ node, guard, property }];
    }
    return seen?.kind === 'sequence'
      ? seen.items.map((item, index) => ({ node: item, guard, property: named(index) }))
      : [];
  });
}

function branches({ node, guard, property }: Placed, scope: PolicyScope): readonly Placed[] {
  if (target(node) === undefined) return [];
  return scope.branches(node).map(branch => ({
    node: branch.node,
    guard: [...guard, ...branch.guard],
    property,
  }));
}
