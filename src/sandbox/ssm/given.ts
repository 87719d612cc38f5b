// What an account did not make itself: public parameters of AWS, and what another account shares with this one. The same
// in every Region and with every seed; nobody can change them.
import type { Output, RequestContext } from '../context';
import { seconds } from '../context';
import type { StoredParameter } from '../state';

/** Another account of the same organization. */
const OWNER = '210987654321';
const MADE = Date.UTC(2026, 8, 1);

/**
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-finding-public-parameters.html: services
 * stand below /aws/service/list, and without `list` in the name lies what they publish.
 */
const published: Readonly<Record<string, string>> = {
  '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64': 'ami-0fake000000000001',
  '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64': 'ami-0fake000000000002',
  '/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id': 'ami-0fake000000000003',
  '/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_name': 'al2023-ami-ecs-fake',
  '/aws/service/list/ami-amazon-linux-latest': 'https://docs.aws.amazon.com/linux/',
  '/aws/service/list/ecs': 'https://docs.aws.amazon.com/ecs/',
};

const sharedNames: Readonly<Record<string, string>> = {
  '/org/network/vpc-id': 'vpc-0fake0001',
  '/org/network/subnets': 'subnet-0fake0101,subnet-0fake0102',
};

/** Public ones by name, in order. */
export const publicParameters: readonly (readonly [name: string, parameter: StoredParameter])[] =
  Object.entries(published)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => [name, stored(name, value, 'Standard')]);

/** https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-shared-parameters.html: advanced ones alone. */
export function sharedParameters({ region }: RequestContext): ReadonlyMap<string, StoredParameter> {
  return new Map(
    Object.entries(sharedNames).map(([name, value]) => [
      `arn:aws:ssm:${region}:${OWNER}:parameter${name}`,
      stored(name, value, 'Advanced'),
    ]),
  );
}

/** By the name or the ARN that a request names; undefined for what is not of these. */
export function givenParameter(context: RequestContext, id: string): StoredParameter | undefined {
  const [, found] = publicParameters.find(([name]) => name === id) ?? [];
  return found ?? sharedParameters(context).get(id);
}

export function sharedOutput(arn: string, { name, type, versions: [only] }: StoredParameter): Output {
  return {
    Name: name,
    ARN: arn,
    Type: type,
    LastModifiedDate: seconds(only?.modified ?? MADE),
    LastModifiedUser: `arn:aws:iam::${OWNER}:root`,
    Version: 1,
    Tier: 'Advanced',
    DataType: 'text',
  };
}

function stored(name: string, value: string, tier: 'Standard' | 'Advanced'): StoredParameter {
  const version = {
    version: 1,
    value,
    modified: MADE,
    modifiedBy: `arn:aws:iam::${OWNER}:root`,
    tier,
    dataType: value.startsWith('ami-') ? 'aws:ec2:image' : 'text',
    labels: [],
  };
  return { name, type: value.includes(',') ? 'StringList' : 'String', versions: [version], tags: [] };
}
