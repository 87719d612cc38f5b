import * as vscode from 'vscode';
import { type ComparedOutcome, type ComparedPair, planAcross } from '../../../../core/catalog/comparePaths';
import { MASK } from '../../../../core/value/sensitive';
import type { ValuePanels } from '../../../value/panels';
import { askKey, parametersKey } from '../../keyQuestion';
import { listOf } from '../../listOf';
import type { Across, CompareQuestions, Direction, Place } from './comparing';

export function createCompareQuestions(panels: ValuePanels): CompareQuestions {
  return {
    async readValues(left, right, { both, onlyLeft, onlyRight, calls }) {
      const picks = [
        {
          label: vscode.l10n.t('Compare the values'),
          description: vscode.l10n.t('reads {0} on each side, about {1} calls', both, calls),
          reads: true,
        },
        { label: vscode.l10n.t('Compare the names alone'), description: '', reads: false },
      ];
      const picked = await vscode.window.showQuickPick(picks, {
        title: titleOf(left, right),
        placeHolder: vscode.l10n.t(
          '{0} on both sides, {1} on the left alone, {2} on the right alone',
          both,
          onlyLeft,
          onlyRight,
        ),
        ignoreFocusOut: true,
      });
      return picked?.reads;
    },
    async show(left, right, pairs) {
      const chosen = await showPairs(left, right, pairs, panels);
      if (chosen === undefined || chosen.length === 0) return undefined;
      return askDirection(left, right, chosen);
    },
    key: (place, aws) => askKey({ name: place.label, standard: parametersKey }, aws),
    async goOn({ steps, left }) {
      const rest = vscode.l10n.t('Copy the Others');
      const message = vscode.l10n.t(
        '{0} parameters are not copied: they are of another type there, were not compared, or cannot be called that there.',
        left.length,
      );
      const options = { modal: true, detail: listOf(left) };
      const actions = steps.length > 0 ? [rest] : [];
      return (await vscode.window.showWarningMessage(message, options, ...actions)) === rest;
    },
  };
}

interface PairPick extends vscode.QuickPickItem {
  readonly pair?: ComparedPair;
}

/** What differs first. Typing `same` or `only` filters; nothing is ticked, and Enter with nothing ticked ends it. */
async function showPairs(
  left: Place,
  right: Place,
  pairs: readonly ComparedPair[],
  panels: ValuePanels,
): Promise<readonly ComparedPair[] | undefined> {
  const pick = vscode.window.createQuickPick<PairPick>();
  pick.title = titleOf(left, right);
  pick.placeholder = vscode.l10n.t(
    'Tick what is to be copied to the other side; type a part of a name, or: only',
  );
  pick.canSelectMany = true;
  pick.matchOnDescription = true;
  pick.ignoreFocusOut = true;
  pick.items = picksOf(pairs);
  try {
    return await new Promise<readonly ComparedPair[] | undefined>(resolve => {
      pick.onDidAccept(() => resolve(pick.selectedItems.flatMap(({ pair }) => pair ?? [])));
      pick.onDidTriggerItemButton(({ item: { pair } }) => {
        if (pair?.left) panels.open({ kind: 'parameter', name: pair.left.name }, left.session);
        if (pair?.right) panels.open({ kind: 'parameter', name: pair.right.name }, right.session);
      });
      pick.onDidHide(() => resolve(undefined));
      pick.show();
    });
  } finally {
    pick.dispose();
  }
}

const ORDER: readonly ComparedOutcome[] = ['different', 'type', 'only-left', 'only-right', 'unknown', 'same'];

/** In groups, each with how many it has. Exported for the tests: nothing but a mask stands for a value. */
export function picksOf(pairs: readonly ComparedPair[]): PairPick[] {
  const open: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon('eye'),
    tooltip: vscode.l10n.t('Open, Masked'),
  };
  return ORDER.flatMap(outcome => {
    const own = pairs.filter(pair => pair.outcome === outcome);
    if (own.length === 0) return [];
    const { label, icon } = groupOf(outcome);
    return [
      { label: `${label} (${own.length})`, kind: vscode.QuickPickItemKind.Separator },
      ...own.map(pair => ({
        label: `$(${icon}) ${pair.key.replaceAll('$(', '$ (')}`,
        description: [label, sideOf(pair.left), pair.left && pair.right && '↔', sideOf(pair.right)]
          .filter(Boolean)
          .join(' '),
        buttons: [open],
        pair,
      })),
    ];
  });
}

function sideOf(side: ComparedPair['left']): string | undefined {
  return side && vscode.l10n.t('{0} · {1}, version {2}', MASK, side.type, side.version);
}

function groupOf(outcome: ComparedOutcome): { readonly label: string; readonly icon: string } {
  switch (outcome) {
    case 'different':
      return { label: vscode.l10n.t('differs'), icon: 'diff-modified' };
    case 'type':
      return { label: vscode.l10n.t('same value, another type'), icon: 'diff-renamed' };
    case 'only-left':
      return { label: vscode.l10n.t('only on the left'), icon: 'diff-removed' };
    case 'only-right':
      return { label: vscode.l10n.t('only on the right'), icon: 'diff-added' };
    case 'unknown':
      return { label: vscode.l10n.t('not compared'), icon: 'question' };
    case 'same':
      return { label: vscode.l10n.t('same'), icon: 'check' };
  }
}

async function askDirection(
  left: Place,
  right: Place,
  pairs: readonly ComparedPair[],
): Promise<Across | undefined> {
  const pickOf = (direction: Direction, from: Place, to: Place) => {
    const { steps } = planAcross(pairs, direction, to.path);
    const made = steps.filter(({ before }) => before === undefined).length;
    return {
      label: vscode.l10n.t('{0} → {1}', from.label, to.label),
      description: vscode.l10n.t('creates {0}, changes {1}', made, steps.length - made),
      direction,
    };
  };
  const picks = [pickOf('to-right', left, right), pickOf('to-left', right, left)];
  const picked = await vscode.window.showQuickPick(picks, {
    title: vscode.l10n.t('Copy {0} parameters: which way?', pairs.length),
    ignoreFocusOut: true,
  });
  return picked && { pairs, direction: picked.direction };
}

function titleOf(left: Place, right: Place): string {
  return vscode.l10n.t('{0} ↔ {1}', left.label, right.label);
}
