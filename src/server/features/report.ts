/** "Why will this fail?" for one open document. */
import type { Connection } from 'vscode-languageserver';
import type { Catalog, CatalogAnswer, CatalogId, Catalogs } from '../../core/ports';
import { docsUrl } from '../../core/problem';
import { reportOn } from '../../core/report';
import { type ReportParams, type ReportResult, reportRequest } from '../../protocol/messages';
import { signalOf } from '../cancellation';
import type { Documents } from '../documents';

/** So many ids cross in one message. */
const AT_A_TIME = 50;

export function provideReport(connection: Connection, documents: Documents, catalogs: Catalogs): void {
  connection.onRequest(
    reportRequest,
    async ({ textDocument }: ReportParams, token): Promise<ReportResult | null> => {
      const document = documents.get(textDocument.uri);
      if (document === undefined || document.model.kind === 'none') return null;
      const signal = signalOf(token);
      const { model, version } = document;
      const { problems, ...report } = await reportOn(model, ids =>
        askAll(catalogs.of(textDocument.uri), ids, signal),
      );
      if (signal.aborted) return null;
      const entries = problems.map(({ code, severity, message, span, logicalId, propertyPath }) => ({
        code,
        severity,
        message,
        range: model.lines.rangeOf(span),
        docs: docsUrl(code),
        ...(logicalId !== undefined && { logicalId }),
        ...(propertyPath !== undefined && { propertyPath }),
      }));
      return { version, ...report, entries };
    },
  );
}

async function askAll(
  catalog: Catalog,
  ids: readonly CatalogId[],
  signal: AbortSignal,
): Promise<readonly CatalogAnswer[]> {
  const answers: CatalogAnswer[] = [];
  for (let from = 0; from < ids.length && !signal.aborted; from += AT_A_TIME) {
    const portion = ids.slice(from, from + AT_A_TIME);
    // A portion that failed leaves its names unanswered, which the report says.
    const received = await catalog.lookup(portion, 'live', signal).catch(() => []);
    for (const index of portion.keys()) answers.push(received[index] ?? { status: 'unavailable' });
  }
  return answers;
}
