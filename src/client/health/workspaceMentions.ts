import * as vscode from 'vscode';
import { createAnalyzer } from '../../core/document';
import type { HealthFacts } from '../../core/health/facts';
import { isMentioned, wantedIn } from '../../core/health/mentions';
import { findFiles } from '../language/workspaceFiles';
import type { Mentions } from './shown';

/**
 * Where files name what is scheduled for deletion: those that are open, as they are there, and up to 2,000 more. None is
 * looked at where nothing is scheduled. Read here and not by the language server, which may not run, and which knows of files
 * by their documents alone.
 */
export async function workspaceMentions(
  facts: HealthFacts,
  token: vscode.CancellationToken,
): Promise<Mentions> {
  const wanted = wantedIn(facts);
  if (wanted.length === 0) return { byArn: new Map(), incomplete: false };
  const texts = wanted.flatMap(each => each.texts);
  const found = await findFiles({ texts, roots: [] }, uri => uri.toString(), token);
  const open = vscode.workspace.textDocuments
    .filter(({ uri }) => uri.scheme !== 'output' && !uri.scheme.startsWith('keyhole'))
    .map(document => ({
      uri: document.uri.toString(),
      text: document.getText(),
      languageId: document.languageId,
    }))
    .filter(({ text }) => texts.some(each => text.includes(each)));
  const byArn = new Map<string, readonly string[]>();
  for (const { uri, ...source } of [...open, ...found.files]) {
    const model = createAnalyzer().analyze({ ...source, path: uri });
    const name = vscode.workspace.asRelativePath(vscode.Uri.parse(uri));
    for (const each of wanted) {
      if (isMentioned(each, model)) byArn.set(each.arn, [...(byArn.get(each.arn) ?? []), name]);
    }
  }
  return { byArn, incomplete: found.incomplete || token.isCancellationRequested };
}
