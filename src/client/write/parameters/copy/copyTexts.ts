import * as vscode from 'vscode';
import type { ParameterMetadata } from '../../../../core/catalog/items';
import type { Change } from '../../../gate/writeGate';
import { hideAccounts } from '../../../session/screenShare';
import { listOf } from '../../listOf';
import type { Copied, Copying } from './copying';

export function changeFor(
  { pairs, from, to, moves }: Copying,
  sources: ReadonlyMap<string, ParameterMetadata>,
): Change {
  const [only] = pairs.length === 1 ? pairs : [];
  const advanced = [...sources.values()].filter(({ tier }) => tier === 'Advanced').length;
  return {
    kind: moves ? 'delete' : 'create',
    question: question(moves, only ? undefined : pairs.length, from, to),
    details: [
      ...(only ? [] : [listOf(pairs.map(pair => `${pair.from} → ${pair.to}`))]),
      vscode.l10n.t(
        'Value, type, tier, key, description, pattern, policies and tags go along; earlier versions and labels do not.',
      ),
      ...(moves
        ? [
            vscode.l10n.t(
              'The originals are deleted when all copies are there and the same. That cannot be undone.',
            ),
            vscode.l10n.t('What names them (templates, programs, policies) keeps the old names.'),
          ]
        : []),
      ...(advanced > 0
        ? [vscode.l10n.t('Advanced parameters among them, which are charged for: {0}', advanced)]
        : []),
    ],
    action: moves ? vscode.l10n.t('Move') : vscode.l10n.t('Copy'),
    target: moves ? from : to,
    names: pairs.flatMap(pair => [pair.from, pair.to]),
  };
}

function question(moves: boolean, count: number | undefined, from: string, to: string): string {
  if (count === undefined)
    return moves ? vscode.l10n.t('Move {0} to {1}?', from, to) : vscode.l10n.t('Copy {0} to {1}?', from, to);
  return moves
    ? vscode.l10n.t('Move the {0} parameters below {1} to {2}?', count, from, to)
    : vscode.l10n.t('Copy the {0} parameters below {1} to {2}?', count, from, to);
}

/** What was done, and what to do about the rest. */
export function tell({ pairs, to, moves }: Copying, outcome: Copied): void {
  const { copied, found, deleted, failures, stopped } = outcome;
  const isWhole = failures.size === 0 && !stopped;
  if (isWhole) {
    const message = moves ? vscode.l10n.t('Moved to {0}', to) : vscode.l10n.t('Copied to {0}', to);
    vscode.window.setStatusBarMessage(message.replaceAll('$(', '$ ('), 4_000);
    return;
  }
  const there = copied.length + found.length;
  const [failure] = failures.values();
  const sentences = [
    vscode.l10n.t('{0} of {1} are at {2} now.', there, pairs.length, to),
    moves &&
      (deleted.length === 0
        ? vscode.l10n.t('No original is deleted.')
        : vscode.l10n.t('{0} originals are deleted, the others are where they were.', deleted.length)),
    failure?.message,
    vscode.l10n.t('Do the same again to go on: what is there is left as it is.'),
  ];
  void vscode.window.showWarningMessage(hideAccounts(sentences.filter(Boolean).join(' ')));
}
