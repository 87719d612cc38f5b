import type { KeyUsage } from '../../core/catalog/items';
import { failureError, failureOf } from '../../core/failure';
import type { AwsConnection } from '../../core/ports';
import { createLateReader, type LateReader } from './lateReader';

/** When the keys of a list were last used, by key id. */
export type UsageByKey = ReadonlyMap<string, KeyUsage>;

export const USAGE_OPERATION = 'kms:GetKeyLastUsage';

/** As many as are described for a list: KMS has no call for several. */
const MAX_READ = 500;

/**
 * Reads it once the filter asks, a call a key in the background. A key whose own policy denies it is left out; where all do
 * the first refusal is told.
 * @param keyIds what is listed by then
 */
export function createUsageReader(
  connect: () => Promise<Pick<AwsConnection, 'keys'>>,
  keyIds: () => readonly string[],
  found: (usage: UsageByKey | undefined) => void,
  changed: () => void,
): LateReader {
  async function* pages(signal: AbortSignal): AsyncIterable<readonly (readonly [string, KeyUsage])[]> {
    const { keys } = await connect();
    let refused: unknown;
    let isAnswered = false;
    for (const keyId of keyIds().slice(0, MAX_READ)) {
      if (signal.aborted) return;
      try {
        yield [[keyId, await keys.lastUsage(keyId, { signal, urgency: 'background' })]];
        isAnswered = true;
      } catch (thrown) {
        const failure = failureOf(thrown, USAGE_OPERATION);
        if (failure.code !== 'denied' && failure.code !== 'not-found') throw failureError(failure);
        refused ??= thrown;
      }
    }
    if (!isAnswered && refused !== undefined) throw failureError(failureOf(refused, USAGE_OPERATION));
  }
  return createLateReader(USAGE_OPERATION, pages, found, changed);
}
