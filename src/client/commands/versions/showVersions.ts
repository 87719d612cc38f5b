import * as vscode from 'vscode';
import { failureError, failureOf } from '../../../core/failure';
import type { Pages } from '../../../core/stores/call';
import { connectionName } from '../../session/connectionName';
import { nameOf } from '../../tree/nodes';
import type { CommandContext, Handler } from '../context';
import { itemsFor } from '../pickItems';
import type { ShownVersions } from './shownVersions';
import { type VersionAction, versionActions } from './versionActions';
import { orderOf, targetOf, type VersionFact, versionFacts } from './versionFacts';
import { versionTexts } from './versionTexts';

interface VersionPick extends vscode.QuickPickItem {
  readonly fact: VersionFact;
  readonly actions: readonly VersionAction[];
}

/** What was done with the list: a version opened, or one of its buttons pressed. */
type Choice =
  | { readonly kind: 'open'; readonly fact: VersionFact }
  | { readonly kind: 'act'; readonly fact: VersionFact; readonly action: VersionAction };

/** The versions of a parameter or secret, none of their values: one that is chosen opens masked. */
export const showVersions =
  (context: CommandContext): Handler =>
  async (...args) => {
    const { explorer, explored } = context;
    const { views, panels } = explorer.get();
    const [node] = await itemsFor(args, views, ['parameter', 'secret'], vscode.l10n.t('Show Versions'));
    const session = node && explored.sessionOf(node.source);
    if (node === undefined || session === undefined) return;
    const { aws, generation } = await session.connect();
    const pick = vscode.window.createQuickPick<VersionPick>();
    const controller = new AbortController();
    pick.title = vscode.l10n.t('Versions of {0}', nameOf(node));
    pick.placeholder = connectionName(session);
    pick.matchOnDescription = true;
    pick.matchOnDetail = true;
    pick.busy = true;
    const shown = (): ShownVersions => ({
      all: pick.items.map(({ fact }) => fact),
      session,
      generation,
      context,
    });
    let choice: Choice | undefined;
    let seen = shown();
    try {
      const closed = chosen(pick, shown);
      pick.show();
      const reading = fill(pick, versionFacts(node, aws, controller.signal));
      choice = await Promise.race([closed, reading.then(() => closed)]);
      seen = shown();
    } finally {
      controller.abort();
      pick.dispose();
    }
    if (choice?.kind === 'open') panels.open(targetOf(choice.fact), session);
    if (choice?.kind === 'act') await choice.action.run(choice.fact, seen);
  };

function chosen(
  pick: vscode.QuickPick<VersionPick>,
  shown: () => ShownVersions,
): Promise<Choice | undefined> {
  return new Promise(resolve => {
    pick.onDidAccept(() => {
      const [item] = pick.selectedItems;
      if (item) resolve({ kind: 'open', fact: item.fact });
    });
    pick.onDidTriggerItemButton(({ item: { fact, actions }, button }) => {
      const action = actions.find(one => one.button === button);
      if (action?.stays) void action.run(fact, shown());
      else if (action) resolve({ kind: 'act', fact, action });
    });
    pick.onDidHide(() => resolve(undefined));
  });
}

/** Rejects with what the list could not be read for; closes the box then, as it would stay without a word. */
async function fill(pick: vscode.QuickPick<VersionPick>, pages: Pages<VersionFact>): Promise<void> {
  try {
    for await (const page of pages)
      pick.items = [...pick.items, ...page.map(pickOf)].sort((a, b) => orderOf(b.fact) - orderOf(a.fact));
    pick.busy = false;
  } catch (thrown) {
    const failure = failureOf(thrown, 'versions');
    if (failure.code !== 'cancelled') throw failureError(failure);
  }
}

function pickOf(fact: VersionFact): VersionPick {
  const actions = versionActions.filter(action => action.fits(fact));
  return { ...versionTexts(fact), fact, actions, buttons: actions.map(({ button }) => button) };
}
