import * as vscode from 'vscode';
import { type ComparedPair, planAcross } from '../../../../core/catalog/comparePaths';
import type { ValuePanels } from '../../../value/panels';
import { askKey, parametersKey } from '../../keyQuestion';
import { listOf } from '../../listOf';
import { type PairPick, picksOf } from './comparePicks';
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

/** What differs first. Typing `same` or `only` filters; nothing is ticked, and Enter with nothing ticked ends it. */
async function showPairs(
  left: Place,
  right: Place,
  pairs: readonly ComparedPair[],
  panels: ValuePanels,
): Promise<readonly ComparedPair[] | undefined> {
  const pick = vscode.window.createQuickPick<PairPick>();
  pick.title = titleOf(left, right);
  pick.placeholder = vscode.l10n.t('Tick what is to be copied across; type a name, or: only');
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
      description:
        steps.length === 0
          ? vscode.l10n.t('nothing to copy')
          : vscode.l10n.t('creates {0}, changes {1}', made, steps.length - made),
      direction,
      count: steps.length,
    };
  };
  // What is there on one side alone goes one way: that comes first, as Enter takes the first.
  const picks = [pickOf('to-right', left, right), pickOf('to-left', right, left)].sort(
    (one, other) => other.count - one.count,
  );
  const picked = await vscode.window.showQuickPick(picks, {
    title:
      pairs.length === 1
        ? vscode.l10n.t('Copy 1 parameter: which way?')
        : vscode.l10n.t('Copy {0} parameters: which way?', pairs.length),
    ignoreFocusOut: true,
  });
  return picked && { pairs, direction: picked.direction };
}

function titleOf(left: Place, right: Place): string {
  return vscode.l10n.t('{0} ↔ {1}', left.label, right.label);
}
