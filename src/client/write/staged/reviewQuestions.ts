import * as vscode from 'vscode';
import { visible } from '../../../core/text/markdown';
import { hideAccounts } from '../../session/screenShare';
import { listOf } from '../listOf';
import type { Reviewed } from './applyAll';

/** A port: VS Code refuses dialogs in a host under test. */
export interface ReviewQuestions {
  /** Which of them are applied; undefined: the person went away. */
  review(all: readonly Reviewed[]): Promise<readonly Reviewed[] | undefined>;
}

interface ReviewPick extends vscode.QuickPickItem {
  readonly reviewed: Reviewed;
}

/** The list, of which something can be taken out, and then one question: no keystroke meant for the editor answers it. */
export function createReviewQuestions(): ReviewQuestions {
  return {
    async review(all) {
      const chosen = await vscode.window.showQuickPick(all.map(pickOf), {
        title: vscode.l10n.t('Apply All Staged Changes'),
        placeHolder: vscode.l10n.t('What is not ticked stays staged'),
        canPickMany: true,
        matchOnDescription: true,
        ignoreFocusOut: true,
      });
      if (chosen === undefined || chosen.length === 0) return undefined;
      const reviewed = chosen.map(each => each.reviewed);
      const apply = vscode.l10n.t('Apply');
      const question =
        reviewed.length === 1
          ? vscode.l10n.t('Apply 1 change?')
          : vscode.l10n.t('Apply {0} changes?', reviewed.length);
      const detail = listOf(reviewed.map(lineOf));
      const answer = await vscode.window.showWarningMessage(question, { modal: true, detail }, apply);
      return answer === apply ? reviewed : undefined;
    },
  };
}

/** What would be said of it alone, in its row. */
export function pickOf(reviewed: Reviewed): ReviewPick {
  const { document, asked, problem, production } = reviewed;
  const details = problem ? [problem] : [asked?.change.question, ...(asked?.change.details ?? [])];
  return {
    label: shown(document.name),
    description: shown(placeOf(reviewed)),
    detail: shown(details.filter(Boolean).join(' ')),
    iconPath: new vscode.ThemeIcon(problem ? 'warning' : production ? 'flame' : 'cloud-upload'),
    picked: problem === undefined,
    reviewed,
  };
}

export function lineOf(reviewed: Reviewed): string {
  return hideAccounts(visible(`${reviewed.document.name} (${placeOf(reviewed)})`));
}

function placeOf({ document, production }: Reviewed): string {
  const connection = document.connection ?? vscode.l10n.t('a connection that is not shown any longer');
  return production ? vscode.l10n.t('PRODUCTION · {0}', connection) : connection;
}

/** Names are data that somebody else wrote: a `$(` in one would become an icon. */
function shown(text: string): string {
  return hideAccounts(visible(text)).replaceAll('$(', '$ (');
}
