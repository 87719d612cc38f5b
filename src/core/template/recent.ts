/** The last few things that were made from a text and can be made again: older ones are let go. */
export interface Recent {
  /** `forget` is called when as many others were added since as are kept. */
  add(forget: () => void): void;
}

export function createRecent(kept: number): Recent {
  const ring: (() => void)[] = [];
  let next = 0;
  return {
    add(forget) {
      ring[next]?.();
      ring[next] = forget;
      next = (next + 1) % kept;
    },
  };
}
