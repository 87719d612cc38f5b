/** Open documents and what is in them: one analyzer a document, one model a version, all freed when it closes. */
import { type Connection, TextDocuments } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type Analyzer, createAnalyzer, type DocumentModel, type SourceText } from '../core/document';
import type { ParameterSet } from '../core/parameters/parameterSet';
import type { Disposer } from '../core/ports';
import { livePolicyScheme } from '../protocol/messages';
import { livePolicyFacts } from './policyFacts';

export interface OpenDocument {
  readonly uri: string;
  readonly version: number;
  readonly model: DocumentModel;
}

export interface Documents {
  /** The version the client last sent; undefined when it is not open. */
  get(uri: string): OpenDocument | undefined;
  uris(): readonly string[];
  /** Values for a template's parameters; undefined: its defaults. Counts as a change of the document. */
  setParameters(uri: string, set: ParameterSet | undefined): void;
  onDidOpen(listener: (uri: string) => void): Disposer;
  onDidChange(listener: (uri: string) => void): Disposer;
  onDidClose(listener: (uri: string) => void): Disposer;
}

/** CloudFormation takes templates of 1 MB; what is larger than this is a data file, and not looked at. */
const MAX_LENGTH = 8 * 1024 * 1024;

interface Kept {
  readonly analyzer: Analyzer;
  parameters?: ParameterSet | undefined;
  latest?: OpenDocument;
}

export function createDocuments(connection: Connection): Documents {
  const texts = new TextDocuments(TextDocument);
  const kept = new Map<string, Kept>();
  const changed = new Set<(uri: string) => void>();

  texts.onDidOpen(({ document }) => {
    kept.set(document.uri, { analyzer: createAnalyzer() });
    if (isTooLarge(document)) connection.console.info(`Too large, not looked at: ${document.uri}`);
  });
  texts.onDidClose(({ document }) => kept.delete(document.uri));
  texts.onDidChangeContent(({ document }) => {
    // It fires for opening too.
    const { latest } = kept.get(document.uri) ?? {};
    if (latest === undefined || latest.version === document.version) return;
    for (const listener of [...changed]) listener(document.uri);
  });
  texts.listen(connection);

  return {
    get(uri) {
      const document = texts.get(uri);
      if (document === undefined) return undefined;
      const entry = kept.get(uri) ?? { analyzer: createAnalyzer() };
      kept.set(uri, entry);
      if (entry.latest?.version === document.version) return entry.latest;
      const { parameters } = entry;
      const model = entry.analyzer.analyze({ ...sourceOf(document), ...(parameters && { parameters }) });
      entry.latest = { uri, version: document.version, model };
      return entry.latest;
    },
    uris: () => texts.keys(),
    setParameters(uri, set) {
      const entry = kept.get(uri);
      if (entry === undefined) return;
      entry.parameters = set;
      delete entry.latest;
      for (const listener of [...changed]) listener(uri);
    },
    onDidOpen: listener => disposer(texts.onDidOpen(({ document }) => listener(document.uri))),
    onDidChange: listener => {
      changed.add(listener);
      return () => changed.delete(listener);
    },
    onDidClose: listener => disposer(texts.onDidClose(({ document }) => listener(document.uri))),
  };
}

/** By the text itself: asking for positions would make the document look for all its lines first. */
function isTooLarge(document: TextDocument): boolean {
  return document.getText().length > MAX_LENGTH;
}

function textOf(document: TextDocument): string {
  return isTooLarge(document) ? '' : document.getText();
}

function sourceOf(document: TextDocument): SourceText {
  const { uri, languageId } = document;
  const source = { path: uri, languageId, text: textOf(document) };
  return uri.startsWith(`${livePolicyScheme}:`) ? { ...source, policyFacts: livePolicyFacts(uri) } : source;
}

function disposer(disposable: { dispose(): void }): Disposer {
  return () => disposable.dispose();
}
