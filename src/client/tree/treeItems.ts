import * as vscode from 'vscode';
import type { SecretMetadata } from '../../core/catalog/items';
import { originOf } from '../../core/catalog/replica';
import type { FailureCode } from '../../core/failure';
import { visible } from '../../core/text/markdown';
import { accountHider } from '../session/screenShare';
import { foreignLook, moreLabel, moreLook, sectionLabel, sectionLook, tagLabel, tagLook } from './groupLooks';
import { keyDeletionText, keyKindText, stateText } from './keyTexts';
import type { Look } from './look';
import {
  type ConnectionNode,
  contextValue,
  type KeyNode,
  type Node,
  type NoticeNode,
  nodeId,
  type SecretNode,
} from './nodes';
import { secretKeyLook, shapeIcon, shapeText } from './secretKeys';
import { secretDeletionText } from './tooltips';

/** How a node looks. Tooltips are made when a person points at an item (tooltips.ts). */
export function treeItemOf(node: Node): vscode.TreeItem {
  const hide = accountHider();
  const item = new vscode.TreeItem(hide(labelOf(node)), collapsibleState(node));
  item.id = nodeId(node);
  item.contextValue = contextValue(node);
  const { icon, description, spoken, command } = lookOf(node);
  item.iconPath = icon;
  if (description) item.description = hide(description);
  if (command) item.command = command;
  item.accessibilityInformation = {
    label: hide([labelOf(node), spoken ?? description].filter(Boolean).join(', ')),
  };
  return item;
}

function lookOf(node: Node): Look {
  switch (node.kind) {
    case 'folder':
      return {
        icon: vscode.ThemeIcon.Folder,
        description: String(node.count),
        spoken: vscode.l10n.t('folder with {0} items', node.count),
      };
    case 'section':
      return sectionLook(node);
    case 'tagGroup':
      return tagLook(node);
    case 'more':
      return moreLook(node);
    case 'published':
      return { icon: vscode.ThemeIcon.Folder, spoken: vscode.l10n.t('folder of AWS') };
    case 'foreign':
      return foreignLook(node);
    case 'keyGroup':
      return {
        icon: vscode.ThemeIcon.Folder,
        description: String(node.count),
        spoken: vscode.l10n.t('{0} keys', node.count),
      };
    case 'parameter': {
      const { type, version } = node.metadata;
      const secure = type === 'SecureString';
      return {
        icon: new vscode.ThemeIcon(
          secure ? 'lock' : type === 'StringList' ? 'list-unordered' : 'symbol-string',
        ),
        description: vscode.l10n.t('version {0}', version),
        spoken: secure
          ? vscode.l10n.t('secure string, value hidden, version {0}', version)
          : vscode.l10n.t('{0}, version {1}', type, version),
      };
    }
    case 'secret':
      return secretLook(node);
    case 'secretKey':
      return secretKeyLook(node);
    case 'key':
      return keyLook(node);
    case 'notice':
      return noticeLook(node);
    case 'connection':
      return connectionLook(node);
  }
}

/** Production is red everywhere: here, on what may be changed, in the question before a change. */
function connectionLook({ description, failed, production, source }: ConnectionNode): Look {
  const color = production ? new vscode.ThemeColor('charts.red') : undefined;
  return {
    icon: new vscode.ThemeIcon(failed ? 'warning' : source === undefined ? 'window' : 'plug', color),
    description,
    spoken: [vscode.l10n.t('connection'), production && vscode.l10n.t('production'), description]
      .filter(Boolean)
      .join(', '),
  };
}

function noticeLook(node: NoticeNode): Look {
  if (node.reason === 'empty' || node.reason === 'nothing-matches')
    return { icon: new vscode.ThemeIcon('info') };
  const icon = new vscode.ThemeIcon(node.reason === 'stopped' ? 'debug-stop' : 'warning');
  return { icon, ...nextStep(node) };
}

/** What a click on a notice does, said beside its short label; the whole sentence is in the tooltip. */
function nextStep(node: NoticeNode): Pick<Look, 'description' | 'spoken' | 'command'> {
  const { view, failure } = node;
  const { description, command, title } = stepFor(failure?.code, view);
  return {
    description,
    spoken: [failure?.message, description].filter(Boolean).join(', '),
    // The node says of which connection it is.
    command: { command, title, arguments: [node] },
  };
}

function stepFor(code: FailureCode | undefined, view: string) {
  switch (code) {
    case 'expired':
      return {
        description: vscode.l10n.t('click to sign in'),
        command: 'keyhole.signIn',
        title: vscode.l10n.t('Sign In'),
      };
    case 'mfa-required':
      return {
        description: vscode.l10n.t('click to enter a code'),
        command: 'keyhole.enterMfaCode',
        title: vscode.l10n.t('Enter MFA Code'),
      };
    default:
      return {
        description: vscode.l10n.t('click to try again'),
        command: `${view}.refresh`,
        title: vscode.l10n.t('Try Again'),
      };
  }
}

