import { failureOf } from '../../core/failure';
import type { AwsConnection, Catalog, CatalogAnswer, CatalogId } from '../../core/ports';
import { nameLooksSecret, valueLooksSecret } from '../../core/value/looksSecret';
import { isScreenShared } from '../session/screenShare';
import type { Session } from '../session/session';

/** What may be shown of a value without being asked for it: a plain one, a mask for what is or may be secret, or a reason. */
export type Shown =
  | { readonly kind: 'plain'; readonly text: string }
  | { readonly kind: 'masked' }
  | { readonly kind: 'unknown'; readonly reason: string };

/** So many values are read at a time; the account's own limit is kept by the adapter. */
const AT_A_TIME = 4;

/**
 * In the order of the ids. In a workspace that is not trusted, or with live checks off, nothing is read; while the screen
 * is shared, no value.
 */
export async function shownValues(
  ids: readonly CatalogId[],
  catalog: Catalog,
  session: Session | undefined,
  signal: AbortSignal,
): Promise<readonly Shown[]> {
  if (ids.length === 0) return [];
  const answers = await catalog.lookup(ids, 'live', signal);
  const shown: Shown[] = ids.map((id, index) => fromMetadata(id, answers[index]) ?? MASKED);
  const plain = [...ids.keys()].filter(index => isPlain(ids[index], answers[index]));
  if (plain.length === 0 || session === undefined || isScreenShared()) return shown;
  const { aws } = await session.connect();
  const work = plain[Symbol.iterator]();
  const reader = async (): Promise<void> => {
    for (const index of work) {
      const id = ids[index];
      if (id === undefined || signal.aborted) return;
      shown[index] = await read(aws, id, signal);
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, reader));
  return shown;
}

const MASKED: Shown = { kind: 'masked' };

function fromMetadata(id: CatalogId, answer: CatalogAnswer | undefined): Shown | undefined {
  switch (answer?.status) {
    case 'known':
      return undefined;
    case 'absent':
      return { kind: 'unknown', reason: `there is no such ${id.kind}` };
    case 'denied':
      return { kind: 'unknown', reason: answer.failure.message };
    default:
      return { kind: 'unknown', reason: answer?.failure?.message ?? 'the account is not asked' };
  }
}

function isPlain(id: CatalogId | undefined, answer: CatalogAnswer | undefined): boolean {
  if (id?.kind !== 'parameter' || answer?.status !== 'known' || answer.fact.kind !== 'parameter')
    return false;
  const { name, type } = answer.fact.metadata;
  return type !== 'SecureString' && !nameLooksSecret(name);
}

/** The type is looked at again in the answer: it may have become a SecureString since the listing. */
async function read({ parameters }: AwsConnection, id: CatalogId, signal: AbortSignal): Promise<Shown> {
  if (id.kind !== 'parameter') return MASKED;
  try {
    const { type, value } = await parameters.reveal(id.name, id.version, { signal });
    const text = type === 'SecureString' ? undefined : value.reveal();
    return text === undefined || valueLooksSecret(text) ? MASKED : { kind: 'plain', text };
  } catch (thrown) {
    return { kind: 'unknown', reason: failureOf(thrown, 'ssm:GetParameter').message };
  }
}
