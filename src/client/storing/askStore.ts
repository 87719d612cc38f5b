/** Goes through the questions, back as well as forth, until it is known where a value belongs. */
import * as vscode from 'vscode';
import {
  type Answer,
  type Outcome,
  type Question,
  questionsLeft,
  type Step,
  whereToStore,
} from '../../core/storing/decision';
import { answerText, costText, outcomeText, questionText, reasonText } from './storeTexts';

export interface Page {
  /** From 1. */
  readonly number: number;
  readonly of: number;
}

/** What is asked; undefined: the person went away. A port: VS Code refuses dialogs in a host under test. */
export interface StoreQuestions {
  ask(question: Question, page: Page): Promise<Answer | 'back' | undefined>;
  /** Says where it belongs, why, and what that costs. */
  confirm(outcome: Outcome, page: Page): Promise<'go' | 'back' | undefined>;
}

/** Undefined where it was left. */
export async function askStore(questions: StoreQuestions): Promise<Outcome | undefined> {
  const before: Step[] = [];
  let step: Step = whereToStore;
  for (;;) {
    const number = before.length + 1;
    // What it came to is a page too.
    const page: Page = { number, of: number + questionsLeft(step) };
    const answer: Answer | 'go' | 'back' | undefined =
      step.kind === 'outcome' ? await questions.confirm(step, page) : await questions.ask(step, page);
    if (answer === undefined) return undefined;
    if (answer === 'back') step = before.pop() ?? step;
    else if (answer === 'go') return step.kind === 'outcome' ? step : undefined;
    else {
      before.push(step);
      step = answer.then;
    }
  }
}

export function createStoreQuestions(): StoreQuestions {
  return {
    async ask({ id, answers }, page) {
      const rows = answers.map(answer => ({ ...answerText(answer.id), value: answer }));
      return pick(rows, page, questionText(id));
    },
    async confirm(outcome, page) {
      // Why and at what price is a row each: VS Code cuts off what is longer than one line.
      const rows = [
        {
          label: `$(arrow-right) ${outcomeText(outcome)}`,
          detail: reasonText(outcome.reason),
          value: 'go' as const,
        },
        { label: vscode.l10n.t('What it costs'), detail: costText(outcome), value: 'go' as const },
      ];
      return pick(rows, page, vscode.l10n.t('It belongs here; Enter goes on'));
    },
  };
}

async function pick<T>(
  items: readonly (vscode.QuickPickItem & { readonly value: T })[],
  { number, of }: Page,
  placeholder: string,
): Promise<T | 'back' | undefined> {
  const box = vscode.window.createQuickPick<vscode.QuickPickItem & { readonly value: T }>();
  box.title = vscode.l10n.t('Store a Value');
  box.step = number;
  box.totalSteps = of;
  box.placeholder = placeholder;
  box.items = items;
  box.ignoreFocusOut = true;
  if (number > 1) box.buttons = [vscode.QuickInputButtons.Back];
  try {
    return await new Promise<T | 'back' | undefined>(resolve => {
      box.onDidAccept(() => {
        const [chosen] = box.selectedItems;
        if (chosen) resolve(chosen.value);
      });
      box.onDidTriggerButton(() => resolve('back'));
      box.onDidHide(() => resolve(undefined));
      box.show();
    });
  } finally {
    box.dispose();
  }
}
