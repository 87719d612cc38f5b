import type * as vscode from 'vscode';
import type { ViewName } from './nodes';

/** How the items of a view stand: in the folders of their names, all in one list, or by the value of a tag. */
export type Layout =
  | { readonly kind: 'tree' }
  | { readonly kind: 'list' }
  | { readonly kind: 'tag'; readonly key: string };

const keyOf = (name: ViewName) => `keyhole.layout.${name}`;

/** As it was left in this workspace. */
export function keptLayout(memento: vscode.Memento, name: ViewName): Layout {
  const kept = memento.get<unknown>(keyOf(name));
  if (kept === 'list') return { kind: 'list' };
  return typeof kept === 'string' && kept.startsWith('tag:')
    ? { kind: 'tag', key: kept.slice('tag:'.length) }
    : { kind: 'tree' };
}

export async function keepLayout(memento: vscode.Memento, name: ViewName, layout: Layout): Promise<void> {
  await memento.update(keyOf(name), layout.kind === 'tag' ? `tag:${layout.key}` : layout.kind);
}
