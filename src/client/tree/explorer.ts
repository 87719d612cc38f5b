import * as vscode from 'vscode';
import type { FailureCode } from '../../core/failure';
import { createShownTexts, type ShownTexts } from '../documents/shownTexts';
import type { Inventory } from '../inventory/inventory';
import type { Explored } from '../session/explored';
import type { Session } from '../session/session';
import { createTimedClipboard, type TimedClipboard } from '../value/clipboard';
import type { ValuePanelDeps } from '../value/panel';
import { createValuePanels, type ValuePanels } from '../value/panels';
import { createRevealedKeys } from '../value/revealedKeys';
import { createMarks, type Marks } from './marks';
import type { ViewShells } from './shells';
import { createViews, failuresOf, type Views } from './views';

/** What people look at: the three views, and values they asked for. */
export interface Explorer extends vscode.Disposable {
  readonly views: Views;
  readonly marks: Marks;
  readonly panels: ValuePanels;
  readonly clipboard: TimedClipboard;
  /** Values of versions, none of them secret, beside each other. */
  readonly shown: ShownTexts;
  /** Why lists of a connection could not be read. */
  failures(session: Session): readonly FailureCode[];
}

export interface ExplorerDeps {
  readonly explored: Explored;
  readonly shells: ViewShells;
  readonly inventory: () => Inventory;
  readonly extensionUri: vscode.Uri;
  readonly log: vscode.LogOutputChannel;
  readonly memento: vscode.Memento;
  readonly globalState: vscode.Memento;
  readonly saveValue: ValuePanelDeps['save'];
}

export function createExplorer(deps: ExplorerDeps): Explorer {
  const { explored, shells, inventory, extensionUri, log, memento, globalState } = deps;
  const marks = createMarks(globalState);
  const revealed = createRevealedKeys();
  const views = createViews(explored, log, inventory, shells, memento, marks, revealed);
  const clipboard = createTimedClipboard();
  const panels = createValuePanels({ clipboard, extensionUri, log, save: deps.saveValue, revealed });
  const shown = createShownTexts('keyhole-version');
  const owned = vscode.Disposable.from(panels, clipboard, shown, ...Object.values(views), marks, revealed);
  const failures = (session: Session) => failuresOf(views, session);
  return { views, marks, panels, clipboard, shown, failures, dispose: () => owned.dispose() };
}
