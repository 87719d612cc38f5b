import * as vscode from 'vscode';
import type { ReportEntry, ReportResult } from '../../protocol/messages';
import { hideAccounts } from '../session/screenShare';
import type { CommandContext, Handler } from './context';

/** Checks every reference of the template in front against the account, and lists what speaks against a deployment. */
export const whyWillThisFail =
  ({ language }: CommandContext): Handler =>
  async () => {
    const document = vscode.window.activeTextEditor?.document;
    const client = await language.client;
    if (document === undefined || client === undefined) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Open a CloudFormation template first.'));
      return;
    }
    const report = await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t('Checking the references of this template'),
        cancellable: true,
      },
      async (_, token) => {
        const result = await client.report(document.uri, token);
        return token.isCancellationRequested ? 'cancelled' : result;
      },
    );
    if (report === 'cancelled') return;
    if (report === null) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('This is no CloudFormation template and no policy.'),
      );
      return;
    }
    if (report.entries.length === 0)
      void vscode.window.showInformationMessage(hideAccounts(nothingFound(report)));
    else showEntries(document, report);
  };

interface EntryItem extends vscode.QuickPickItem {
  readonly entry?: ReportEntry;
}

/** A list that stays open while one goes through it, and follows the document no further: it is a report of one moment. */
function showEntries(document: vscode.TextDocument, report: ReportResult): void {
  const copy = { iconPath: new vscode.ThemeIcon('copy'), tooltip: vscode.l10n.t('Copy Report') };
  const pick = vscode.window.createQuickPick<EntryItem>();
  const name = document.uri.path.slice(document.uri.path.lastIndexOf('/') + 1);
  pick.title = vscode.l10n.t('Why will this fail? {0}', name);
  pick.placeholder = hideAccounts(summaryOf(report));
  pick.items = itemsOf(report);
  pick.buttons = [copy];
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.ignoreFocusOut = true;
  pick.onDidAccept(() => {
    const [chosen] = pick.selectedItems;
    if (chosen?.entry) void reveal(document, chosen.entry);
  });
  pick.onDidChangeActive(([active]) => {
    if (active?.entry) void reveal(document, active.entry);
  });
  pick.onDidTriggerButton(async () => {
    await vscode.env.clipboard.writeText(reportText(name, report));
    vscode.window.setStatusBarMessage(vscode.l10n.t('Report copied'), 3_000);
  });
  pick.onDidHide(() => pick.dispose());
  pick.show();
}

async function reveal(document: vscode.TextDocument, { range }: ReportEntry) {
  const { start, end } = range;
  const selection = new vscode.Range(start.line, start.character, end.line, end.character);
  await vscode.window.showTextDocument(document, { selection, preserveFocus: true, preview: false });
}

function itemsOf({ entries }: ReportResult): readonly EntryItem[] {
  const group = (severity: ReportEntry['severity'], title: string): readonly EntryItem[] => {
    const own = entries.filter(entry => entry.severity === severity);
    if (own.length === 0) return [];
    return [
      { label: title, kind: vscode.QuickPickItemKind.Separator },
      ...own.map(entry => ({
        label: `$(${severity}) ${plain(entry.logicalId ?? vscode.l10n.t('Template'))}`,
        description: plain(placeOf(entry)),
        detail: plain(hideAccounts(entry.message)),
        entry,
      })),
    ];
  };
  return [...group('error', vscode.l10n.t('Goes wrong')), ...group('warning', vscode.l10n.t('Worth a look'))];
}

function placeOf({ propertyPath, range }: ReportEntry): string {
  const line = vscode.l10n.t('line {0}', range.start.line + 1);
  return propertyPath === undefined ? line : `${propertyPath} · ${line}`;
}

/** Names come from files and accounts; `$(` would become an icon. */
function plain(text: string): string {
  return text.replaceAll('$(', '$\u200B(');
}

function summaryOf(report: ReportResult): string {
  return [checkedIn(report), ...report.unanswered.map(unansweredText)].join('; ');
}

function checkedIn({ references, connection }: ReportResult): string {
  return connection === undefined
    ? vscode.l10n.t('{0} references, checked by the text alone', references)
    : vscode.l10n.t('{0} references, checked in {1}', references, connection);
}

function unansweredText({ reason, names }: ReportResult['unanswered'][number]): string {
  return vscode.l10n.t('{0} names not checked: {1}', names, reason);
}

function nothingFound(report: ReportResult): string {
  return vscode.l10n.t('Nothing speaks against a deployment: {0}.', summaryOf(report));
}

/** For a ticket or a chat. Holds names and messages, as the Problems view does; never a value. */
function reportText(name: string, report: ReportResult): string {
  const lines = report.entries.map(
    entry =>
      `- ${entry.severity}: ${entry.logicalId ?? name}, ${placeOf(entry)}: ${entry.message} (${entry.code}, ${entry.docs})`,
  );
  return [`${name}: ${summaryOf(report)}`, '', ...lines, ''].join('\n');
}
