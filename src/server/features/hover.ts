/** What a reference is and what an account says of it: facts, never a value. */
import { type Connection, type Hover, MarkupKind } from 'vscode-languageserver';
import type { DocumentModel } from '../../core/document';
import { policyHoverAt } from '../../core/policy/language/hover';
import type { Catalog, CatalogAnswer, CatalogId, Catalogs } from '../../core/ports';
import { hoverOf, referenceAt } from '../../core/reference/hover';
import { catalogIdOf, versionedIdOf } from '../../core/reference/use';
import { signalOf } from '../cancellation';
import type { Documents } from '../documents';

/** A line with the value of a plain parameter, in Markdown; undefined when there is none to show. */
export type PlainValueLine = (id: CatalogId, signal: AbortSignal) => Promise<string | undefined>;

/** A hover that comes late is worse than one without the account's part. */
const PATIENCE_MS = 1_500;

export function provideHover(
  connection: Connection,
  documents: Documents,
  catalogs: Catalogs,
  plainValueLine: PlainValueLine | undefined,
): void {
  connection.onHover(async ({ textDocument, position }, token): Promise<Hover | null> => {
    const model = documents.get(textDocument.uri)?.model;
    if (model === undefined) return null;
    const offset = model.lines.offsetAt(position);
    const use = referenceAt(model, offset);
    if (use === undefined) return policyHover(model, offset);

    const signal = signalOf(token);
    const id = catalogIdOf(use);
    const versioned = plainValueLine && versionedIdOf(use);
    const [answer, valueLine] = await Promise.all([
      id && answerInTime(catalogs.of(textDocument.uri), id, signal),
      versioned && plainValueLine(versioned, signal).catch(() => undefined),
    ]);
    const { markdown, span } = hoverOf(use, answer, offset, model.deploys);
    const value = valueLine === undefined ? markdown : `${markdown}\n\n${valueLine}`;
    return { contents: { kind: MarkupKind.Markdown, value }, range: model.lines.rangeOf(span) };
  });
}

function policyHover(model: DocumentModel, offset: number): Hover | null {
  const found = policyHoverAt(model, offset);
  if (found === undefined) return null;
  const { markdown: value, span } = found;
  return { contents: { kind: MarkupKind.Markdown, value }, range: model.lines.rangeOf(span) };
}

async function answerInTime(
  catalog: Catalog,
  id: CatalogId,
  signal: AbortSignal,
): Promise<CatalogAnswer | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>(resolve => {
    timer = setTimeout(resolve, PATIENCE_MS, undefined);
  });
  const answers = catalog.lookup([id], 'live', signal).catch(() => undefined);
  const first = await Promise.race([answers, late]);
  clearTimeout(timer);
  return first?.[0];
}
