import type * as vscode from 'vscode';

export interface LazyPart<T extends vscode.Disposable> extends vscode.Disposable {
  get(): T;
}

/** Makes a part of the extension when it is first asked for, once, and ends it with the window. */
export function createLazyPart<T extends vscode.Disposable>(make: () => T): LazyPart<T> {
  let part: T | undefined;
  return {
    get() {
      part ??= make();
      return part;
    },
    dispose: () => part?.dispose(),
  };
}
