/**
 * The part of the platform's AbortSignal that core relies on. Core type-checks without Node's and the browser's
 * types (`types: []`); where those are present this merges with them.
 */
interface AbortSignal {
  readonly aborted: boolean;
  throwIfAborted(): void;
  addEventListener(type: 'abort', listener: () => void, options?: { readonly once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}
