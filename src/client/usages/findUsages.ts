import * as vscode from 'vscode';
import { createLineIndex } from '../../core/text/lineIndex';
import { findTerms, termsOf, type UsedItem } from '../../core/usages/terms';
import type { CommandContext } from '../commands/context';
import { eachText, type Searched } from './textFiles';

export interface Usages extends Searched {
  readonly locations: readonly vscode.Location[];
}

/** More is no list that anybody reads. */
export const MAX_USAGES = 2_000;

/**
 * Where the workspace names an item: as text in any file, and where the language server reads a name that is put together.
 * In the order of the files.
 */
export async function findUsages(
  item: UsedItem,
  language: CommandContext['language'],
  token: vscode.CancellationToken,
): Promise<Usages> {
  const terms = termsOf(item);
  const found = new Map<string, vscode.Location>();
  let tooMany = false;
  const add = (location: vscode.Location) => {
    const { uri, range } = location;
    // One a line: a name that is put together stands at several places of one.
    const key = `${uri}#${range.start.line}`;
    if (found.size >= MAX_USAGES) tooMany = true;
    else if (!found.has(key)) found.set(key, location);
  };
  const searched = await eachText((uri, text) => {
    const spans = findTerms(text, terms);
    if (spans.length === 0) return;
    const lines = createLineIndex(text);
    for (const span of spans) {
      const { start, end } = lines.rangeOf(span);
      const range = new vscode.Range(start.line, start.character, end.line, end.character);
      add(new vscode.Location(uri, range));
    }
  }, token);
  for (const location of await known(item, language, token)) add(location);
  const locations = [...found.values()].sort(inOrder);
  return { locations, files: searched.files, incomplete: searched.incomplete || tooMany };
}

/** None where the server does not run: then no document is open that it has something to say about. */
async function known(
  item: UsedItem,
  language: CommandContext['language'],
  token: vscode.CancellationToken,
): Promise<readonly vscode.Location[]> {
  if (item.kind === 'key' || token.isCancellationRequested) return [];
  const names = item.kind === 'secret' ? [item.name, item.arn] : [item.name];
  const client = await language.client?.catch(() => undefined);
  return (await client?.usages({ kind: item.kind, names }, token).catch(() => [])) ?? [];
}

function inOrder(a: vscode.Location, b: vscode.Location): number {
  const [one, other] = [a.uri.toString(), b.uri.toString()];
  return one === other ? a.range.start.compareTo(b.range.start) : one < other ? -1 : 1;
}
