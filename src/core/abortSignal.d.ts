/**
 * The part of the platform's AbortSignal and AbortController that core relies on. Core type-checks without Node's and
 * the browser's types (`types: []`); where those are present this merges with them.
 */
interface AbortSignal {
  readonly aborted: boolean;
  throwIfAborted(): void;
  addEventListener(type: 'abort', listener: () => void, options?: { readonly once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

interface AbortController {
  readonly signal: AbortSignal;
  abort(): void;
}

// The same words as in @types/node, which two declarations of one variable must agree in.
declare var AbortController: typeof globalThis extends { onmessage: unknown; AbortController: infer T }
  ? T
  : {
      prototype: AbortController;
      new (): AbortController;
    };