/** Short, because a side bar is narrow and cuts what is long. */
function noticeLabel({ failure, reason, view }: NoticeNode): string {
  if (reason === 'nothing-matches') return vscode.l10n.t('Nothing matches the filter');
  if (reason === 'empty') return emptyLabel(view);
  if (reason === 'tags' && failure?.code !== 'denied') return vscode.l10n.t('Tags could not be read');
  if (reason === 'usage' && failure?.code !== 'denied')
    return vscode.l10n.t('When keys were used could not be read');
  switch (failure?.code) {
    case undefined:
      return vscode.l10n.t('Loading stopped');
    case 'no-credentials':
      return vscode.l10n.t('No credentials');
    case 'expired':
      return vscode.l10n.t('Session expired');
    case 'mfa-required':
      return vscode.l10n.t('MFA code needed');
    case 'denied':
      return vscode.l10n.t('Denied: {0}', failure.missingAction ?? failure.operation);
    case 'throttled':
      return vscode.l10n.t('Throttled');
    case 'unreachable':
      return vscode.l10n.t('Endpoint does not answer');
    default:
      return vscode.l10n.t('List not complete');
  }
}

function emptyLabel(view: NoticeNode['view']): string {
  switch (view) {
    case 'keyhole.parameters':
      return vscode.l10n.t('No parameters');
    case 'keyhole.secrets':
      return vscode.l10n.t('No secrets');
    case 'keyhole.keys':
      return vscode.l10n.t('No keys');
  }
}

function secretLook({ metadata, revealed }: SecretNode): Look {
  if (metadata.deletedDate !== undefined) {
    const { deletedDate } = metadata;
    return {
      icon: new vscode.ThemeIcon('trash'),
      // A side bar is narrow; the tooltip has the sentence, and the year.
      description:
        deletedDate > Date.now()
          ? vscode.l10n.t('gone after {0}', shortDay(deletedDate))
          : vscode.l10n.t('scheduled for deletion'),
      spoken: vscode.l10n.t('secret, {0}', secretDeletionText(deletedDate)),
    };
  }
  const rotation = originOf(metadata) === undefined ? rotationBadge(metadata) : vscode.l10n.t('replica');
  const shape = revealed && shapeText(revealed.shape);
  const description = [shape, rotation].filter(Boolean).join(' · ');
  return {
    icon: revealed ? shapeIcon(revealed.shape) : new vscode.ThemeIcon('lock'),
    ...(description && { description }),
    spoken: [vscode.l10n.t('secret, value hidden'), shape, rotation].filter(Boolean).join(', '),
  };
}

function shortDay(time: number): string {
  return new Date(time).toLocaleDateString(undefined, { month: 'short', day: 'numeric' });
}

/** A rotation that failed is tried again and again; its date stays behind. */
function rotationBadge({ rotationEnabled, nextRotationDate = Number.POSITIVE_INFINITY }: SecretMetadata) {
  if (!rotationEnabled) return undefined;
  return nextRotationDate < Date.now() ? vscode.l10n.t('rotation overdue') : vscode.l10n.t('rotates');
}

function keyLook({ metadata, aliases, keyId }: KeyNode): Look {
  const state = metadata?.state;
  const unusable = state !== undefined && state !== 'Enabled';
  const deletion = metadata && keyDeletionText(metadata);
  const kind = metadata && keyKindText(metadata);
  const id = aliases.length > 0 ? keyId.slice(0, idLength(keyId)) : undefined;
  const description = unusable ? (deletion ?? stateText(state)) : [id, kind].filter(Boolean).join(' · ');
  const said = state ? stateText(state) : vscode.l10n.t('state not read yet');
  return {
    icon: new vscode.ThemeIcon(deletion ? 'trash' : unusable ? 'circle-slash' : 'key'),
    ...(description && { description }),
    spoken: vscode.l10n.t('key, {0}', [said, deletion, kind].filter(Boolean).join(', ')),
  };
}

/** Enough to tell keys apart: `1234abcd`, `mrk-1234abcd`. */
function idLength(keyId: string): number {
  return keyId.startsWith('mrk-') ? 12 : 8;
}

/** Names are someone else's text: hidden and bidi characters show by their number. Labels as objects hold no `$(icon)`. */
function labelOf(node: Node): string {
  if (node.kind === 'section') return sectionLabel(node);
  if (node.kind === 'tagGroup') return tagLabel(node);
  if (node.kind === 'more') return moreLabel(node);
  if (node.kind === 'keyGroup') {
    return node.manager === 'AWS' ? vscode.l10n.t('AWS managed') : vscode.l10n.t('Customer managed');
  }
  if (node.kind === 'notice') {
    return noticeLabel(node);
  }
  return visible(node.label);
}

function collapsibleState(node: Node): vscode.TreeItemCollapsibleState {
  if (node.kind === 'folder') {
    return node.expanded
      ? vscode.TreeItemCollapsibleState.Expanded
      : vscode.TreeItemCollapsibleState.Collapsed;
  }
  if (node.kind === 'section')
    return node.of === 'favourites'
      ? vscode.TreeItemCollapsibleState.Expanded
      : vscode.TreeItemCollapsibleState.Collapsed;
  if (node.kind === 'published') return vscode.TreeItemCollapsibleState.Collapsed;
  if (node.kind === 'tagGroup') return vscode.TreeItemCollapsibleState.Collapsed;
  if (node.kind === 'connection') return vscode.TreeItemCollapsibleState.Expanded;
  if (node.kind === 'secret' && (node.revealed?.keys.length ?? 0) > 0)
    return vscode.TreeItemCollapsibleState.Collapsed;
  if (node.kind !== 'keyGroup') return vscode.TreeItemCollapsibleState.None;
  return node.manager === 'CUSTOMER'
    ? vscode.TreeItemCollapsibleState.Expanded
    : vscode.TreeItemCollapsibleState.Collapsed;
}
