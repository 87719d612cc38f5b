import { failureOf } from '../../core/failure';
import { type HealthItemId, reread } from '../../core/health/reread';
import { isStale, type ShownHealth, trustedAccounts } from './shown';

/** With one item as it is now. Undefined where something else is connected to, before or meanwhile. */
export async function readAgain(item: HealthItemId, shown: ShownHealth): Promise<ShownHealth | undefined> {
  if (isStale(shown)) return undefined;
  const { reading, session } = shown;
  const { aws } = await session.connect();
  const how = { policies: reading.leftOut === 'nothing', trusted: trustedAccounts() };
  const now = await reread(reading, item, aws, how).catch((thrown: unknown) => {
    // What is shown of the item may be old, which its time says.
    if (failureOf(thrown).code === 'denied') return reading;
    throw thrown;
  });
  return isStale(shown) ? undefined : { ...shown, reading: now };
}
