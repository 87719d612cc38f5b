import * as vscode from 'vscode';
import { createShownTexts } from './shownTexts';

/** Somebody was faster: what they made of the text that a person's own rests on. */
export interface Conflict {
  readonly uri: vscode.Uri;
  readonly base: string;
  readonly theirs: string;
  readonly mine: string;
  /** Called when both are being put together: what is saved next rests on theirs. */
  merging(): void;
}

export interface OthersChange extends vscode.Disposable {
  /** Asks what to do: put both together, look at theirs, overwrite it, or nothing. True: overwrite. */
  mayOverwrite(conflict: Conflict): Promise<boolean>;
  /** Shows theirs beside the document. */
  compare(conflict: Conflict): Promise<void>;
}

const comparedScheme = 'keyhole-compared';

type Side = 'base' | 'theirs' | 'mine';

export function createOthersChange(): OthersChange {
  const shown = createShownTexts(comparedScheme);
  const sideOf = ({ uri, ...conflict }: Conflict, side: Side) =>
    shown.put(`/${side}${uri.path}`, conflict[side]);

  async function compare(conflict: Conflict): Promise<void> {
    const { uri } = conflict;
    const title = vscode.l10n.t('{0}: in the account ↔ yours', titleOf(uri));
    await vscode.commands.executeCommand('vscode.diff', sideOf(conflict, 'theirs'), uri, title);
  }

  /** The editor that Git's conflicts are solved in. Its command is VS Code's own business: without it there is the comparison. */
  async function merge(conflict: Conflict): Promise<void> {
    const { uri } = conflict;
    try {
      await vscode.commands.executeCommand('_open.mergeEditor', {
        base: sideOf(conflict, 'base'),
        input1: { uri: sideOf(conflict, 'theirs'), title: vscode.l10n.t('In the Account') },
        input2: { uri: sideOf(conflict, 'mine'), title: vscode.l10n.t('Yours') },
        output: uri,
      });
      conflict.merging();
    } catch {
      await compare(conflict);
    }
  }

  return {
    async mayOverwrite(conflict) {
      const merged = vscode.l10n.t('Merge');
      const compared = vscode.l10n.t('Compare');
      const overwritten = vscode.l10n.t('Overwrite');
      const answer = await vscode.window.showWarningMessage(
        vscode.l10n.t('Somebody has changed {0} since you opened it.', titleOf(conflict.uri)),
        {
          modal: true,
          detail: vscode.l10n.t(
            'Merge puts their change and yours together, Compare shows theirs beside yours; nothing is sent by either.',
          ),
        },
        merged,
        compared,
        overwritten,
      );
      if (answer === merged) await merge(conflict);
      if (answer === compared) await compare(conflict);
      return answer === overwritten;
    },
    compare,
    dispose: () => shown.dispose(),
  };
}

function titleOf({ path }: vscode.Uri): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
