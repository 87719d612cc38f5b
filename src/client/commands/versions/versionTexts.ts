import * as vscode from 'vscode';
import { isUnfinished } from '../../../core/secrets/pendingRotation';
import { hideAccounts } from '../../session/screenShare';
import type { SecretVersionFact, VersionFact } from './versionFacts';

/** How a version looks in a list. */
export function versionTexts(
  fact: VersionFact,
): Required<Pick<vscode.QuickPickItem, 'label' | 'description' | 'detail'>> {
  const detail = detailOf(fact.date, fact.kind === 'parameter' ? fact.user : undefined);
  if (fact.kind === 'parameter') {
    const isLatest = fact.version === fact.metadata.version;
    const marks = [isLatest && vscode.l10n.t('latest'), ...fact.labels];
    return { label: versionLabel(fact), description: marks.filter(Boolean).join(' · '), detail };
  }
  const { stages } = fact;
  const description =
    stages.length > 0
      ? [...stages, didNotFinish(fact) && vscode.l10n.t('its rotation did not finish')]
          .filter(Boolean)
          .join(' · ')
      : vscode.l10n.t('without a stage: may be gone soon');
  return { label: versionLabel(fact), description, detail };
}

/** Anybody can give a version the stage of a rotation, so there has to be a function that rotates. */
function didNotFinish({ metadata, stages, date }: SecretVersionFact): boolean {
  const version = { stages, ...(date !== undefined && { createdDate: date }) };
  return metadata.rotationLambda !== undefined && isUnfinished(version, Date.now());
}

export function versionLabel(fact: VersionFact): string {
  return fact.kind === 'parameter' ? vscode.l10n.t('Version {0}', fact.version) : fact.versionId;
}

/** Where there is little room: of a secret its stages, or the beginning of the id. */
export function shortLabel(fact: VersionFact): string {
  if (fact.kind === 'parameter') return versionLabel(fact);
  return fact.stages.length > 0 ? fact.stages.join(', ') : `${fact.versionId.slice(0, 8)}…`;
}

function detailOf(date: number | undefined, user: string | undefined): string {
  const when = date === undefined ? undefined : new Date(date).toLocaleString();
  return hideAccounts([when, user].filter(Boolean).join(' · '));
}
