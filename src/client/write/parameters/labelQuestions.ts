import * as vscode from 'vscode';
import { type LabelProblem, labelProblem, labelsIn, MAX_LABELS } from '../../../core/catalog/versionLabels';
import type { LabelQuestions } from './labelVersion';

export function createLabelQuestions(): LabelQuestions {
  return {
    async labels({ name, version }, now) {
      const typed = await vscode.window.showInputBox({
        title: vscode.l10n.t('Labels of version {0} of {1}', version, name),
        value: now.join(', '),
        prompt: vscode.l10n.t('Between commas; one that another version has moves here. Empty: none.'),
        ignoreFocusOut: true,
        validateInput: text => problemText(labelProblem(labelsIn(text))),
      });
      return typed === undefined ? undefined : labelsIn(typed);
    },
  };
}

function problemText(problem: LabelProblem | undefined): string | undefined {
  switch (problem) {
    case undefined:
      return undefined;
    case 'too-many':
      return vscode.l10n.t('A version has at most {0} labels.', MAX_LABELS);
    case 'twice':
      return vscode.l10n.t('This label is there twice.');
    case 'too-long':
      return vscode.l10n.t('A label has at most 100 characters.');
    case 'characters':
      return vscode.l10n.t('A label has letters, digits, _ . and -');
    case 'first':
      return vscode.l10n.t('No label may begin with a digit.');
    case 'reserved':
      return vscode.l10n.t('No label may begin with aws or ssm.');
  }
}
