import * as vscode from 'vscode';
import type { CodeLensMiddleware, InlayHintsMiddleware } from 'vscode-languageclient';
import { catalogKey } from '../../core/reference/use';
import { codeSpan } from '../../core/text/markdown';
import { shorten } from '../../core/text/shorten';
import type { PlacesResult } from '../../protocol/messages';
import { isScreenShared } from '../session/screenShare';
import { signalOf } from '../signal';
import type { LiveSource } from './liveCatalogs';
import { type Shown, shownValues } from './shownValues';

/** Longer values would push what stands behind them out of sight; the tooltip has more. */
const SHOWN_LENGTH = 40;
const TOOLTIP_LENGTH = 1_000;
/** A person scrolls and types; what was read a moment ago is not read again for each line. */
const FRESH_MS = 60_000;
/** What fits on a screen; of more, the first. */
const MAX_VALUES = 60;

export interface HintsDeps {
  sourceOf(uri: vscode.Uri): LiveSource;
  placesOf(uri: vscode.Uri): Promise<PlacesResult | null>;
}

/** The server tells what is behind; values are added here, because the server never sees one. Both are settings. */
export function hintsMiddleware(deps: HintsDeps): InlayHintsMiddleware & CodeLensMiddleware {
  const kept = new Map<string, { readonly shown: Shown; readonly at: number }>();

  return {
    provideCodeLenses: (document, token, next) =>
      isOn('codeLens', document) ? next(document, token) : Promise.resolve([]),
    async provideInlayHints(document, viewPort, token, next) {
      if (!isOn('inlayHints', document)) return [];
      const [hints, values] = await Promise.all([
        next(document, viewPort, token),
        valueHints(document, viewPort, signalOf(token)),
      ]);
      return [...values, ...(hints ?? [])];
    },
  };

  async function valueHints(
    document: vscode.TextDocument,
    viewPort: vscode.Range,
    signal: AbortSignal,
  ): Promise<readonly vscode.InlayHint[]> {
    const { session, catalog } = deps.sourceOf(document.uri);
    if (session === undefined) return [];
    if (session.state.kind === 'locked') {
      kept.clear();
      return [];
    }
    const result = await deps.placesOf(document.uri);
    if (result === null || result.version !== document.version) return [];
    const seen = result.places
      .flatMap(place => ('id' in place ? [place] : []))
      .filter(({ range }) => range.start.line <= viewPort.end.line && range.end.line >= viewPort.start.line)
      .slice(0, MAX_VALUES);
    const { generation } = session;
    const shared = isScreenShared();
    const keyOf = (index: number) =>
      `${session.place} ${generation} ${shared} ${catalogKey(seen[index]?.id ?? { kind: 'parameter', name: '' })}`;
    const now = Date.now();
    const missing = [...seen.keys()].filter(index => now - (kept.get(keyOf(index))?.at ?? 0) > FRESH_MS);
    const read = await shownValues(
      missing.flatMap(index => seen[index]?.id ?? []),
      catalog,
      session,
      signal,
    );
    if (signal.aborted) return [];
    for (const [key, { at }] of kept) if (now - at > FRESH_MS) kept.delete(key);
    for (const [order, index] of missing.entries()) {
      const shown = read[order];
      // What could not be read is tried again.
      if (shown !== undefined && shown.kind !== 'unknown') kept.set(keyOf(index), { shown, at: now });
    }
    return seen.flatMap(({ range }, index) => hintFor(range.end, kept.get(keyOf(index))?.shown) ?? []);
  }
}

function isOn(feature: 'codeLens' | 'inlayHints', { uri }: vscode.TextDocument): boolean {
  return vscode.workspace.getConfiguration('keyhole', uri).get<boolean>(`${feature}.enabled`) === true;
}

function hintFor(
  { line, character }: { readonly line: number; readonly character: number },
  shown: Shown | undefined,
): vscode.InlayHint | undefined {
  // A row of masks would say nothing.
  if (shown?.kind !== 'plain') return undefined;
  const text = shorten(shown.text.replace(/\s+/g, ' '), SHOWN_LENGTH);
  const hint = new vscode.InlayHint(new vscode.Position(line, character), `= ${text}`);
  hint.paddingLeft = true;
  hint.tooltip = new vscode.MarkdownString(codeSpan(shorten(shown.text, TOOLTIP_LENGTH)));
  return hint;
}
