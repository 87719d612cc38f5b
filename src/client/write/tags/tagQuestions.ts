/** Tags to go through: each can be given another value or removed, new ones added, until they are applied or left. */
import * as vscode from 'vscode';
import {
  isReserved,
  isSameTags,
  MAX_TAGS,
  sortedTags,
  type TagProblem,
  tagChanges,
  tagKeyProblem,
  tagValueProblem,
} from '../../../core/catalog/tags';
import type { Tags } from '../../../core/stores/tagStore';
import { hideAccounts } from '../../session/screenShare';
import type { NamedItem, TagQuestions } from './editTags';

type Step = { readonly kind: 'apply' | 'add' } | { readonly kind: 'edit' | 'remove'; readonly key: string };

interface StepPick extends vscode.QuickPickItem {
  readonly step?: Step;
}

const removeButton: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('trash'),
  tooltip: vscode.l10n.t('Remove Tag'),
};

export function createTagQuestions(): TagQuestions {
  return {
    async tags(item, now) {
      let wanted: Tags = now;
      for (;;) {
        const step = await pickStep(item, now, wanted);
        if (step === undefined) return undefined;
        if (step.kind === 'apply') return wanted;
        wanted = await take(step, item, wanted);
      }
    },
  };
}

/** By Enter or by the button at a row; undefined where the person goes away. */
async function pickStep(item: NamedItem, now: Tags, wanted: Tags): Promise<Step | undefined> {
  const pick = vscode.window.createQuickPick<StepPick>();
  pick.title = vscode.l10n.t('Tags of {0}', item.name);
  pick.placeholder = vscode.l10n.t('Choose a tag to give it another value');
  pick.ignoreFocusOut = true;
  pick.items = picksOf(now, wanted);
  try {
    return await new Promise<Step | undefined>(resolve => {
      pick.onDidAccept(() => {
        const step = pick.selectedItems[0]?.step;
        if (step) resolve(step);
      });
      pick.onDidTriggerItemButton(({ item: { step } }) => {
        if (step?.kind === 'edit') resolve({ kind: 'remove', key: step.key });
      });
      pick.onDidHide(() => resolve(undefined));
      pick.show();
    });
  } finally {
    pick.dispose();
  }
}

function picksOf(now: Tags, wanted: Tags): readonly StepPick[] {
  const { set, removed } = tagChanges(now, wanted);
  const count = set.size + removed.length;
  const apply: readonly StepPick[] = isSameTags(now, wanted)
    ? []
    : [
        {
          label: vscode.l10n.t('$(check) Apply ({0} changed)…', count),
          alwaysShow: true,
          step: { kind: 'apply' },
        },
      ];
  const add: readonly StepPick[] =
    wanted.size < MAX_TAGS
      ? [{ label: vscode.l10n.t('$(add) Add a tag…'), alwaysShow: true, step: { kind: 'add' } }]
      : [];
  const tags = sortedTags(wanted).map(([key, value]): StepPick => {
    if (isReserved(key))
      return { label: plain(key), description: vscode.l10n.t('{0} · of AWS', plain(value)) };
    const description = set.has(key) ? vscode.l10n.t('{0} · not applied', plain(value)) : plain(value);
    return { label: plain(key), description, buttons: [removeButton], step: { kind: 'edit', key } };
  });
  return [...apply, ...tags, ...add];
}

/** Somebody else's text: no `$(icon)` in it, and no account number while the screen is shared. */
function plain(text: string): string {
  return hideAccounts(text).replaceAll('$(', '$\u200B(');
}

async function take(step: Exclude<Step, { kind: 'apply' }>, item: NamedItem, wanted: Tags): Promise<Tags> {
  switch (step.kind) {
    case 'remove': {
      return new Map([...wanted].filter(([key]) => key !== step.key));
    }
    case 'edit': {
      const value = await askValue(item, step.key, wanted.get(step.key) ?? '');
      return value === undefined ? wanted : new Map([...wanted, [step.key, value]]);
    }
    default: {
      const key = await vscode.window.showInputBox({
        title: vscode.l10n.t('New tag of {0}', item.name),
        prompt: vscode.l10n.t('Its key; capitals count'),
        ignoreFocusOut: true,
        validateInput: text => problemText(tagKeyProblem(text, wanted)),
      });
      const value = key === undefined ? undefined : await askValue(item, key, '');
      return key === undefined || value === undefined ? wanted : new Map([...wanted, [key, value]]);
    }
  }
}

function askValue(item: NamedItem, key: string, value: string): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t('Tag {0} of {1}', key, item.name),
    value,
    prompt: vscode.l10n.t('Its value; whoever may list tags can read it'),
    ignoreFocusOut: true,
    validateInput: text => problemText(tagValueProblem(text)),
  });
}

function problemText(problem: TagProblem | undefined): string | undefined {
  switch (problem) {
    case undefined:
      return undefined;
    case 'empty':
      return vscode.l10n.t('A tag has a key.');
    case 'reserved':
      return vscode.l10n.t('Keys that begin with aws: are for AWS.');
    case 'taken':
      return vscode.l10n.t('There is a tag of this key.');
    case 'too-long':
      return vscode.l10n.t('A key has at most 128 characters, a value 256.');
    case 'characters':
      return vscode.l10n.t('Letters, digits, blanks and _ . : / = + - @');
  }
}
