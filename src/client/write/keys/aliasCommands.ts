import * as vscode from 'vscode';
import type { KeyNode } from '../../tree/nodes';
import { createAlias, deleteAlias, pointAlias } from './aliases';
import { aliasNameOf, aliasNameProblem } from './aliasName';
import { keyCommand } from './keyCommand';

export const createAliasCommand = keyCommand(
  () => vscode.l10n.t('Create Key Alias'),
  async (key, deps) => {
    const taken = deps.keys().flatMap(({ aliases }) => aliases);
    const text = await vscode.window.showInputBox({
      title: vscode.l10n.t('An alias for the key {0}', key.label),
      prompt: vscode.l10n.t('Its name, without alias/ before it'),
      placeHolder: 'my-app/prod',
      ignoreFocusOut: true,
      validateInput: typed => aliasNameProblem(typed, taken),
    });
    return text === undefined ? false : createAlias(aliasNameOf(text), key, deps);
  },
);

export const pointAliasCommand = keyCommand(
  () => vscode.l10n.t('Point Key Alias at Another Key'),
  async (key, deps) => {
    const alias = await aliasOf(key);
    if (alias === undefined) return false;
    const to = await otherKey(alias, key, deps.keys());
    return to !== undefined && pointAlias(alias, { from: key, to }, deps);
  },
);

export const deleteAliasCommand = keyCommand(
  () => vscode.l10n.t('Delete Key Alias'),
  async (key, deps) => {
    const alias = await aliasOf(key);
    return alias !== undefined && deleteAlias(alias, key, deps);
  },
);

/** The one it has, or one that is picked. */
async function aliasOf({ label, aliases }: KeyNode): Promise<string | undefined> {
  const [only, ...others] = aliases;
  if (only !== undefined && others.length === 0) return only;
  if (only === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t('The key {0} has no alias.', label));
    return undefined;
  }
  const title = vscode.l10n.t('Which alias of the key {0}?', label);
  return vscode.window.showQuickPick([...aliases], { title, ignoreFocusOut: true });
}

async function otherKey(
  alias: string,
  from: KeyNode,
  keys: readonly KeyNode[],
): Promise<KeyNode | undefined> {
  const picks = keys
    .filter(({ keyId, manager }) => manager === 'CUSTOMER' && keyId !== from.keyId)
    .map(node => ({
      label: node.label,
      description: node.aliases.length > 0 ? node.keyId : '',
      detail: (node.metadata?.description ?? '').replaceAll('$(', '$ ('),
      node,
    }));
  const title = vscode.l10n.t('Point {0} at which key?', alias);
  const options = { title, matchOnDescription: true, matchOnDetail: true, ignoreFocusOut: true };
  return (await vscode.window.showQuickPick(picks, options))?.node;
}
