/** Two paths beside each other: what is on one side alone, and what is another on both. No value is in it. */
import type { ParameterMetadata } from './items';
import { isParameterName } from './parameterName';

export interface ComparedSide {
  /** `/my-app/dev`, or `/`. */
  readonly path: string;
  readonly parameters: readonly ParameterMetadata[];
}

export interface PathPair {
  /** Below the paths: `database/host`. */
  readonly key: string;
  readonly left?: ParameterMetadata;
  readonly right?: ParameterMetadata;
}

/** What is known of a value that was read: its hash under a key that nobody has, and of which version it is. */
export interface Digest {
  readonly hash: string;
  readonly version: number;
}

export type ComparedOutcome =
  | 'different'
  /** The same value, of another type. */
  | 'type'
  | 'only-left'
  | 'only-right'
  /** One of them may not be read, or neither was. */
  | 'unknown'
  | 'same';

export interface ComparedPair extends PathPair {
  readonly outcome: ComparedOutcome;
}

/** Each name below one of the paths once, by name. */
export function pairPaths(left: ComparedSide, right: ComparedSide): readonly PathPair[] {
  const [lefts, rights] = [byKey(left), byKey(right)];
  return [...new Set([...lefts.keys(), ...rights.keys()])].sort().map(key => {
    const [one, other] = [lefts.get(key), rights.get(key)];
    return { key, ...(one && { left: one }), ...(other && { right: other }) };
  });
}

/** Digests by name; the versions that were read take the place of those that were listed. */
export function comparePairs(
  pairs: readonly PathPair[],
  left: ReadonlyMap<string, Digest>,
  right: ReadonlyMap<string, Digest>,
): readonly ComparedPair[] {
  return pairs.map(pair => {
    if (pair.left === undefined) return { ...pair, outcome: 'only-right' };
    if (pair.right === undefined) return { ...pair, outcome: 'only-left' };
    const [one, other] = [left.get(pair.left.name), right.get(pair.right.name)];
    if (one === undefined || other === undefined) return { ...pair, outcome: 'unknown' };
    return {
      key: pair.key,
      left: { ...pair.left, version: one.version },
      right: { ...pair.right, version: other.version },
      outcome: outcomeOf(one.hash === other.hash, pair.left.type === pair.right.type),
    };
  });
}

function outcomeOf(sameValue: boolean, sameType: boolean): ComparedOutcome {
  if (!sameValue) return 'different';
  return sameType ? 'same' : 'type';
}

export interface CrossStep {
  readonly key: string;
  readonly from: ParameterMetadata;
  readonly to: string;
  /** What is there; absent: it is made. */
  readonly before?: ParameterMetadata;
}

export interface CrossPlan {
  readonly steps: readonly CrossStep[];
  /**
   * Keys that do not go across: AWS takes no other type for one that is there, and not every name; what was not compared is
   * not overwritten.
   */
  readonly left: readonly string[];
}

/**
 * What copying these to the other side means. What is the same, or is not on the side it comes from, is none of it.
 * @param to the path on the other side
 */
export function planAcross(
  pairs: readonly ComparedPair[],
  direction: 'to-right' | 'to-left',
  to: string,
): CrossPlan {
  const steps: CrossStep[] = [];
  const left: string[] = [];
  for (const { key, outcome, ...sides } of pairs) {
    const [from, before] = direction === 'to-right' ? [sides.left, sides.right] : [sides.right, sides.left];
    if (from === undefined || outcome === 'same') continue;
    const name = `${to === '/' ? '' : to}/${key}`;
    const isOther = before !== undefined && (before.type !== from.type || outcome === 'unknown');
    if (isOther || !isParameterName(name)) left.push(key);
    else steps.push({ key, from, to: name, ...(before && { before }) });
  }
  return { steps, left };
}

function byKey({ path, parameters }: ComparedSide): ReadonlyMap<string, ParameterMetadata> {
  const below = path === '/' ? '/' : `${path}/`;
  return new Map(
    parameters.flatMap(each => (each.name.startsWith(below) ? [[each.name.slice(below.length), each]] : [])),
  );
}
