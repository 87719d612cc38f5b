/** What a key is about: it hands over nothing, and says that the selection is meant. */
import * as vscode from 'vscode';
import type { Node } from '../tree/nodes';
import type { View } from '../tree/view';

const SELECTED_MS = 300;

/** `{"from": "selection"}`, as package.json binds keys. */
export function isBySelection(argument: unknown): boolean {
  return typeof argument === 'object' && argument !== null && Reflect.get(argument, 'from') === 'selection';
}

/**
 * What is selected is told a moment after the click; whoever is quick with the key means it all the same.
 * @param hint said where nothing is selected
 */
export async function selectionOf({ treeView }: View, hint: string): Promise<readonly Node[]> {
  if (treeView.selection.length === 0) await new Promise(resolve => setTimeout(resolve, SELECTED_MS));
  if (treeView.selection.length === 0) void vscode.window.showInformationMessage(hint);
  return treeView.selection;
}
