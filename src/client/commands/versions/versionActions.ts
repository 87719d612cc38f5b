/** What can be done with a version, in the order of the buttons at its row. */
import * as vscode from 'vscode';
import { originOf } from '../../../core/catalog/replica';
import { hideAccounts } from '../../session/screenShare';
import type { Session } from '../../session/session';
import type { CommandContext } from '../context';
import { compareVersions } from './compareVersions';
import type { ShownVersions } from './shownVersions';
import { referenceOf, type SecretVersionFact, type VersionFact } from './versionFacts';

export interface VersionAction {
  readonly button: vscode.QuickInputButton;
  /** The list is left open. */
  readonly stays?: true;
  fits(fact: VersionFact): boolean;
  run(fact: VersionFact, shown: ShownVersions): Promise<void>;
}

export const versionActions: readonly VersionAction[] = [
  {
    button: button('copy', vscode.l10n.t('Copy Reference to This Version')),
    stays: true,
    fits: () => true,
    async run(fact) {
      const reference = referenceOf(fact);
      await vscode.env.clipboard.writeText(reference);
      const copied = hideAccounts(vscode.l10n.t('Copied {0}', reference));
      vscode.window.setStatusBarMessage(copied.replaceAll('$(', '$ ('), 4_000);
    },
  },
  {
    button: button('diff', vscode.l10n.t('Compare with Another Version…')),
    fits: () => true,
    run: compareVersions,
  },
  {
    button: button('tag', vscode.l10n.t('Labels of This Version…')),
    fits: fact => fact.kind === 'parameter' && mayChange(),
    async run(fact, { session, generation, context }) {
      if (fact.kind !== 'parameter') return;
      const { metadata, version } = fact;
      const labelling = { name: metadata.name, version, meant: { generation } };
      if (await context.writes.get().labelVersion(labelling, session)) context.language.refresh();
    },
  },
  {
    button: button('tag', vscode.l10n.t('Stages of This Version…')),
    fits: fact => fact.kind === 'secret' && isPrimary(fact) && mayChange(),
    async run(fact, { session, generation, context }) {
      if (fact.kind !== 'secret') return;
      const { name, arn } = fact.metadata;
      const staging = { name, arn, versionId: fact.versionId, meant: { generation } };
      if (await context.writes.get().changeStages(staging, session)) context.language.refresh();
    },
  },
  {
    button: button('discard', vscode.l10n.t('Restore as the Latest Version')),
    fits: fact => fact.kind === 'parameter' && fact.version < fact.metadata.version && mayChange(),
    async run(fact, { session, generation, context }) {
      if (fact.kind !== 'parameter') return;
      const { metadata, version } = fact;
      const restoring = { name: metadata.name, version, seen: metadata.version, meant: { generation } };
      const onChange = refreshing('parameters', session, context);
      if (await context.writes.get().restoreVersion(restoring, session, onChange)) onChange();
    },
  },
  {
    button: button('discard', vscode.l10n.t('Make This Version Current')),
    fits: fact => fact.kind === 'secret' && isPrimary(fact) && !isCurrent(fact) && mayChange(),
    async run(fact, { all, session, generation, context }) {
      if (fact.kind !== 'secret') return;
      const current = all.find(isCurrent);
      const { name, arn } = fact.metadata;
      const promotion = {
        name,
        arn,
        versionId: fact.versionId,
        meant: { generation },
        ...(current?.kind === 'secret' && { seen: current.versionId }),
      };
      const onChange = refreshing('secrets', session, context);
      if (await context.writes.get().makeCurrent(promotion, session, onChange)) onChange();
    },
  },
];

function button(icon: string, tooltip: string): vscode.QuickInputButton {
  return { iconPath: new vscode.ThemeIcon(icon), tooltip };
}

function isCurrent(fact: VersionFact): boolean {
  return fact.kind === 'secret' && fact.stages.includes('AWSCURRENT');
}

/** AWS changes neither the stages of a replica nor those of a secret that is scheduled for deletion. */
function isPrimary({ metadata }: SecretVersionFact): boolean {
  return metadata.deletedDate === undefined && originOf(metadata) === undefined;
}

function mayChange(): boolean {
  return vscode.workspace.getConfiguration('keyhole').get('readOnly') !== true;
}

function refreshing(
  view: 'parameters' | 'secrets',
  session: Session,
  { explorer, language }: CommandContext,
): () => void {
  return () => {
    language.refresh();
    const branch = explorer.get().views[view].branches.find(each => each.session === session);
    void branch?.listing.refresh();
  };
}
