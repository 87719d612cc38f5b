import * as vscode from 'vscode';
import { reportJson, reportMarkdown } from '../../core/health/exportText';
import { healthReport } from '../../core/health/report';
import { connectionName } from '../session/connectionName';
import { hideAccounts } from '../session/screenShare';
import type { ShownHealth } from './shown';

/** Undefined: a person went away. */
export type AskFile = (proposed: vscode.Uri) => Thenable<vscode.Uri | undefined>;

export const askFile: AskFile = defaultUri =>
  vscode.window.showSaveDialog({
    defaultUri,
    title: vscode.l10n.t('Export Health Report'),
    filters: { Markdown: ['md'], JSON: ['json'] },
  });

/**
 * Writes what is shown into a file a person chooses: JSON where its name ends so, else Markdown. Metadata alone; while the
 * screen is shared without account numbers.
 */
export async function exportReport(shown: ShownHealth, ask: AskFile): Promise<vscode.Uri | undefined> {
  const file = await ask(proposed(shown));
  if (file === undefined) return undefined;
  const text = hideAccounts(exportText(shown, file));
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
  return file;
}

function exportText({ reading, state }: ShownHealth, { path }: vscode.Uri): string {
  const { account } = state.label;
  const connection = [connectionName({ state }), account].filter(Boolean).join(' · ');
  const exported = { connection, reading, report: healthReport(reading.facts) };
  return path.toLowerCase().endsWith('.json') ? reportJson(exported) : reportMarkdown(exported);
}

function proposed({ reading: { facts } }: ShownHealth): vscode.Uri {
  const name = `health-${facts.region}-${new Date(facts.now).toISOString().slice(0, 10)}.md`;
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  return folder ? vscode.Uri.joinPath(folder.uri, name) : vscode.Uri.file(name);
}
