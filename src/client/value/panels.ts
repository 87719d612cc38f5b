import * as vscode from 'vscode';
import type { CatalogId } from '../../core/ports';
import { isScreenShared, onDidChangeScreenShare } from '../session/screenShare';
import type { Session } from '../session/session';
import type { Draft } from './draft';
import { createValuePanel, type OwnedPanel, type ValuePanel, type ValuePanelDeps } from './panel';
import { targetName } from './target';

export interface ValuePanels extends vscode.Disposable {
  /** One for each item of what a session is connected to. */
  open(target: CatalogId, session: Session): ValuePanel;
  readonly panels: readonly ValuePanel[];
}

/**
 * Panels that show one value each. What they show is hidden when the screen is going to be shared, and with
 * `keyhole.reveal.hideOnBlur` when the window loses the focus.
 */
export function createValuePanels(deps: ValuePanelDeps): ValuePanels {
  const open = new Map<string, OwnedPanel>();
  const hideAll = (): void => {
    for (const { hide } of open.values()) hide();
  };
  const hiding = vscode.Disposable.from(
    onDidChangeScreenShare(() => isScreenShared() && hideAll()),
    vscode.window.onDidChangeWindowState(({ focused }) => {
      const settings = vscode.workspace.getConfiguration('keyhole.reveal');
      if (!focused && settings.get<boolean>('hideOnBlur', false)) hideAll();
    }),
  );

  function openPanel(target: CatalogId, session: Session, draft?: Draft): ValuePanel {
    const { generation } = session;
    const key = JSON.stringify([target, session.place, generation]);
    const known = open.get(key);
    if (known) {
      known.panel.webview.reveal();
      return known.panel;
    }
    const made = createValuePanel(target, session, deps, draft);
    open.set(key, made);
    made.panel.webview.onDidDispose(() => {
      open.delete(key);
      const dropped = made.unsaved();
      if (dropped) void offerAgain(target, session, generation, dropped);
    });
    return made.panel;
  }

  /** A tab closes without asking: what was typed is kept for as long as this message stands. */
  async function offerAgain(target: CatalogId, session: Session, generation: number, draft: Draft) {
    // Locked, or connected to something else: it goes with all the rest.
    if (session.generation !== generation) return;
    const again = vscode.l10n.t('Continue Editing');
    const message = vscode.l10n.t('What you typed for {0} is not saved.', targetName(target));
    const answer = await vscode.window.showWarningMessage(message, again);
    if (answer === again && session.generation === generation) openPanel(target, session, draft);
  }

  return {
    get panels() {
      return [...open.values()].map(({ panel }) => panel);
    },
    open: (target, session) => openPanel(target, session),
    dispose() {
      hiding.dispose();
      for (const { panel } of [...open.values()]) panel.webview.dispose();
    },
  };
}
