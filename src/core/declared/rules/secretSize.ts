import type { Problem } from '../../problem';
import { intrinsicOf } from '../../template/intrinsics';
import { type Node, target } from '../../template/node';
import { HOLE } from '../../template/symbolic';
import {
  branchesAt,
  knownBytes,
  propertiesOf,
  type ResourceContext,
  type ResourceRule,
  resourceProblem,
  textsAt,
  textsOf,
} from '../context';

const CODE = 'secret/size';

/** https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html */
const MAX_SECRET_BYTES = 65_536;
const MAX_POLICY_CHARACTERS = 20_480;

export const secretSize: ResourceRule = {
  code: CODE,
  severity: 'error',
  evidence: 'static',
  summary: 'A secret or its resource policy is too large.',
  documentation: {
    what:
      'A `SecretString` of more than 65,536 bytes in UTF-8, or a resource policy of more than 20,480 characters without ' +
      'blanks between them. Only what is known counts: parameters and references count nothing.',
    why: 'Secrets Manager refuses it and the deployment fails. Neither quota can be raised.',
    example: 'SecretString: … 70,000 bytes …  # keep the data in a bucket, and its key in the secret',
    source: 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html',
  },
  check,
};

function check(context: ResourceContext): readonly Problem[] {
  switch (context.resource.type) {
    case 'AWS::SecretsManager::Secret':
      return secretProblems(context);
    case 'AWS::SecretsManager::ResourcePolicy':
      return policyProblems(context);
    default:
      return [];
  }
}

function secretProblems(context: ResourceContext): readonly Problem[] {
  return propertiesOf(context).flatMap(properties =>
    textsAt(context, properties, 'SecretString').flatMap(({ text, span }) => {
      const bytes = knownBytes(text);
      if (bytes <= MAX_SECRET_BYTES) return [];
      const message = `A secret holds at most ${MAX_SECRET_BYTES} bytes, this one has: ${bytes}`;
      return [resourceProblem(context, CODE, 'error', message, { span, path: 'SecretString' })];
    }),
  );
}

function policyProblems(context: ResourceContext): readonly Problem[] {
  return propertiesOf(context).flatMap(properties =>
    branchesAt(context, properties, 'ResourcePolicy').flatMap(({ guard, node }) => {
      const length = leastLength(context, node, 0, { left: MAX_NODES });
      if (length <= MAX_POLICY_CHARACTERS) return [];
      const message = `A resource policy has at most ${MAX_POLICY_CHARACTERS} characters, this one has: ${length}`;
      const span = guard.length === 0 ? node.span : (target(node)?.span ?? node.span);
      return [resourceProblem(context, CODE, 'error', message, { span, path: 'ResourcePolicy' })];
    }),
  );
}

/** Deeper than any policy; aliases could make a short text nest without end, or as large as one likes. */
const MAX_DEPTH = 32;
const MAX_NODES = 40_000;

/** Characters of a node as compact JSON, at the least: of branches the shortest, of what is not known nothing. */
function leastLength(context: ResourceContext, node: Node, depth: number, nodes: { left: number }): number {
  const resolved = target(node);
  if (resolved === undefined || depth > MAX_DEPTH || nodes.left-- <= 0) return 0;
  const call = intrinsicOf(resolved);
  if (call?.name === 'Fn::If') {
    const branches = context.scope.branches(resolved);
    // AWS::NoValue is no branch, and the shortest there is.
    if (branches.length < 2 || branches.some(branch => branch.node === resolved)) return 0;
    return Math.min(...branches.map(branch => leastLength(context, branch.node, depth + 1, nodes)));
  }
  if (call !== undefined || resolved.kind === 'scalar') return leastText(context, resolved);
  if (resolved.kind === 'sequence') {
    return listed(resolved.items.map(item => leastLength(context, item, depth + 1, nodes)));
  }
  return listed(
    resolved.entries.map(({ key, value }) => {
      const inner = value === undefined ? 0 : leastLength(context, value, depth + 1, nodes);
      // `"Key":`, unless the entry may not be there at all.
      return inner === 0 ? 0 : leastText(context, key) + '"":'.length + inner;
    }),
  );
}

/** Without blanks: a policy that stands there as JSON text may be written anew without them. */
function leastText(context: ResourceContext, node: Node): number {
  const lengths = textsOf(context, node, []).map(
    ({ text }) => text.replaceAll(HOLE, '').replace(/\s+/g, '').length,
  );
  return lengths.length === 0 ? 0 : Math.min(...lengths);
}

/** In brackets, with commas between what is there. */
function listed(lengths: readonly number[]): number {
  const there = lengths.filter(length => length > 0);
  return '[]'.length + there.reduce((total, length) => total + length, 0) + Math.max(there.length - 1, 0);
}
