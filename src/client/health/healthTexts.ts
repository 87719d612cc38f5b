import * as vscode from 'vscode';
import { prices } from '../../core/facts/prices';
import { isComplete } from '../../core/health/exportText';
import type { NotRead } from '../../core/health/reading';
import type { HealthReport } from '../../core/health/report';
import { dollars } from '../tree/costText';
import type { CostTexts } from './costSection';
import { fixCommand } from './fixes';
import type { HealthPageTexts } from './healthPage';
import { isStale, type ShownHealth } from './shown';

export function healthTexts(shown: ShownHealth, report: HealthReport): HealthPageTexts {
  const { reading } = shown;
  const { counts, items, groups } = report;
  const looked = vscode.l10n.t(
    'Looked at: {0} parameters, {1} secrets, {2} keys.',
    items.parameter,
    items.secret,
    items.key,
  );
  return {
    title: vscode.l10n.t('Health Report'),
    when: vscode.l10n.t(
      'Read at {0} with {1} calls to AWS, of metadata alone: no value was read.',
      new Date(reading.facts.now).toLocaleTimeString(vscode.env.language),
      reading.calls,
    ),
    summary:
      groups.length === 0
        ? looked
        : `${vscode.l10n.t('Errors: {0}, warnings: {1}, notes: {2}.', counts.error, counts.warning, counts.info)} ${looked}`,
    notices: noticesOf(shown),
    again: vscode.l10n.t('Read Again'),
    export: vscode.l10n.t('Export…'),
    filter: vscode.l10n.t('Show'),
    all: vscode.l10n.t('All'),
    kinds: {
      parameter: vscode.l10n.t('Parameters'),
      secret: vscode.l10n.t('Secrets'),
      key: vscode.l10n.t('Keys'),
    },
    severities: {
      error: vscode.l10n.t('Error'),
      warning: vscode.l10n.t('Warning'),
      info: vscode.l10n.t('Note'),
    },
    fixTitle: fix => fixCommand(fix).title,
    show: vscode.l10n.t('Show in Explorer'),
    source: vscode.l10n.t('AWS documentation'),
    nothing: isComplete(reading)
      ? vscode.l10n.t('Nothing to improve.')
      : vscode.l10n.t('Nothing to improve in what was read.'),
    nothingOfKind: vscode.l10n.t('Nothing to improve here.'),
    more: count => vscode.l10n.t('And {0} more: the export has all of them.', count),
    notReadTitle: vscode.l10n.t('What was not read'),
    notRead: notReadText,
    statement: vscode.l10n.t('Copy IAM Statement'),
    costs: costTexts(),
  };
}

function noticesOf(shown: ShownHealth): readonly string[] {
  const { stopped, leftOut, notRead } = shown.reading;
  return [
    ...(isStale(shown)
      ? [
          vscode.l10n.t(
            'Something else is connected to since this was read, so nothing can be done from here. Read it again.',
          ),
        ]
      : []),
    ...(stopped
      ? [vscode.l10n.t('Reading was stopped. This is what was read until then, and not all.')]
      : []),
    ...(leftOut === 'policies'
      ? [vscode.l10n.t('The policies of keys were left out, as you chose.')]
      : leftOut === 'lists'
        ? [vscode.l10n.t('Lists alone were read, as you chose: nothing is known of keys but their names.')]
        : []),
    ...(notRead.length > 0
      ? [
          vscode.l10n.t(
            'Some calls were refused or failed: what they would have told is not in here. See below.',
          ),
        ]
      : []),
    ...(shown.filesMissed
      ? [
          vscode.l10n.t(
            'Not all files of the workspace were looked through for what is scheduled for deletion.',
          ),
        ]
      : []),
  ];
}

function notReadText({ failure, items }: NotRead): string {
  const { message } = failure;
  if (items === undefined) return vscode.l10n.t('The list is not whole. {0}', message);
  return vscode.l10n.t('Not read of {0} items. {1}', items, message);
}

function costTexts(): CostTexts {
  return {
    title: vscode.l10n.t('What it costs a month'),
    hint: vscode.l10n.t(
      'List prices of us-east-1 in US dollars ({0}); some Regions differ. Without calls ({1} for 10,000 calls of Secrets Manager, {2} for 10,000 of Parameter Store with higher throughput), discounts and free tiers. Replicas cost in their own Regions.',
      datesOf(),
      dollars(prices.secretCalls.usd),
      dollars(prices.parameterCalls.usd),
    ),
    columns: [
      vscode.l10n.t('What'),
      vscode.l10n.t('Charged items'),
      vscode.l10n.t('Not known in full'),
      vscode.l10n.t('A month'),
    ],
    services: {
      parameter: vscode.l10n.t('Parameters'),
      secret: vscode.l10n.t('Secrets'),
      key: vscode.l10n.t('Keys'),
    },
    total: vscode.l10n.t('All'),
    byPath: vscode.l10n.t('By path'),
    noPath: vscode.l10n.t('In no path'),
    byItem: vscode.l10n.t('Dearest items'),
    itemColumns: [vscode.l10n.t('Name'), vscode.l10n.t('Of'), vscode.l10n.t('A month')],
    amount: dollars,
    atLeast: amount => vscode.l10n.t('{0} or more', amount),
    more: count => vscode.l10n.t('And {0} more: the export has all of them.', count),
  };
}

/** `2025-10 to 2026-09`: the months of the prices. */
function datesOf(): string {
  const months = Object.values(prices)
    .map(({ asOf }) => asOf)
    .sort();
  return vscode.l10n.t('as of {0} to {1}', months[0] ?? '', months.at(-1) ?? '');
}
