import type { AwsConnection, Catalog, CatalogId } from '../core/ports';
import { codeSpan } from '../core/text/markdown';
import { valueLooksSecret } from '../core/value/looksSecret';
import { MASK } from '../core/value/sensitive';

const MAX_LENGTH = 200;

/**
 * For `--show-plain-values`: a line with the value of a String parameter, in Markdown; undefined for everything else. The
 * metadata decides first, because reading a SecureString would decrypt it; and the answer is looked at again, because the
 * type may have changed since.
 */
export function plainValueLine(catalog: Catalog, connect: () => Promise<AwsConnection>) {
  return async (id: CatalogId, signal: AbortSignal): Promise<string | undefined> => {
    if (id.kind !== 'parameter') return undefined;
    const [answer] = await catalog.lookup([id], 'live', signal);
    if (answer?.status !== 'known' || answer.fact.kind !== 'parameter') return undefined;
    if (answer.fact.metadata.type !== 'String') return undefined;
    const { parameters } = await connect();
    const { type, value } = await parameters.reveal(id.name, id.version, { signal });
    if (type !== 'String') return undefined;
    const text = value.reveal();
    // People keep tokens in plain parameters; the flag asks for plain values, not for those.
    return `Value: ${valueLooksSecret(text) ? MASK : codeSpan(shorten(text))}`;
  };
}

/** A hover shows the beginning; a character is never cut in two. */
function shorten(value: string): string {
  if (value.length <= MAX_LENGTH) return value;
  return `${value.slice(0, MAX_LENGTH).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
