import * as vscode from 'vscode';
import type { FailureCode } from '../../core/failure';
import type { Inventory } from '../inventory/inventory';
import type { Explored } from '../session/explored';
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
  /** Why lists of a connection could not be read. */
  failures(session: Session): readonly FailureCode[];
}

export interface ExplorerDeps {
  readonly explored: Explored;
  readonly shells: ViewShells;
  readonly inventory: () => Inventory;
  readonly extensionUri: vscode.Uri;
  readonly log: vscode.LogOutputChannel;
}

export function createExplorer({ explored, shells, inventory, extensionUri, log }: ExplorerDeps): Explorer {
  const views = createViews(explored, log, inventory, shells);
  const clipboard = createTimedClipboard();
  const panels = createValuePanels({ clipboard, extensionUri, log });
  const owned = vscode.Disposable.from(panels, clipboard, ...Object.values(views));
  const failures = (session: Session) => failuresOf(views, session);
  return { views, panels, clipboard, failures, dispose: () => owned.dispose() };
}
