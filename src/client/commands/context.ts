import type * as vscode from 'vscode';
import type { PolicyDocuments } from '../documents/policyDocuments';
import type { Inventory } from '../inventory/inventory';
import type { LanguageSupport } from '../language/starter';
import type { Lazy } from '../lazy';
import type { LazyPart } from '../lazyPart';
import type { Session } from '../session/session';
import type { Explorer } from '../tree/explorer';
import type { Writes } from '../writes';

/** What command handlers work with. */
export interface CommandContext {
  readonly session: Session;
  readonly explorer: LazyPart<Explorer>;
  readonly policies: PolicyDocuments;
  readonly writes: LazyPart<Writes>;
  readonly inventory: LazyPart<Inventory>;
  readonly language: LanguageSupport;
  readonly lazy: Lazy;
  readonly extensionUri: vscode.Uri;
  readonly log: vscode.LogOutputChannel;
}

export type Handler = (...args: readonly unknown[]) => Promise<void> | void;
