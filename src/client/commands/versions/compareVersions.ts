/**
 * Two versions of one item beside each other. Values that are no secrets as documents; of all others which keys differ,
 * and no value: they open masked from there.
 */
import * as vscode from 'vscode';
import type { AwsConnection } from '../../../core/ports';
import { contentExtension } from '../../../core/value/contentKind';
import { compareValues, type KeyComparison } from '../../../core/value/jsonValue';
import { nameLooksSecret, valueLooksSecret } from '../../../core/value/looksSecret';
import { fetchValue } from '../../value/fetchValue';
import type { ShownVersions } from './shownVersions';
import { orderOf, targetOf, type VersionFact } from './versionFacts';
import { shortLabel, versionTexts } from './versionTexts';

export async function compareVersions(fact: VersionFact, shown: ShownVersions): Promise<void> {
  const other = await pickOther(fact, shown.all);
  if (other === undefined) return;
  const [older, newer] = orderOf(other) < orderOf(fact) ? [other, fact] : [fact, other];
  const { aws } = await shown.session.connect();
  const plain = await plainTexts(older, newer, aws);
  if (plain) await showPlain([older, newer], plain, shown);
  else await showMasked(older, newer, aws, shown);
}

interface OtherPick extends vscode.QuickPickItem {
  readonly fact: VersionFact;
}

async function pickOther(fact: VersionFact, all: readonly VersionFact[]): Promise<VersionFact | undefined> {
  const others = all
    .filter(other => other !== fact)
    .map((other): OtherPick => ({ ...versionTexts(other), fact: other }));
  if (others.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There is no other version.'));
    return undefined;
  }
  const title = vscode.l10n.t('Compare {0} with', shortLabel(fact));
  return (await vscode.window.showQuickPick(others, { title, matchOnDescription: true }))?.fact;
}

/** Undefined for what is or may be secret: a document can be read by every extension. */
async function plainTexts(
  older: VersionFact,
  newer: VersionFact,
  { parameters }: AwsConnection,
): Promise<readonly [older: string, newer: string] | undefined> {
  if (older.kind !== 'parameter' || newer.kind !== 'parameter') return undefined;
  const { name } = newer.metadata;
  if ([older.type, newer.type].includes('SecureString') || nameLooksSecret(name)) return undefined;
  const [a, b] = await Promise.all([
    parameters.readPlain(name, older.version),
    parameters.readPlain(name, newer.version),
  ]);
  if (a.value === undefined || b.value === undefined) return undefined;
  return [a.value, b.value].some(valueLooksSecret) ? undefined : [a.value, b.value];
}

async function showPlain(
  facts: readonly [VersionFact, VersionFact],
  texts: readonly [string, string],
  { context, session }: ShownVersions,
): Promise<void> {
  const { name } = facts[0].metadata;
  const [left, right] = facts.map((fact, index) =>
    context.explorer
      .get()
      .shown.put(
        `/${session.place}/${shortLabel(fact)}${name}.${contentExtension(texts[1])}`,
        texts[index] ?? '',
      ),
  );
  const title = vscode.l10n.t('{0}: {1} ↔ {2}', name, shortLabel(facts[0]), shortLabel(facts[1]));
  await vscode.commands.executeCommand('vscode.diff', left, right, title);
}

/** Both values are read, compared and dropped; what is left is names of keys. */
async function showMasked(
  older: VersionFact,
  newer: VersionFact,
  aws: AwsConnection,
  { context, session }: ShownVersions,
): Promise<void> {
  const location = vscode.ProgressLocation.Window;
  const title = vscode.l10n.t('Comparing');
  const [a, b] = await vscode.window.withProgress({ location, title }, () =>
    Promise.all([older, newer].map(fact => fetchValue(aws, targetOf(fact), {}))),
  );
  if (a === undefined || b === undefined) return;
  const comparison = compareValues(a.value.reveal(), b.value.reveal());
  const open: vscode.QuickPickItem = {
    label: vscode.l10n.t('$(eye) Open Both, Masked'),
    alwaysShow: true,
  };
  const labels = [shortLabel(older), shortLabel(newer)] as const;
  const picked = await vscode.window.showQuickPick([...rowsOf(comparison, labels), open], {
    title: vscode.l10n.t('{0}: {1} ↔ {2}', newer.metadata.name, ...labels),
    placeHolder: vscode.l10n.t('Values stay hidden'),
    ignoreFocusOut: true,
  });
  if (picked !== open) return;
  const { panels } = context.explorer.get();
  for (const fact of [older, newer]) panels.open(targetOf(fact), session);
}

function rowsOf(
  comparison: KeyComparison,
  [older, newer]: readonly [string, string],
): readonly vscode.QuickPickItem[] {
  if (comparison.kind === 'whole')
    return [
      comparison.same
        ? { label: vscode.l10n.t('$(check) The values are the same') }
        : { label: vscode.l10n.t('$(diff) The values differ') },
    ];
  const row = (icon: string, key: string, description: string): vscode.QuickPickItem => ({
    label: `$(${icon}) ${key.replaceAll('$(', '$ (')}`,
    description,
  });
  const { added, changed, removed, same } = comparison;
  return [
    ...changed.map(key => row('diff-modified', key, vscode.l10n.t('differs'))),
    ...added.map(key => row('diff-added', key, vscode.l10n.t('only in {0}', newer))),
    ...removed.map(key => row('diff-removed', key, vscode.l10n.t('only in {0}', older))),
    ...same.map(key => row('check', key, vscode.l10n.t('same'))),
  ];
}
