import * as vscode from 'vscode';
import type { LeftReason, LeftStep } from '../../../../core/exchange/importPlan';
import type { FileFault } from '../../../../core/exchange/readFile';
import { visible } from '../../../../core/text/markdown';
import type { Change } from '../../../gate/writeGate';
import { listOf } from '../../listOf';
import type { Importing, PlannedStep } from './importing';

/** Where a file is not right: the line, and never what stands there. */
export function faultText({ problem, line, key = '', firstLine = 0 }: FileFault): string {
  const shown = visible(key);
  switch (problem) {
    case 'syntax':
      return vscode.l10n.t('Line {0} is not of the format.', line);
    case 'no-pairs':
      return vscode.l10n.t('There are no keys with values in it.');
    case 'several-documents':
      return vscode.l10n.t('A second document begins at line {0}: only a file with one can be taken.', line);
    case 'too-many':
      return vscode.l10n.t('There is more in it than a Region holds of parameters.');
    case 'duplicate':
      return vscode.l10n.t('Line {0}: {1} stands at line {2} already.', line, shown, firstLine);
    case 'no-value':
      return vscode.l10n.t('Line {0}: {1} has no value.', line, shown);
    case 'unsupported':
      return vscode.l10n.t('Line {0}: this is neither a text nor a list of texts without commas.', line);
  }
}

export function leftText({ name, line, reason }: LeftStep): string {
  return vscode.l10n.t('Line {0}: {1}: {2}', line, visible(name), reasonText(reason));
}

function reasonText(reason: LeftReason): string {
  switch (reason) {
    case 'name':
      return vscode.l10n.t('no parameter can be called that.');
    case 'twice':
      return vscode.l10n.t('two keys of the file go to it.');
    case 'too-large':
      return vscode.l10n.t('a parameter holds at most {0} bytes.', (8_192).toLocaleString());
    case 'nested':
      return vscode.l10n.t('AWS takes no value with {0} in it.', '{{}}');
    case 'not-text':
      return vscode.l10n.t('its value is no text in UTF-8.');
    case 'unreadable':
      return vscode.l10n.t('it is there, and its value may not be read.');
  }
}

export function changeFor({ to, file }: Importing, steps: readonly PlannedStep[]): Change {
  const creates = steps.filter(step => step.kind === 'create');
  const changes = steps.filter(step => step.kind === 'change');
  const advanced = steps.filter(step => step.becomesAdvanced).length;
  const plain = steps.filter(step => step.looksSecret && typeOf(step) !== 'SecureString');
  const lines = [
    ...creates.map(step => vscode.l10n.t('new: {0} ({1})', step.name, step.type)),
    ...changes.map(({ name, before }) => vscode.l10n.t('changes: {0} (version {1})', name, before.version)),
  ];
  return {
    kind: changes.length > 0 ? 'overwrite' : 'create',
    question: vscode.l10n.t(
      'Import {0} into {1}: create {2}, change {3}?',
      file,
      to,
      creates.length,
      changes.length,
    ),
    details: [
      listOf(lines),
      ...(changes.length > 0
        ? [vscode.l10n.t('Type, tier, key and description of those that are there stay.')]
        : []),
      ...(plain.length > 0
        ? [
            vscode.l10n.t(
              'These look like secrets and are plain text in AWS:\n{0}',
              listOf(plain.map(({ name }) => name)),
            ),
          ]
        : []),
      ...(advanced > 0
        ? [
            vscode.l10n.t(
              'Advanced parameters, which are charged for and cannot be made standard again: {0}',
              advanced,
            ),
          ]
        : []),
    ],
    action: vscode.l10n.t('Import'),
    target: to,
    names: steps.map(({ name }) => name),
  };
}

export function typeOf(step: PlannedStep): string {
  return step.kind === 'create' ? step.type : step.before.type;
}
