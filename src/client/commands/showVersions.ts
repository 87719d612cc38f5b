import * as vscode from 'vscode';
import { parameterVersionReference, secretVersionReference } from '../../core/catalog/versionReference';
import { failureError, failureOf } from '../../core/failure';
import type { AwsConnection, CatalogId } from '../../core/ports';
import type { Pages } from '../../core/stores/call';
import { connectionName } from '../session/connectionName';
import { hideAccounts } from '../session/screenShare';
import type { Session } from '../session/session';
import { type ItemNode, nameOf } from '../tree/nodes';
import type { Restoring } from '../write/parameters/restoreVersion';
import type { Promotion } from '../write/secrets/makeCurrent';
import type { CommandContext, Handler } from './context';
import { itemsFor } from './pickItems';

interface VersionPick extends vscode.QuickPickItem {
  readonly target: CatalogId;
  readonly reference: string;
  /** Where it can be made the latest. */
  readonly restoring?: Restoring;
  /** Of a secret: where it can be made the current one. */
  readonly promotes?: Pick<Promotion, 'name' | 'arn' | 'versionId'>;
  /** Of the version of a secret that is. */
  readonly current?: string;
  /** The newest first. */
  readonly order: number;
}

const copyButton: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('copy'),
  tooltip: vscode.l10n.t('Copy Reference to This Version'),
};

const restoreButton: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('discard'),
  tooltip: vscode.l10n.t('Restore as the Latest Version'),
};

const promoteButton: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('discard'),
  tooltip: vscode.l10n.t('Make This Version Current'),
};

/** The versions of a parameter or secret, none of their values: one that is chosen opens masked. */
export const showVersions =
  (context: CommandContext): Handler =>
  async (...args) => {
    const { explorer, explored } = context;
    const { views, panels } = explorer.get();
    const [node] = await itemsFor(args, views, ['parameter', 'secret'], vscode.l10n.t('Show Versions'));
    const session = node && explored.sessionOf(node.source);
    if (node === undefined || session === undefined) return;
    const { aws } = await session.connect();
    const pick = vscode.window.createQuickPick<VersionPick>();
    const controller = new AbortController();
    pick.title = vscode.l10n.t('Versions of {0}', nameOf(node));
    pick.placeholder = connectionName(session);
    pick.matchOnDescription = true;
    pick.matchOnDetail = true;
    pick.busy = true;
    const { generation } = session;
    let restoring: Restoring | undefined;
    let promotion: Promotion | undefined;
    const closed = new Promise<VersionPick | undefined>(resolve => {
      pick.onDidAccept(() => {
        const [chosen] = pick.selectedItems;
        if (!chosen) return;
        resolve(chosen);
        pick.hide();
      });
      pick.onDidHide(() => resolve(undefined));
    });
    pick.onDidTriggerItemButton(async ({ item, button }) => {
      if (button === restoreButton || button === promoteButton) {
        restoring = item.restoring;
        const seen = pick.items.find(({ current }) => current !== undefined)?.current;
        if (item.promotes)
          promotion = { ...item.promotes, meant: { generation }, ...(seen !== undefined && { seen }) };
        pick.hide();
        return;
      }
      await vscode.env.clipboard.writeText(item.reference);
      vscode.window.setStatusBarMessage(
        hideAccounts(vscode.l10n.t('Copied {0}', item.reference)).replaceAll('$(', '$ ('),
        4_000,
      );
    });
    pick.show();
    try {
      const reading = fill(pick, picksOf(node, aws, controller.signal));
      const chosen = await Promise.race([closed, reading.then(() => closed)]);
      if (chosen) panels.open(chosen.target, session);
    } finally {
      controller.abort();
      pick.dispose();
    }
    if (restoring) await restore(restoring, session, context);
    if (promotion) await promote(promotion, session, context);
  };

async function restore(
  restoring: Restoring,
  session: Session,
  { writes, explorer, language }: CommandContext,
): Promise<void> {
  const onChange = () => {
    language.refresh();
    void explorer.get().views.parameters.refresh();
  };
  if (await writes.get().restoreVersion(restoring, session, onChange)) onChange();
}

async function promote(
  promotion: Promotion,
  session: Session,
  { writes, explorer, language }: CommandContext,
): Promise<void> {
  const onChange = () => {
    language.refresh();
    const branch = explorer.get().views.secrets.branches.find(each => each.session === session);
    void branch?.listing.refresh();
  };
  if (await writes.get().makeCurrent(promotion, session, onChange)) onChange();
}

/** Rejects with what the list could not be read for; closes the box then, as it would stay without a word. */
async function fill(pick: vscode.QuickPick<VersionPick>, pages: Pages<VersionPick>): Promise<void> {
  try {
    for await (const page of pages) pick.items = [...pick.items, ...page].sort((a, b) => b.order - a.order);
    pick.busy = false;
  } catch (thrown) {
    const failure = failureOf(thrown, 'versions');
    if (failure.code !== 'cancelled') throw failureError(failure);
  }
}

async function* picksOf(node: ItemNode, aws: AwsConnection, signal: AbortSignal): Pages<VersionPick> {
  if (node.kind === 'parameter') {
    const { name, version: latest } = node.metadata;
    for await (const page of aws.parameters.history(name, { signal }))
      yield page.map(({ version, labels, type, lastModifiedDate, lastModifiedUser }) => ({
        label: vscode.l10n.t('Version {0}', version),
        description: [version === latest && vscode.l10n.t('latest'), ...labels].filter(Boolean).join(' · '),
        detail: detailOf(lastModifiedDate, lastModifiedUser),
        buttons: version < latest ? [copyButton, restoreButton] : [copyButton],
        ...(version < latest && { restoring: { name, version, seen: latest } }),
        target: { kind: 'parameter', name, version },
        reference: parameterVersionReference({ name, type }, version),
        order: version,
      }));
  }
  if (node.kind === 'secret') {
    const { name, arn } = node.metadata;
    for await (const page of aws.secrets.versions(arn, { signal }))
      yield page.map(({ versionId, stages, createdDate }) => ({
        label: versionId,
        description:
          stages.length > 0 ? stages.join(' · ') : vscode.l10n.t('without a stage: may be gone soon'),
        detail: detailOf(createdDate, undefined),
        ...(stages.includes('AWSCURRENT')
          ? { buttons: [copyButton], current: versionId }
          : { buttons: [copyButton, promoteButton], promotes: { name, arn, versionId } }),
        target: { kind: 'secret', id: arn, versionId },
        reference: secretVersionReference(node.metadata, versionId),
        order: createdDate ?? 0,
      }));
  }
}

function detailOf(date: number | undefined, user: string | undefined): string {
  const when = date === undefined ? undefined : new Date(date).toLocaleString();
  return hideAccounts([when, user].filter(Boolean).join(' · '));
}
