import type { Catalog, CatalogId } from '../core/ports';
import { codeSpan } from '../core/text/markdown';
import { SHOWN_VALUE, shorten } from '../core/text/shorten';
import { nameLooksSecret, valueLooksSecret } from '../core/value/looksSecret';
import { MASK } from '../core/value/sensitive';
import type { ReadingConnection } from './environmentCatalog';

/**
 * For `--show-plain-values`: a line with the value of a String parameter, in Markdown; undefined for everything else. The
 * metadata decides first, because reading a SecureString would decrypt it; and the answer is looked at again, because the
 * type may have changed since.
 */
export function plainValueLine(
  catalog: Catalog,
  connect: () => Promise<Pick<ReadingConnection, 'parameters'>>,
) {
  return async (id: CatalogId, signal: AbortSignal): Promise<string | undefined> => {
    if (id.kind !== 'parameter') return undefined;
    const [answer] = await catalog.lookup([id], 'live', signal);
    if (answer?.status !== 'known' || answer.fact.kind !== 'parameter') return undefined;
    if (answer.fact.metadata.type !== 'String') return undefined;
    // People keep passwords in plain parameters; the flag asks for plain values, not for those.
    if (nameLooksSecret(answer.fact.metadata.name)) return `Value: ${MASK}`;
    const { parameters } = await connect();
    const { type, value } = await parameters.reveal(id.name, id.version, { signal });
    if (type !== 'String') return undefined;
    const text = value.reveal();
    return `Value: ${valueLooksSecret(text) ? MASK : codeSpan(shorten(text, SHOWN_VALUE))}`;
  };
}
