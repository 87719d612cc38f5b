import * as vscode from 'vscode';
import { type MonthlyCost, parameterCost, secretCost } from '../../core/catalog/cost';
import type {
  DescribedSecret,
  KeyMetadata,
  KeyRotation,
  ParameterMetadata,
  PastKeyRotation,
  SecretMetadata,
  SecretReplica,
} from '../../core/catalog/items';
import { originOf } from '../../core/catalog/replica';
import type { LastUse } from '../../core/keys/lastUse';
import type { PendingRotation } from '../../core/secrets/pendingRotation';
import type { Recognised } from '../../core/secrets/recognise';
import { codeSpan, escapeMarkdown } from '../../core/text/markdown';
import { accountHider } from '../session/screenShare';
import { costText } from './costText';
import {
  keyDeletionText,
  keyRotationText,
  lastRotationText,
  lastUseText,
  multiRegionText,
  onDemandText,
  stateText,
} from './keyTexts';
import { pendingRotationText } from './lastRotation';
import type { KeyNode } from './nodes';
import { policiesText } from './parameterTexts';
import { heldText } from './secretKeys';

type Row = readonly [label: string, value: string | undefined];

/**
 * Everything remote is escaped, and nothing in a tooltip is trusted: no command, no HTML.
 * @param region absent of what another account pays for
 */
export function parameterTooltip(metadata: ParameterMetadata, region?: string): vscode.MarkdownString {
  return table(metadata.name, metadata.description, [
    [vscode.l10n.t('Type'), metadata.type],
    [vscode.l10n.t('Data type'), metadata.dataType === 'text' ? undefined : metadata.dataType],
    [vscode.l10n.t('Tier'), metadata.tier],
    [vscode.l10n.t('Version'), String(metadata.version)],
    [vscode.l10n.t('Modified'), dateText(metadata.lastModifiedDate)],
    [vscode.l10n.t('By'), metadata.lastModifiedUser],
    [vscode.l10n.t('Key'), metadata.keyId],
    [vscode.l10n.t('Allowed pattern'), metadata.allowedPattern],
    [vscode.l10n.t('Policies'), policiesText(metadata.policies)],
    [vscode.l10n.t('Cost'), region === undefined ? undefined : costText(parameterCost(metadata, region))],
  ]);
}

/** What the list does not tell. */
export interface SecretExtras {
  readonly pending?: PendingRotation | undefined;
  readonly revealed?: Recognised | undefined;
}

export function secretTooltip(
  metadata: DescribedSecret,
  region: string,
  { pending, revealed }: SecretExtras = {},
): vscode.MarkdownString {
  return table(metadata.name, metadata.description, [
    [vscode.l10n.t('Deletion'), metadata.deletedDate ? secretDeletionText(metadata.deletedDate) : undefined],
    [vscode.l10n.t('Holds'), revealed && heldText(revealed)],
    [vscode.l10n.t('Created'), dateText(metadata.createdDate)],
    [vscode.l10n.t('Changed'), dateText(metadata.lastChangedDate)],
    // AWS keeps the day alone.
    [vscode.l10n.t('Last read'), dayText(metadata.lastAccessedDate)],
    [vscode.l10n.t('Rotation'), rotationText(metadata)],
    [vscode.l10n.t('Rotated by'), metadata.rotationEnabled ? metadata.rotationLambda : undefined],
    [vscode.l10n.t('Last rotation'), pending && pendingRotationText(pending)],
    [vscode.l10n.t('Last rotated'), dateText(metadata.lastRotatedDate)],
    [
      vscode.l10n.t('Next rotation'),
      metadata.rotationEnabled ? dayText(metadata.nextRotationDate) : undefined,
    ],
    [vscode.l10n.t('Owner'), metadata.owningService],
    [vscode.l10n.t('Replica of'), originOf(metadata)],
    [vscode.l10n.t('Replicas'), metadata.replicas?.map(replicaText).join(', ')],
    [vscode.l10n.t('Key'), metadata.keyId ?? 'aws/secretsmanager'],
    [vscode.l10n.t('Cost'), costText(secretCost(metadata, region))],
  ]);
}

