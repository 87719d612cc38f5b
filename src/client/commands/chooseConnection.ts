import * as vscode from 'vscode';
import { parseDefinitions } from '../connections/definitions';
import { type ConnectionChoice, choiceKey } from '../session/choice';
import { connectionName } from '../session/connectionName';
import { connectionFromPerson } from '../session/connectionPicker';
import { type ExploredConnection, MAX_BESIDE } from '../session/explored';
import { createKeptChoices } from '../session/keptChoices';
import type { Session } from '../session/session';
import type { CommandContext } from './context';
import { defineConnection } from './defineConnection';
import { announceWho } from './whoIsThat';

/** For the window, or, asked for by the picker's buttons or from the start, beside its connection. */
export async function chooseConnection(context: CommandContext, beside: boolean): Promise<void> {
  const { session, explored, lazy, memento, globalState } = context;
  const kept = createKeptChoices(memento, globalState);
  const picked = await connectionFromPerson({ lazy, kept, current: session.choice, beside });
  if (picked === undefined) return;
  const choices = picked.kind === 'new' ? await newChoice(context) : picked.choices;
  const [first, ...others] = choices;
  if (first === undefined) return;
  const isBeside = picked.kind === 'new' ? beside : picked.beside;
  for (const choice of choices) await kept.use(choice);
  if (!isBeside) await session.choose(first);
  for (const choice of isBeside ? choices : others) {
    const outcome = await explored.showBeside(choice);
    if (outcome === 'too many') tellTooMany();
    if (outcome === 'shown already') tellShown();
  }
  // Where it is seen; whoever switches the window's own stays where they are.
  if (isBeside) await vscode.commands.executeCommand('keyhole.parameters.focus');
  const chosen = isBeside ? besides(context, choices) : [session];
  // One after the other: what is wrong with the first is told first.
  const { views } = context.explorer.get();
  const seen = Object.values(views).some(({ treeView }) => treeView.visible);
  for (const one of chosen) await announceWho(one, seen);
}

function tellTooMany(): void {
  void vscode.window.showWarningMessage(
    vscode.l10n.t(
      "The explorer shows {0} connections beside the window's and no more: remove one first.",
      MAX_BESIDE,
    ),
  );
}

function tellShown(): void {
  void vscode.window.showInformationMessage(vscode.l10n.t('The explorer shows this connection already.'));
}

async function newChoice(context: CommandContext): Promise<readonly ConnectionChoice[]> {
  const name = await defineConnection(context, undefined);
  const definitions = parseDefinitions(vscode.workspace.getConfiguration('keyhole').get('connections'));
  const definition = name === undefined ? undefined : definitions.get(name);
  return name === undefined || definition === undefined ? [] : [{ kind: 'named', name, ...definition }];
}

function besides({ explored }: CommandContext, choices: readonly ConnectionChoice[]): readonly Session[] {
  const wanted = choices.map(choiceKey);
  return explored.connections
    .map(({ session }) => session)
    .filter(({ choice }) => wanted.includes(choiceKey(choice)));
}

/** The one of a node, or one that is asked for. */
export async function removeConnection({ explored }: CommandContext, node: unknown): Promise<void> {
  const source = sourceIn(node) ?? (await besideFromPerson(explored.connections.slice(1)));
  if (source !== undefined) await explored.remove(source);
}

/** The window's own and the one of a node change places. */
export async function useForWindow({ explored, session }: CommandContext, node: unknown): Promise<void> {
  const source = sourceIn(node) ?? (await besideFromPerson(explored.connections.slice(1)));
  const chosen = source === undefined ? undefined : explored.sessionOf(source)?.choice;
  if (source === undefined || chosen === undefined) return;
  const before = session.choice;
  await explored.remove(source);
  await session.choose(chosen);
  if (before.kind !== 'sandbox') await explored.showBeside(before);
}

/** With one there is nothing to ask. */
async function besideFromPerson(beside: readonly ExploredConnection[]): Promise<string | undefined> {
  const [only, ...others] = beside;
  if (only === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('The explorer shows no connection but that of the window.'),
    );
    return undefined;
  }
  if (others.length === 0) return only.source;
  const items = beside.map(({ source, session }) => ({ label: connectionName(session), source }));
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Which connection?') }))?.source;
}

function sourceIn(node: unknown): string | undefined {
  const source = typeof node === 'object' && node !== null ? Reflect.get(node, 'source') : undefined;
  return typeof source === 'string' ? source : undefined;
}
