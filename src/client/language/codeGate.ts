import type * as vscode from 'vscode';
import {
  DidOpenTextDocumentNotification,
  type LanguageClient,
  type Middleware,
} from 'vscode-languageclient/node';
import { hasCodeMark, isCode } from './relevance';

/** Which programs the server has been shown: those with a reference in them, from then on until they are closed. */
export interface CodeGate {
  readonly middleware: Middleware;
  /** Everything but a program that was not shown. */
  isSent(document: vscode.TextDocument): boolean;
}

/**
 * Nearly no program holds a reference, and all of them are open all day: the server sees and is asked about those alone
 * that do. `inner`: what is done with documents that were sent.
 */
export function createCodeGate(clientOf: () => LanguageClient, inner: Middleware): CodeGate {
  const sent = new Set<string>();
  const isSent = (document: vscode.TextDocument) => !isCode(document) || sent.has(document.uri.toString());

  /** Only lines that have changed: a key pressed must not cost the length of the file. */
  function gainedMark({ document, contentChanges }: vscode.TextDocumentChangeEvent): boolean {
    return contentChanges.some(({ range, text }) => {
      const last = Math.min(range.start.line + text.split('\n').length, document.lineCount);
      for (let line = range.start.line; line < last; line++) {
        if (hasCodeMark(document.lineAt(line).text)) return true;
      }
      return false;
    });
  }

  const middleware: Middleware = {
    ...inner,
    async didOpen(document, next) {
      if (isCode(document)) {
        if (!hasCodeMark(document.getText())) return;
        sent.add(document.uri.toString());
      }
      await next(document);
    },
    async didChange(event, next) {
      const { document } = event;
      if (isSent(document)) {
        await next(event);
        return;
      }
      if (!gainedMark(event)) return;
      sent.add(document.uri.toString());
      const client = clientOf();
      await client.sendNotification(
        DidOpenTextDocumentNotification.type,
        client.code2ProtocolConverter.asOpenTextDocumentParams(document),
      );
    },
    async didClose(document, next) {
      const known = isSent(document);
      sent.delete(document.uri.toString());
      if (known) await next(document);
    },
    provideHover(document, position, token, next) {
      if (!isSent(document)) return undefined;
      return inner.provideHover
        ? inner.provideHover(document, position, token, next)
        : next(document, position, token);
    },
    provideInlayHints(document, viewPort, token, next) {
      if (!isSent(document)) return undefined;
      return inner.provideInlayHints
        ? inner.provideInlayHints(document, viewPort, token, next)
        : next(document, viewPort, token);
    },
    provideCodeLenses(document, token, next) {
      if (!isSent(document)) return undefined;
      return inner.provideCodeLenses ? inner.provideCodeLenses(document, token, next) : next(document, token);
    },
    provideCompletionItem: (document, position, context, token, next) =>
      isSent(document) ? next(document, position, context, token) : undefined,
    provideDefinition: (document, position, token, next) =>
      isSent(document) ? next(document, position, token) : undefined,
    provideReferences: (document, position, options, token, next) =>
      isSent(document) ? next(document, position, options, token) : undefined,
    provideDocumentHighlights: (document, position, token, next) =>
      isSent(document) ? next(document, position, token) : undefined,
    prepareRename: (document, position, token, next) =>
      isSent(document) ? next(document, position, token) : undefined,
    provideRenameEdits: (document, position, newName, token, next) =>
      isSent(document) ? next(document, position, newName, token) : undefined,
    provideCodeActions: (document, range, context, token, next) =>
      isSent(document) ? next(document, range, context, token) : undefined,
  };
  return { middleware, isSent };
}
