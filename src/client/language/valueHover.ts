import * as vscode from 'vscode';
import type { CatalogId } from '../../core/ports';
import { codeSpan } from '../../core/text/markdown';
import { SHOWN_VALUE, shorten } from '../../core/text/shorten';
import { MASK } from '../../core/value/sensitive';
import type { LiveSource } from './liveCatalogs';
import { shownValues } from './shownValues';

const revealCommand = 'keyhole.revealValue';
const showCommand = 'keyhole.showInExplorer';
/** A hover that comes late is worse than one without the value. */
const LIMIT_MS = 2_000;

/**
 * The value line of a hover, made in the client because the server never sees a value: the value of a plain parameter, a
 * mask with a link for everything that is or may be secret, nothing where the account does not answer.
 */
export async function valueLine(
  id: CatalogId,
  file: vscode.Uri,
  { catalog, session }: Pick<LiveSource, 'catalog' | 'session'>,
  token: vscode.CancellationToken,
): Promise<vscode.MarkdownString | undefined> {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), LIMIT_MS);
  const cancelled = token.onCancellationRequested(() => limit.abort());
  try {
    return await Promise.race([lineOf(id, file, { catalog, session }, limit.signal), aborted(limit.signal)]);
  } finally {
    clearTimeout(timer);
    cancelled.dispose();
  }
}

async function lineOf(
  id: CatalogId,
  file: vscode.Uri,
  { catalog, session }: Pick<LiveSource, 'catalog' | 'session'>,
  signal: AbortSignal,
): Promise<vscode.MarkdownString | undefined> {
  // Unknown in a workspace that is not trusted: there, a file that is only looked at causes no request.
  const [shown] = await shownValues([id], catalog, session, signal);
  if (shown === undefined || shown.kind === 'unknown') return undefined;
  return shown.kind === 'masked' ? masked(id, file) : plain(id, shown.text);
}

function plain(id: CatalogId, value: string): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString();
  markdown.isTrusted = { enabledCommands: [showCommand] };
  const shown = value === '' ? '—' : codeSpan(shorten(value, SHOWN_VALUE));
  markdown.appendMarkdown(`${vscode.l10n.t('Value')}: ${shown} · ${showLink(id)}`);
  return markdown;
}

function masked(id: CatalogId, file: vscode.Uri): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString();
  markdown.isTrusted = { enabledCommands: [revealCommand, showCommand] };
  const reveal = commandLink(vscode.l10n.t('Reveal'), revealCommand, id, file.toString());
  markdown.appendMarkdown(`${vscode.l10n.t('Value')}: ${MASK} ${reveal} · ${showLink(id)}`);
  return markdown;
}

function showLink(id: CatalogId): string {
  return commandLink(vscode.l10n.t('Show in Explorer'), showCommand, id);
}

/** The command checks its arguments again. */
function commandLink(label: string, command: string, ...args: readonly unknown[]): string {
  return `[${label}](command:${command}?${encodeURIComponent(JSON.stringify(args))})`;
}

function aborted(signal: AbortSignal): Promise<undefined> {
  return new Promise(resolve => signal.addEventListener('abort', () => resolve(undefined), { once: true }));
}
