import * as vscode from 'vscode';
import type { DroppedItem } from '../../core/drop/dropText';
import type { DropResult } from '../../protocol/messages';
import { draggedMime } from '../tree/draggedMime';
import { readDrag } from '../tree/dragItems';

/** The server's answer: one text for all items. */
export type AskDrop = (
  uri: vscode.Uri,
  position: vscode.Position,
  items: readonly DroppedItem[],
  token: vscode.CancellationToken,
) => Promise<DropResult>;

/** Items of the views, dropped into a document: what may stand there, as the server sees it. */
export function createDropProvider(ask: AskDrop): vscode.DocumentDropEditProvider {
  let said: vscode.Disposable | undefined;
  return {
    async provideDocumentDropEdits(document, position, dataTransfer, token) {
      const items = readDrag((await dataTransfer.get(draggedMime)?.asString()) ?? '');
      if (items.length === 0) return undefined;
      const drop = await ask(document.uri, position, items, token).catch(() => null);
      if (!drop || token.isCancellationRequested) return undefined;
      const { text, refused } = drop;
      // What was said of the drop before is not true of this one.
      said?.dispose();
      said = refused > 0 ? vscode.window.setStatusBarMessage(refusedText(refused), 8_000) : undefined;
      // In a plain string nothing is a placeholder: no snippet is made of a name.
      return new vscode.DocumentDropEdit(
        withoutIndent(text, document, position),
        refused === items.length ? vscode.l10n.t('Insert Name') : vscode.l10n.t('Insert Reference'),
        vscode.DocumentDropOrPasteEditKind.Text.append('keyhole'),
      );
    },
  };
}

/** All the same it goes in the way of a snippet: VS Code indents each further line like the one it is dropped into. */
function withoutIndent(
  text: string,
  document: vscode.TextDocument,
  { line, character }: vscode.Position,
): string {
  const [indent = ''] = /^\s*/.exec(document.lineAt(line).text.slice(0, character)) ?? [];
  return text.replaceAll(`\n${indent}`, '\n');
}

function refusedText(count: number): string {
  return count === 1
    ? vscode.l10n.t('No reference is resolved here, so the name was inserted.')
    : vscode.l10n.t('No reference is resolved here, so {0} names were inserted.', count);
}
