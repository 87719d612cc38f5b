import type * as vscode from 'vscode';

export interface LazyPart<T extends vscode.Disposable> extends vscode.Disposable {
  get(): T;
  /** Undefined until somebody asked for it. */
  made(): T | undefined;
}

/** Makes a part of the extension when it is first asked for, once, and ends it with the window. */
export function createLazyPart<T extends vscode.Disposable>(make: () => T): LazyPart<T> {
  let part: T | undefined;
  return {
    get() {
      part ??= make();
      return part;
    },
    made: () => part,
    dispose: () => part?.dispose(),
  };
}
