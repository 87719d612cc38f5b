import type { Problem } from '../../problem';
import type { Rule } from '../../rule';
import { type Node, target } from '../../template/node';
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
    const { statementEntry, node } = context.policy;
    if (limit === undefined || statementEntry === undefined || context.broken) return [];
    // Of a secret's policy in a template secret/size speaks, which reads it as text too.
    if (context.kind === 'secret' && context.inTemplate) return [];
    // Written down it has blanks and escapes besides: what is small as it stands is small.
    if (node.span.end - node.span.start < limit * NEARLY * MIN_UNITS_PER_BYTE) return [];
    const size = minifiedSize(node, 0);
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

/** A unit is three bytes of UTF-8 at most; YAML leaves out quotes and brackets that JSON has. */
const MIN_UNITS_PER_BYTE = 1 / 4;
/** Deeper than any policy: what is below it is not counted, so nothing is said too much. */
const MAX_DEPTH = 20;

/** The bytes of a policy as JSON without blanks. A function's result is not known and counts as nothing. */
function minifiedSize(node: Node | undefined, depth: number): number {
  const seen = target(node);
  if (seen === undefined || depth > MAX_DEPTH || isIntrinsic(seen)) return 0;
  if (seen.kind === 'scalar') return utf8Length(JSON.stringify(seen.value));
  if (seen.kind === 'sequence')
    return sum(seen.items.map(item => minifiedSize(item, depth + 1))) + brackets(seen.items);
  if (seen.kind !== 'mapping') return 0;
  const sizes = seen.entries.map(
    ({ key, value }) => minifiedSize(key, depth + 1) + 1 + minifiedSize(value, depth + 1),
  );
  return sum(sizes) + brackets(seen.entries);
}

/** The two brackets, and a comma between any two. */
function brackets(items: readonly unknown[]): number {
  return 2 + Math.max(items.length - 1, 0);
}

function sum(sizes: readonly number[]): number {
  return sizes.reduce((total, size) => total + size, 0);
}

function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}
