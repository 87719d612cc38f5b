import * as vscode from 'vscode';
import { type TagKey, tagKeys } from '../../core/catalog/tagGroups';
import { visible } from '../../core/text/markdown';
import type { Layout } from '../tree/layout';
import type { ViewName } from '../tree/nodes';
import type { View } from '../tree/view';
import type { CommandContext, Handler } from './context';

export const viewAs =
  (name: ViewName, kind: Exclude<Layout['kind'], 'tag'>) =>
  ({ explorer }: CommandContext): Handler =>
  () =>
    explorer.get().views[name].setLayout({ kind });

export const groupByTag =
  (name: ViewName) =>
  ({ explorer }: CommandContext): Handler =>
  async () => {
    const view = explorer.get().views[name];
    const keys = await vscode.window.withProgress(
      { location: { viewId: view.id }, title: vscode.l10n.t('Reading tags…') },
      () => keysOf(view),
    );
    const key = await pickKey(keys, view.layout);
    if (key !== undefined) await view.setLayout({ kind: 'tag', key });
  };

/** Of all connections that are shown. Rejects with why they cannot be read where none of them could. */
async function keysOf(view: View): Promise<readonly TagKey[]> {
  const read = await Promise.allSettled(view.branches.map(({ tags }) => tags.want()));
  const [failed] = read.filter(one => one.status === 'rejected');
  if (failed && read.every(({ status }) => status === 'rejected')) throw failed.reason;
  return tagKeys(view.branches.flatMap(({ tagsByArn }) => [...(tagsByArn?.values() ?? [])]));
}

/** More values than fit into a line. */
const MAX_VALUES = 4;

async function pickKey(keys: readonly TagKey[], layout: Layout): Promise<string | undefined> {
  if (keys.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Nothing here has a tag.'));
    return undefined;
  }
  const items = keys.map(({ key, count, values }) => ({
    label: visible(key),
    description: vscode.l10n.t('{0} items', count),
    detail: [...values.slice(0, MAX_VALUES).map(visible), ...(values.length > MAX_VALUES ? ['…'] : [])].join(
      ', ',
    ),
    key,
    picked: layout.kind === 'tag' && layout.key === key,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Group by Tag'),
    placeHolder: vscode.l10n.t('The tag whose values make the groups'),
    matchOnDetail: true,
  });
  return chosen?.key;
}
