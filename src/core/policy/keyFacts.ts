import { entriesOf, scalarText, valueAt } from '../template/entries';
import { type Node, target } from '../template/node';
import type { Resource } from '../template/resource';
import { literalOf } from '../template/symbolic';
import { isIntrinsic, type PolicyScope } from './scope';

/** What is known of the key a policy is attached to. Absent: not known. */
export interface KeyFacts {
  /** `SYMMETRIC_DEFAULT`, `RSA_2048`. */
  readonly spec?: string;
  /** `ENCRYPT_DECRYPT`, `SIGN_VERIFY`, `GENERATE_VERIFY_MAC`, `KEY_AGREEMENT`. */
  readonly usage?: string;
  /** `AWS_KMS`, `EXTERNAL`. */
  readonly origin?: string;
  readonly multiRegion?: boolean;
  readonly bypassesLockoutCheck?: boolean;
}

/**
 * The facts of an `AWS::KMS::Key`, what stands for an absent property included; nothing of a replica, which has those of
 * its primary. https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kms-key.html
 */
export function keyFactsOf({ type, properties }: Resource, scope: PolicyScope): KeyFacts {
  const map = target(properties);
  if (map?.kind !== 'mapping' || isIntrinsic(map)) return {};
  const isOpen = entriesOf(map).some(({ key }) => /^(?:<<$|Fn::)/.test(scalarText(key) ?? '<<'));
  const bypass = textAt(scope, valueAt(map, 'BypassPolicyLockoutSafetyCheck'));
  const shared = { ...(bypass !== undefined && { bypassesLockoutCheck: isTrue(bypass) }) };
  if (type !== 'AWS::KMS::Key') return shared;
  const given = (name: string, absent: string): string | undefined => {
    const node = valueAt(map, name);
    return node === undefined ? (isOpen ? undefined : absent) : textAt(scope, node);
  };
  const spec = given('KeySpec', 'SYMMETRIC_DEFAULT');
  const usage = given('KeyUsage', 'ENCRYPT_DECRYPT');
  const origin = given('Origin', 'AWS_KMS');
  const multiRegion = given('MultiRegion', 'false');
  return {
    ...shared,
    ...(spec !== undefined && { spec }),
    ...(usage !== undefined && { usage }),
    ...(origin !== undefined && { origin }),
    ...(multiRegion !== undefined && { multiRegion: isTrue(multiRegion) }),
  };
}

function textAt(scope: PolicyScope, node: Node | undefined): string | undefined {
  return node === undefined || target(node) === undefined ? undefined : literalOf(scope.evaluate(node));
}

function isTrue(text: string): boolean {
  return text.toLowerCase() === 'true';
}
