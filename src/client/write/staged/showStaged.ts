/** Lists what is staged in the window: each can be opened, compared with what AWS has, and thrown away. */
import * as vscode from 'vscode';
import { visible } from '../../../core/text/markdown';
import type { OthersChange } from '../../documents/othersChange';
import { sameAccount } from '../../documents/sameAccount';
import { hideAccounts } from '../../session/screenShare';
import { type StagedDocument, type StagedKinds, stagedDocuments } from './stagedDocuments';

export type StagedAction =
  | { readonly kind: 'open' | 'compare' | 'discard'; readonly document: StagedDocument }
  | { readonly kind: 'applyAll' };

/** A port: VS Code refuses dialogs in a host under test. */
export interface StagedQuestions {
  /** Undefined: the person went away. */
  choose(all: readonly StagedDocument[]): Promise<StagedAction | undefined>;
  mayDiscard(document: StagedDocument): Promise<boolean>;
}

export interface ShowStagedDeps extends StagedKinds {
  readonly questions: StagedQuestions;
  readonly othersChange: Pick<OthersChange, 'compare'>;
  applyAll(): Promise<void>;
}

/** Until something is opened or applied, or the list is left or empty. */
export async function showStaged(deps: ShowStagedDeps): Promise<void> {
  for (;;) {
    const all = stagedDocuments(deps);
    if (all.length === 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Nothing is staged in this window.'));
      return;
    }
    const action = await deps.questions.choose(all);
    switch (action?.kind) {
      case undefined:
        return;
      case 'applyAll':
        return deps.applyAll();
      case 'open':
        await vscode.window.showTextDocument(action.document.uri);
        return;
      case 'compare':
        return compare(action.document, deps);
      case 'discard':
        if (await deps.questions.mayDiscard(action.document)) await action.document.discard();
    }
  }
}

async function compare(document: StagedDocument, { othersChange }: ShowStagedDeps): Promise<void> {
  const { uri, draft, session, read } = document;
  const { aws } = await sameAccount(session(), draft);
  const theirs = await read(aws);
  await othersChange.compare({ uri, base: draft.base, theirs, mine: draft.staged, merging: () => undefined });
}

interface StagedPick extends vscode.QuickPickItem {
  readonly action: StagedAction;
}

export function createStagedQuestions(): StagedQuestions {
  return {
    choose: async all => {
      const compared = {
        iconPath: new vscode.ThemeIcon('diff'),
        tooltip: vscode.l10n.t('Compare with What AWS Has'),
      };
      const discarded = { iconPath: new vscode.ThemeIcon('discard'), tooltip: vscode.l10n.t('Discard') };
      const pick = vscode.window.createQuickPick<StagedPick>();
      pick.title = vscode.l10n.t('Staged in this window, not in AWS: {0}', all.length);
      pick.placeholder = vscode.l10n.t('Enter opens one; all are gone when the window is closed or reloaded');
      pick.matchOnDescription = true;
      pick.ignoreFocusOut = true;
      pick.items = [
        {
          label: `$(cloud-upload) ${vscode.l10n.t('Apply All Staged Changes…')}`,
          alwaysShow: true,
          action: { kind: 'applyAll' },
        },
        ...all.map(document => ({ ...rowOf(document), buttons: [compared, discarded] })),
      ];
      const [, first] = pick.items;
      if (first) pick.activeItems = [first];
      try {
        return await new Promise<StagedAction | undefined>(resolve => {
          pick.onDidAccept(() => {
            const [chosen] = pick.selectedItems;
            if (chosen) resolve(chosen.action);
          });
          pick.onDidTriggerItemButton(({ item: { action }, button }) => {
            if (action.kind === 'applyAll') return;
            resolve({ kind: button === compared ? 'compare' : 'discard', document: action.document });
          });
          pick.onDidHide(() => resolve(undefined));
          pick.show();
        });
      } finally {
        pick.dispose();
      }
    },
    mayDiscard: async ({ name }) => {
      const discard = vscode.l10n.t('Discard');
      const question = vscode.l10n.t('Discard what is staged of {0}?', hideAccounts(visible(name)));
      const detail = vscode.l10n.t('It cannot be brought back.');
      return (await vscode.window.showWarningMessage(question, { modal: true, detail }, discard)) === discard;
    },
  };
}

function rowOf(document: StagedDocument): StagedPick {
  const { kind, name, connection } = document;
  const what = kind === 'policy' ? vscode.l10n.t('policy') : vscode.l10n.t('value');
  const where = connection ?? vscode.l10n.t('its connection is not shown any longer');
  const shown = (text: string) => hideAccounts(visible(text)).replaceAll('$(', '$ (');
  return {
    label: shown(name),
    description: shown(`${what} · ${where}`),
    iconPath: new vscode.ThemeIcon(kind === 'policy' ? 'law' : 'symbol-string'),
    action: { kind: 'open', document },
  };
}
