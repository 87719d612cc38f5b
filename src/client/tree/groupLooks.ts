import * as vscode from 'vscode';
import { visible } from '../../core/text/markdown';
import type { Look } from './look';
import type { ForeignNode, MoreNode, SectionNode, TagGroupNode } from './nodes';

const sectionIcons = { favourites: 'star-full', shared: 'organization', public: 'cloud' } as const;

export function sectionLabel({ of }: SectionNode): string {
  switch (of) {
    case 'favourites':
      return vscode.l10n.t('Favourites');
    case 'shared':
      return vscode.l10n.t('Shared with This Account');
    case 'public':
      return vscode.l10n.t('Public Parameters of AWS');
  }
}

export function sectionLook({ of, count }: SectionNode): Look {
  const icon = new vscode.ThemeIcon(sectionIcons[of]);
  if (count === undefined) return { icon };
  return { icon, description: String(count), spoken: vscode.l10n.t('section of {0} items', count) };
}

/** Tags are someone else's text. */
export function tagLabel({ key, value }: TagGroupNode): string {
  if (value === undefined) return vscode.l10n.t('No tag {0}', visible(key));
  return value === '' ? vscode.l10n.t('{0} (empty)', visible(key)) : visible(value);
}

export function tagLook({ value, count }: TagGroupNode): Look {
  return {
    icon: new vscode.ThemeIcon(value === undefined ? 'circle-slash' : 'tag'),
    description: String(count),
    spoken: vscode.l10n.t('group of {0} items', count),
  };
}

export function moreLabel({ count }: MoreNode): string {
  return count === undefined ? vscode.l10n.t('There are more') : vscode.l10n.t('{0} more', count);
}

/** What was not read is read on, what is too long to be looked through is filtered. */
export function moreLook(node: MoreNode): Look {
  const icon = new vscode.ThemeIcon('ellipsis');
  if (node.count === undefined) {
    const title = vscode.l10n.t('Read On');
    const command = { command: 'keyhole.readMorePublic', title, arguments: [node] };
    return { icon, description: vscode.l10n.t('click to read on'), command };
  }
  const command = { command: `${node.view}.filter`, title: vscode.l10n.t('Filter') };
  return { icon, description: vscode.l10n.t('click to filter'), command };
}

export function foreignLook({ owner, metadata: { type, version } }: ForeignNode): Look {
  return {
    icon: new vscode.ThemeIcon(type === 'SecureString' ? 'lock' : 'symbol-string'),
    description: owner ?? vscode.l10n.t('version {0}', version),
    spoken: owner
      ? vscode.l10n.t('{0}, shared by account {1}', type, owner)
      : vscode.l10n.t('{0}, version {1}', type, version),
  };
}
