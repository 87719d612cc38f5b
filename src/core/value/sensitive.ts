/**
 * A secret value in memory. A frozen closure, not a class: it crosses bundles, where `instanceof` and `#private`
 * break, and every accidental way out (string, JSON, console, spread) gives the mask. Only `reveal()` gives the value.
 */
export interface Sensitive<T> {
  readonly kind: 'sensitive';
  reveal(): T;
  toString(): string;
  toJSON(): string;
}

/** Fixed length: the mask must not tell how long the value is. */
export const MASK = '••••••••';

export function sensitive<T>(value: T): Sensitive<T> {
  const wrapped = {
    kind: 'sensitive' as const,
    reveal: () => value,
    toString: () => MASK,
    toJSON: () => MASK,
    [Symbol.for('nodejs.util.inspect.custom')]: () => MASK,
  };
  return Object.freeze(wrapped);
}

export function isSensitive(candidate: unknown): candidate is Sensitive<unknown> {
  return (
    typeof candidate === 'object' &&
    candidate !== null &&
    'kind' in candidate &&
    candidate.kind === 'sensitive'
  );
}
