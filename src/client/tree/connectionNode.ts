import * as vscode from 'vscode';
import { isProduction } from '../gate/production';
import type { ExploredConnection } from '../session/explored';
import { hasFailed } from '../session/hasFailed';
import { hideAccounts } from '../session/screenShare';
import type { ConnectionNode } from './nodes';

/** One of several connections, as the root of what it shows. */
export function connectionNode({ source, session }: ExploredConnection): ConnectionNode {
  const { state } = session;
  const { profile, name = profile, region, account, endpoint, sandbox, arn } = state.label;
  const problem =
    state.kind === 'failed' ? state.failure : state.kind === 'connected' ? state.problem : undefined;
  const patterns = vscode.workspace.getConfiguration('keyhole.write').get<unknown>('productionPatterns');
  const names = { profile, name, targets: [], ...(account && { account }) };
  const lines = [
    vscode.l10n.t('Profile {0}, Region {1}', profile, region ?? vscode.l10n.t('no Region')),
    ...(account ? [vscode.l10n.t('Account {0}', account)] : []),
    ...(arn ? [arn] : []),
    ...(endpoint ? [vscode.l10n.t('Requests go to {0}', endpoint)] : []),
    ...(problem ? [problem.message] : []),
    ...(source === undefined
      ? [vscode.l10n.t('The connection of the window: files are checked against it')]
      : []),
  ];
  return {
    kind: 'connection',
    ...(source !== undefined && { source }),
    label: name,
    description: [sandbox && 'SANDBOX', region, account].filter(Boolean).join(' · '),
    tooltip: hideAccounts(lines.join('\n')),
    failed: hasFailed(session),
    production: !sandbox && isProduction(Array.isArray(patterns) ? patterns : [], names),
  };
}
