/** The plan of an import as a person goes through it. Of a value there is nothing in it but a mask. */
import * as vscode from 'vscode';
import { MASK } from '../../../../core/value/sensitive';
import { askKey, parametersKey } from '../../keyQuestion';
import { listOf } from '../../listOf';
import type { ImportQuestions, PlannedStep } from './importing';
import { faultText, leftText, typeOf } from './importTexts';

interface StepPick extends vscode.QuickPickItem {
  readonly step?: PlannedStep;
}

export function createImportQuestions(): ImportQuestions {
  return {
    async goOn({ file, faults, entries }, left) {
      const lines = [...faults.map(faultText), ...left.map(leftText)];
      const rest = vscode.l10n.t('Go On With the Rest');
      const message =
        lines.length === 1
          ? vscode.l10n.t('1 entry of {0} cannot be imported.', file)
          : vscode.l10n.t('{0} entries of {1} cannot be imported.', lines.length, file);
      const actions = entries.length > left.length ? [rest] : [];
      const options = { modal: true, detail: listOf(lines) };
      return (await vscode.window.showWarningMessage(message, options, ...actions)) === rest;
    },
    async choose({ file, to }, steps, same) {
      const picked = await vscode.window.showQuickPick(picksOf(steps), {
        title: vscode.l10n.t('Import {0} into {1}', file, to),
        placeHolder:
          same > 0
            ? vscode.l10n.t('Untick what is not to be sent; {0} more: no change', same)
            : vscode.l10n.t('Untick what is not to be sent'),
        canPickMany: true,
        matchOnDescription: true,
        ignoreFocusOut: true,
      });
      return picked?.flatMap(({ step }) => step ?? []);
    },
    async secure(steps) {
      const picked = await vscode.window.showQuickPick(
        steps.map(step => ({ label: step.name, description: MASK, picked: step.type === 'SecureString' })),
        {
          title: vscode.l10n.t('Which of the new ones are encrypted (SecureString)?'),
          placeHolder: vscode.l10n.t('Those that look like secrets are ticked'),
          canPickMany: true,
          ignoreFocusOut: true,
        },
      );
      return picked && new Set(picked.map(({ label }) => label));
    },
    key: (to, aws) => askKey({ name: to, standard: parametersKey }, aws),
  };
}

function picksOf(steps: readonly PlannedStep[]): StepPick[] {
  const group = (label: string, kind: PlannedStep['kind'], icon: string): StepPick[] => {
    const own = steps.filter(step => step.kind === kind);
    if (own.length === 0) return [];
    return [
      { label: `${label} (${own.length})`, kind: vscode.QuickPickItemKind.Separator },
      ...own.map(step => ({
        label: `$(${icon}) ${step.name}`,
        description: vscode.l10n.t('{0} · line {1} · {2}', typeOf(step), step.line, MASK),
        picked: true,
        step,
      })),
    ];
  };
  return [
    ...group(vscode.l10n.t('Create'), 'create', 'diff-added'),
    ...group(vscode.l10n.t('Change'), 'change', 'diff-modified'),
  ];
}
