import * as vscode from 'vscode';
import { visible } from '../../core/text/markdown';
import { MASK } from '../../core/value/sensitive';
import type { PlacesResult, ReferencePlaceResult } from '../../protocol/messages';
import { onDidChangeScreenShare } from '../session/screenShare';
import { connectionName } from './liveCatalog';
import type { LiveCatalogs } from './liveCatalogs';
import { previewScheme } from './previewScheme';
import { type Shown, shownValues } from './shownValues';

const PAUSE_MS = 500;

export interface PreviewDeps {
  readonly catalogs: LiveCatalogs;
  placesOf(uri: vscode.Uri): Promise<PlacesResult | null>;
  /** The parameter set that is chosen for a template. */
  setFor(template: vscode.Uri): string | undefined;
}

export interface Previews extends vscode.Disposable {
  /** Shows a template beside itself; false where it is none. */
  open(source: vscode.Uri, signal: AbortSignal): Promise<boolean>;
}

/** Templates with what can be resolved resolved: plain values written out, secrets masked, what is not known marked. */
export function createPreviews(deps: PreviewDeps): Previews {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const ready = new Map<string, string>();
  /** Previews whose source or connection has changed. What nobody sees is not read again until somebody does. */
  const stale = new Set<string>();
  let timer: NodeJS.Timeout | undefined;

  const provider: vscode.TextDocumentContentProvider = {
    onDidChange: changed.event,
    async provideTextDocumentContent(uri, token) {
      const read = ready.get(uri.toString());
      if (read !== undefined) {
        ready.delete(uri.toString());
        return read;
      }
      const controller = new AbortController();
      token.onCancellationRequested(() => controller.abort());
      return (await textOf(sourceOf(uri), deps, controller.signal)) ?? '';
    },
  };

  function refreshVisible(): void {
    for (const { document } of vscode.window.visibleTextEditors) {
      if (stale.delete(document.uri.toString())) changed.fire(document.uri);
    }
  }

  function outdate(uris: readonly vscode.Uri[]): void {
    const open = new Set(vscode.workspace.textDocuments.map(({ uri }) => uri.toString()));
    const ours = uris.map(uri => uri.toString()).filter(uri => open.has(uri));
    if (ours.length === 0) return;
    for (const uri of ours) stale.add(uri);
    clearTimeout(timer);
    timer = setTimeout(refreshVisible, PAUSE_MS);
  }

  function outdateAll(): void {
    const open = vscode.workspace.textDocuments.map(({ uri }) => uri);
    outdate(open.filter(({ scheme }) => scheme === previewScheme));
  }

  const owned = vscode.Disposable.from(
    changed,
    vscode.workspace.registerTextDocumentContentProvider(previewScheme, provider),
    vscode.languages.registerCodeLensProvider({ scheme: previewScheme }, headline(deps)),
    vscode.workspace.onDidChangeTextDocument(({ document }) => outdate([previewOf(document.uri)])),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => stale.delete(uri.toString())),
    vscode.window.onDidChangeVisibleTextEditors(refreshVisible),
    deps.catalogs.onDidChange(outdateAll),
    onDidChangeScreenShare(outdateAll),
  );

  return {
    async open(source, signal) {
      const text = await textOf(source, deps, signal);
      if (text === undefined) return false;
      const uri = previewOf(source);
      ready.set(uri.toString(), text);
      changed.fire(uri);
      const { languageId } = await vscode.workspace.openTextDocument(source);
      const document = await vscode.workspace.openTextDocument(uri);
      await vscode.languages.setTextDocumentLanguage(document, languageId);
      const top = vscode.window.activeTextEditor?.visibleRanges[0];
      const shown = await vscode.window.showTextDocument(document, {
        viewColumn: vscode.ViewColumn.Beside,
        preserveFocus: true,
        preview: true,
      });
      // A value takes the line of its reference, so that lines stand beside each other.
      if (top) shown.revealRange(top, vscode.TextEditorRevealType.AtTop);
      return true;
    },
    dispose() {
      clearTimeout(timer);
      owned.dispose();
    },
  };
}

/** Where the values come from, above the first line: in the text it would move every line from its counterpart. */
function headline({ catalogs, setFor }: PreviewDeps): vscode.CodeLensProvider {
  return {
    provideCodeLenses({ uri }) {
      const source = sourceOf(uri);
      const set = setFor(source);
      const { session } = catalogs.of(source);
      const title = vscode.l10n.t(
        'Resolved in {0} with {1}; secrets are masked',
        session ? connectionName(session) : vscode.l10n.t('no account'),
        set ?? vscode.l10n.t("the parameters' defaults"),
      );
      return [new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), { title, command: '' })];
    },
  };
}

/** The tab's name is the end of the path; which document it shows is in the query. */
function previewOf(source: vscode.Uri): vscode.Uri {
  const name = source.path.slice(source.path.lastIndexOf('/') + 1);
  return vscode.Uri.from({ scheme: previewScheme, path: `/Resolved ${name}`, query: source.toString() });
}

function sourceOf({ query }: vscode.Uri): vscode.Uri {
  return vscode.Uri.parse(query, true);
}

async function textOf(
  source: vscode.Uri,
  { catalogs, placesOf }: PreviewDeps,
  signal: AbortSignal,
): Promise<string | undefined> {
  const document = await vscode.workspace.openTextDocument(source);
  const result = await placesOf(source);
  if (result === null) return undefined;
  const text = document.getText();
  const { places } = result;
  const named = places.flatMap(place => ('id' in place ? [place.id] : []));
  const { catalog, session } = catalogs.of(source);
  const values = (await shownValues(named, catalog, session, signal))[Symbol.iterator]();
  const parts: string[] = [];
  let end = 0;
  for (const place of places) {
    const shown = 'id' in place ? values.next().value : undefined;
    const range = rangeOf(place);
    parts.push(text.slice(end, document.offsetAt(range.start)), written(place, shown));
    end = document.offsetAt(range.end);
  }
  return [...parts, text.slice(end)].join('');
}

function rangeOf({ range: { start, end } }: ReferencePlaceResult): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

function written(place: ReferencePlaceResult, shown: Shown | undefined): string {
  if ('fault' in place) return mark(place.fault);
  if ('unknown' in place) return mark(place.unknown);
  switch (shown?.kind) {
    case 'plain':
      return visible(shown.text);
    case 'masked':
      return MASK;
    default:
      return mark(shown?.reason ?? vscode.l10n.t('the account is not asked'));
  }
}

function mark(reason: string): string {
  return `⟨${vscode.l10n.t('unknown: {0}', reason)}⟩`;
}
