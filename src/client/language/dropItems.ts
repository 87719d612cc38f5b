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
  return {
    async provideDocumentDropEdits(document, position, dataTransfer, token) {
      const items = readDrag((await dataTransfer.get(draggedMime)?.asString()) ?? '');
      if (items.length === 0) return undefined;
      const drop = await ask(document.uri, position, items, token).catch(() => null);
      if (!drop || token.isCancellationRequested) return undefined;
      const { text, refused } = drop;
      if (refused > 0) vscode.window.setStatusBarMessage(refusedText(refused), 8_000);
      // A plain string is inserted as it is: no snippet is made of a name.
      return new vscode.DocumentDropEdit(
        text,
        refused === items.length ? vscode.l10n.t('Insert Name') : vscode.l10n.t('Insert Reference'),
        vscode.DocumentDropOrPasteEditKind.Text.append('keyhole'),
      );
    },
  };
}

function refusedText(count: number): string {
  return count === 1
    ? vscode.l10n.t('No reference is resolved here, so the name was inserted.')
    : vscode.l10n.t('No reference is resolved here, so {0} names were inserted.', count);
}