/** What is asked for beside DescribeKey, each with a permission of its own; absent where there was no answer. */
export interface KeyExtras {
  readonly rotation?: KeyRotation | undefined;
  readonly rotations?: readonly PastKeyRotation[] | undefined;
  /** A sentence where it may not be read. */
  readonly lastUse?: LastUse | string | undefined;
  readonly cost?: MonthlyCost;
}

export function keyTooltip(
  node: KeyNode,
  metadata: KeyMetadata,
  { rotation, rotations = [], lastUse, cost }: KeyExtras = {},
): vscode.MarkdownString {
  return table(node.label, metadata.description, [
    [vscode.l10n.t('State'), stateText(metadata.state)],
    [vscode.l10n.t('Deletion'), keyDeletionText(metadata)],
    [vscode.l10n.t('Key id'), metadata.keyId],
    [vscode.l10n.t('Aliases'), node.aliases.length > 1 ? node.aliases.join(', ') : undefined],
    [vscode.l10n.t('Spec'), metadata.spec],
    [vscode.l10n.t('Usage'), metadata.usage],
    [vscode.l10n.t('Origin'), metadata.origin],
    [vscode.l10n.t('Multi-Region'), multiRegionText(metadata)],
    [vscode.l10n.t('Custom key store'), metadata.customKeyStoreId],
    [vscode.l10n.t('Material expires'), dateText(metadata.validTo)],
    [vscode.l10n.t('Rotation'), rotation && keyRotationText(rotation)],
    [vscode.l10n.t('Last rotation'), lastRotationText(rotations)],
    [vscode.l10n.t('Rotations on demand'), onDemandText(rotations)],
    [vscode.l10n.t('Last used'), typeof lastUse === 'object' ? lastUseText(lastUse) : lastUse],
    [vscode.l10n.t('Created'), dateText(metadata.creationDate)],
    [vscode.l10n.t('Cost'), cost && costText(cost)],
  ]);
}

function table(title: string, description: string | undefined, rows: readonly Row[]): vscode.MarkdownString {
  const hide = accountHider();
  const lines = [`**${escapeMarkdown(hide(title))}**`, ''];
  if (description) lines.push(escapeMarkdown(hide(description)), '');
  lines.push('| | |', '|:--|:--|');
  for (const [label, value] of rows) {
    if (!value) continue;
    // A long value takes the room: without this a label is broken in two.
    const whole = escapeMarkdown(label).replaceAll(' ', '\u00a0');
    // A pipe ends a table's cell even inside a code span.
    lines.push(`| ${whole} | ${codeSpan(hide(value)).replaceAll('|', '\\|')} |`);
  }
  const markdown = new vscode.MarkdownString(lines.join('\n'));
  markdown.isTrusted = false;
  markdown.supportHtml = false;
  markdown.supportThemeIcons = false;
  return markdown;
}

function dateText(time: number | undefined): string | undefined {
  return time === undefined ? undefined : new Date(time).toLocaleString();
}

function dayText(time: number | undefined): string | undefined {
  return time === undefined ? undefined : new Date(time).toLocaleDateString();
}

/**
 * AWS's pages differ about which day it tells (items.ts): one that is to come is the last it can be restored on, one that is
 * past the day deletion was asked for.
 */
export function secretDeletionText(time: number): string {
  const day = new Date(time).toLocaleDateString();
  return time > Date.now()
    ? vscode.l10n.t('scheduled for deletion, can be restored until {0}', day)
    : vscode.l10n.t('scheduled for deletion since {0}', day);
}

function rotationText(secret: SecretMetadata): string {
  const { rotationEnabled, rotationDays, rotationSchedule, rotationWindow, owningService } = secret;
  if (!rotationEnabled) return vscode.l10n.t('off');
  const parts = [owningService ? vscode.l10n.t('on, by {0}', owningService) : vscode.l10n.t('on')];
  // Where there is a schedule the days are calculated from it.
  if (rotationSchedule) parts.push(rotationSchedule);
  else if (rotationDays) parts.push(vscode.l10n.t('every {0} days', rotationDays));
  if (rotationWindow) parts.push(vscode.l10n.t('window {0}', rotationWindow));
  return parts.join(', ');
}

function replicaText({ region, status, statusMessage }: SecretReplica): string {
  if (status === undefined || status === 'InSync') return region;
  return status === 'Failed' && statusMessage ? `${region}: ${statusMessage}` : `${region}: ${status}`;
}
