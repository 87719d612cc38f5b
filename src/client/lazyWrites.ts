import type * as vscode from 'vscode';
import type { Lazy, WriteDeps, Writes } from './lazy';

export interface LazyWrites extends vscode.Disposable {
  get(): Writes;
}

/** Loads what changes AWS once, and ends it with the window. */
export function createLazyWrites(lazy: Lazy, deps: WriteDeps): LazyWrites {
  let writes: Writes | undefined;
  return {
    get() {
      writes ??= lazy.writes().createWrites(deps);
      return writes;
    },
    dispose: () => writes?.dispose(),
  };
}
