import { valueAt } from '../template/entries';
import { type Node, target } from '../template/node';
import type { Resource } from '../template/resource';
import type { PolicyKind } from './kind';
import type { PolicyDocument } from './model';
import { readPolicy } from './readPolicy';
import type { PolicyScope } from './scope';

/** A policy that stands in a template, and where. */
export interface TemplatePolicy {
  readonly policy: PolicyDocument;
  readonly kind: PolicyKind;
  readonly resource: Resource;
  /** The property that holds it, `KeyPolicy`. */
  readonly property: string;
}

/** A key without KeyPolicy has the default policy, which is sound. Policies as JSON text in a string come later. */
const HOLDERS: ReadonlyMap<string, { readonly property: string; readonly kind: PolicyKind }> = new Map([
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kms-key.html
  ['AWS::KMS::Key', { property: 'KeyPolicy', kind: 'key' }],
  ['AWS::KMS::ReplicaKey', { property: 'KeyPolicy', kind: 'key' }],
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-secretsmanager-resourcepolicy.html
  ['AWS::SecretsManager::ResourcePolicy', { property: 'ResourcePolicy', kind: 'secret' }],
]);

/** What a text must hold for one of its resources to have a policy. */
export const POLICY_PROPERTIES: readonly string[] = [
  ...new Set([...HOLDERS.values()].map(holder => holder.property)),
];

/** The policies of resources, one for each branch where Fn::If chooses between whole policies. */
export function policiesOf(resources: readonly Resource[], scope: PolicyScope): readonly TemplatePolicy[] {
  return resources.flatMap(resource => {
    const holder = HOLDERS.get(resource.type ?? '');
    if (holder === undefined || resource.properties === undefined) return [];
    return scope.branches(resource.properties).flatMap(properties =>
      branchesOf(scope, valueAt(properties.node, holder.property)).flatMap(({ guard, node }) => {
        const policy = readPolicy(node, scope, [...properties.guard, ...guard]);
        return policy === undefined ? [] : [{ policy, resource, ...holder }];
      }),
    );
  });
}

function branchesOf(scope: PolicyScope, node: Node | undefined): ReturnType<PolicyScope['branches']> {
  return node === undefined || target(node) === undefined ? [] : scope.branches(node);
}
