import type * as vscode from 'vscode';
import { type ConnectionChoice, choiceKey, parseChoice } from './choice';

/** Connections somebody may want again. Names alone are kept, on this machine. */
export interface KeptChoices {
  /** Of the workspace, the last one first. */
  recent(): readonly ConnectionChoice[];
  use(choice: ConnectionChoice): Promise<void>;
  /** Of the person, in every workspace. */
  pinned(): readonly ConnectionChoice[];
  /** Pins it, or takes its pin away. */
  togglePin(choice: ConnectionChoice): Promise<void>;
}

const RECENT = 'keyhole.recentConnections';
const PINNED = 'keyhole.pinnedConnections';
const MAX_RECENT = 6;
const MAX_PINNED = 50;

export function createKeptChoices(workspace: vscode.Memento, person: vscode.Memento): KeptChoices {
  return {
    recent: () => read(workspace, RECENT),
    async use(choice) {
      const others = without(read(workspace, RECENT), choice);
      await workspace.update(RECENT, [choice, ...others].slice(0, MAX_RECENT));
    },
    pinned: () => read(person, PINNED),
    async togglePin(choice) {
      const before = read(person, PINNED);
      const others = without(before, choice);
      const next = others.length < before.length ? others : [...others, choice];
      await person.update(PINNED, next.slice(-MAX_PINNED));
    },
  };
}

function read(memento: vscode.Memento, key: string): readonly ConnectionChoice[] {
  const kept = memento.get<unknown>(key);
  return Array.isArray(kept) ? kept.map(parseChoice) : [];
}

function without(
  choices: readonly ConnectionChoice[],
  choice: ConnectionChoice,
): readonly ConnectionChoice[] {
  return choices.filter(one => choiceKey(one) !== choiceKey(choice));
}
