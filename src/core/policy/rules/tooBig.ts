import type { Problem } from '../../problem';
import type { Rule } from '../../rule';
import { type Node, target } from '../../template/node';
import { utf8Length } from '../../text/utf8';
import { type PolicyContext, placeOf } from '../context';
import { isIntrinsic } from '../scope';

const CODE = 'policy/too-big';

/**
 * Bytes, without the blanks between elements.
 * https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html#key-policy-limit
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html
 */
const LIMITS: Readonly<Record<string, number>> = { key: 32_768, secret: 20_480 };
const NEARLY = 0.9;

export const tooBig: Rule<PolicyContext> = {
  code: CODE,
  severity: 'error',
  evidence: 'static',
  summary: 'The policy is larger than the service takes.',
  documentation: {
    what: 'A key policy of more than 32,768 bytes, or a secret policy of more than 20,480, counted without the blanks between its elements. A warning from nine tenths of it on. What is filled in at deployment counts as nothing, so a policy may be larger than this says.',
    why: 'KMS answers LimitExceededException, Secrets Manager InvalidParameterException, and the deployment fails.',
    example: 'Many statements that differ in their principals alone  →  one statement with a list of them',
    source: 'https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html#key-policy-limit',
  },
  check: context => {
    const limit = LIMITS[context.kind];
    const { statementEntry } = context.policy;
    if (limit === undefined || statementEntry === undefined || context.broken) return [];
    // Of a secret's policy in a template secret/size speaks, which reads it as text too.
    if (context.kind === 'secret' && context.inTemplate) return [];
    const size = sizeOf(context, limit * NEARLY);
    if (size < limit * NEARLY) return [];
    const isOver = size > limit;
    const problem: Problem = {
      code: CODE,
      severity: isOver ? 'error' : 'warning',
      message: isOver
        ? `The policy is too large: ${size} of ${limit} bytes`
        : `The policy is nearly too large: ${size} of ${limit} bytes`,
      span: statementEntry.key.span,
      evidence: 'static',
      ...placeOf(context),
    };
    return [problem];
  },
};

/** At the least; nothing where it is plain that it is below `threshold`. */
function sizeOf({ text, policy, inTemplate }: PolicyContext, threshold: number): number {
  const { node, format } = policy;
  if (format === 'json' && !inTemplate) {
    // Without blanks JSON only gets shorter.
    const written = text.slice(node.span.start, node.span.end);
    if (utf8Length(written) < threshold) return 0;
    try {
      return utf8Length(JSON.stringify(JSON.parse(written)));
    } catch {
      // Comments, or a comma too many: as it is read.
    }
  }
  return leastSize(node, 0, { left: MAX_NODES });
}

/** Deeper than any policy: what is below it is not counted, so nothing is said too much. */
const MAX_DEPTH = 20;
/** Aliases could make a short text as large as one likes; a policy of the largest size has fewer. */
const MAX_NODES = 40_000;

/**
 * The bytes of a policy as JSON without blanks, at the least: a function's result counts as nothing, and what YAML reads
 * as a number or a boolean has no quotes perhaps.
 */
function leastSize(node: Node | undefined, depth: number, nodes: { left: number }): number {
  const seen = target(node);
  if (seen === undefined || depth > MAX_DEPTH || nodes.left-- <= 0 || isIntrinsic(seen)) return 0;
  if (seen.kind === 'scalar') {
    const isBare = seen.style === 'plain' && BARE.test(seen.value);
    return utf8Length(JSON.stringify(seen.value)) - (isBare ? 2 : 0);
  }
  if (seen.kind === 'sequence')
    return sum(seen.items.map(item => leastSize(item, depth + 1, nodes))) + brackets(seen.items);
  const sizes = seen.entries.map(
    ({ key, value }) => leastSize(key, depth + 1, nodes) + 1 + leastSize(value, depth + 1, nodes),
  );
  return sum(sizes) + brackets(seen.entries);
}

const BARE = /^(?:[-+.\d][\w.+-]*|true|false|null|~|)$/i;

/** The two brackets, and a comma between any two. */
function brackets(items: readonly unknown[]): number {
  return 2 + Math.max(items.length - 1, 0);
}

function sum(sizes: readonly number[]): number {
  return sizes.reduce((total, size) => total + size, 0);
}
