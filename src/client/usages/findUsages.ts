import * as vscode from 'vscode';
import { createLineIndex } from '../../core/text/lineIndex';
import { findTerms, termsOf, type UsedItem } from '../../core/usages/terms';
import type { CommandContext } from '../commands/context';
import type { KnownUsages } from '../languageClient';
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
  language: Pick<CommandContext['language'], 'start'>,
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
  const read = await known(item, language, token);
  for (const location of read.locations) add(location);
  const locations = [...found.values()].sort(inOrder);
  const incomplete = searched.incomplete || read.incomplete || tooMany;
  return { locations, files: searched.files, incomplete };
}

/** Of the language server, which is started for it. Whoever does not answer has perhaps something to say. */
async function known(
  item: UsedItem,
  language: Pick<CommandContext['language'], 'start'>,
  token: vscode.CancellationToken,
): Promise<KnownUsages> {
  const none = { locations: [], incomplete: false };
  if (item.kind === 'key' || token.isCancellationRequested) return none;
  const names = item.kind === 'secret' ? [item.name, item.arn] : [item.name];
  const params = { kind: item.kind, names };
  return language
    .start()
    .then(client => client.usages(params, token))
    .catch(() => ({ ...none, incomplete: true }));
}

function inOrder(a: vscode.Location, b: vscode.Location): number {
  const [one, other] = [a.uri.toString(), b.uri.toString()];
  return one === other ? a.range.start.compareTo(b.range.start) : one < other ? -1 : 1;
}
