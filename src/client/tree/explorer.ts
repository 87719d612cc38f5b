import * as vscode from 'vscode';
import type { FailureCode } from '../../core/failure';
import type { Inventory } from '../inventory/inventory';
import type { Session } from '../session/session';
import { createTimedClipboard, type TimedClipboard } from '../value/clipboard';
import { createValuePanels, type ValuePanels } from '../value/panel';
import type { ViewShells } from './shells';
import { createViews, failuresOf, type Views } from './views';

/** What people look at: the three views, and values they asked for. */
export interface Explorer extends vscode.Disposable {
  readonly views: Views;
  readonly panels: ValuePanels;
  readonly clipboard: TimedClipboard;
  /** Why lists could not be read. */
  failures(): readonly FailureCode[];
}

export interface ExplorerDeps {
  readonly session: Session;
  readonly shells: ViewShells;
  readonly inventory: () => Inventory;
  readonly extensionUri: vscode.Uri;
  readonly log: vscode.LogOutputChannel;
}

export function createExplorer({ session, shells, inventory, extensionUri, log }: ExplorerDeps): Explorer {
  const views = createViews(session, log, inventory, shells);
  const clipboard = createTimedClipboard();
  const panels = createValuePanels({ clipboard, extensionUri, log });
  const owned = vscode.Disposable.from(panels, clipboard, ...Object.values(views));
  const failures = () => failuresOf(views);
  return { views, panels, clipboard, failures, dispose: () => owned.dispose() };
}
