import type * as vscode from 'vscode';
import type { PolicyDocuments } from '../documents/policyKind';
import type { ValueDocuments } from '../documents/valueKind';
import type { Inventory } from '../inventory/inventory';
import type { LanguageSupport } from '../language/starter';
import type { Lazy } from '../lazy';
import type { LazyPart } from '../lazyPart';
import type { Explored } from '../session/explored';
import type { Session } from '../session/session';
import type { Explorer } from '../tree/explorer';
import type { Writes } from '../write/writes';

/** What command handlers work with. */
export interface CommandContext {
  /** The window's own connection. */
  readonly session: Session;
  readonly explored: Explored;
  readonly explorer: LazyPart<Explorer>;
  readonly policies: PolicyDocuments;
  readonly values: ValueDocuments;
  readonly writes: LazyPart<Writes>;
  readonly inventory: LazyPart<Inventory>;
  readonly language: LanguageSupport;
  readonly lazy: Lazy;
  readonly memento: vscode.Memento;
  readonly globalState: vscode.Memento;
  readonly extensionUri: vscode.Uri;
  readonly log: vscode.LogOutputChannel;
}

export type Handler = (...args: readonly unknown[]) => Promise<void> | void;

/** Command id to handler. Which there are says package.json; a unit test compares it with all tables, both ways. */
export type Handlers = Readonly<Record<string, Handler>>;

/** A row is all that a command needs beside package.json. Its bundle loads with the first command that is not found before. */
export type CommandTable<C extends CommandContext = CommandContext> = Readonly<
  Record<string, (context: C) => Handler>
>;

export function handlersOf<C extends CommandContext>(table: CommandTable<C>, context: C): Handlers {
  return Object.fromEntries(Object.entries(table).map(([id, make]) => [id, make(context)]));
}
