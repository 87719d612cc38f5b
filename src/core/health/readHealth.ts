import type { AwsConnection, Clock } from '../ports';
import { createAsking } from './asking';
import type { HealthKey } from './facts';
import { detailCost, isLookedAt, isOwn, readKey, readSecret } from './readDetails';
import type { DetailCost, Extent, HealthReading } from './reading';
import { readLists } from './readLists';

export interface ReadHealthOptions {
  readonly clock: Clock;
  readonly signal?: AbortSignal;
  /** Accounts that policies may let in. */
  readonly trusted?: readonly unknown[];
  /** What to leave out; asked once, when the lists are there, and only where many calls would follow. */
  readonly leaveOut: (cost: DetailCost) => Promise<Extent>;
  readonly onList?: (action: string, items: number) => void;
  /** After each item that was looked at more closely. */
  readonly onDetail?: (done: number, of: number) => void;
}

/** So many calls are made without a question. */
export const CALLS_UNASKED = 200;

/**
 * Reads the metadata of everything in the Region: four lists, then each key of one's own and each secret that rotates. What
 * is refused is named and the rest read; what is stopped keeps what there is.
 * Rejects with a FailureError where nothing can be learned at all: no or expired credentials.
 */
export async function readHealth(aws: AwsConnection, options: ReadHealthOptions): Promise<HealthReading> {
  const { clock, signal, trusted = [], leaveOut, onDetail } = options;
  const asking = createAsking(signal, options.onList);
  const lists = await readLists(aws, asking);
  const cost = detailCost(lists.keys, lists.secrets);
  const leftOut = !asking.stopped && cost.all > CALLS_UNASKED ? await leaveOut(cost) : 'nothing';
  const isDetailed = leftOut !== 'lists';
  const of = cost.keys + cost.secrets;
  let done = 0;
  const next = () => {
    done += 1;
    onDetail?.(done, of);
  };
  const keys: HealthKey[] = [];
  for (const key of lists.keys) {
    if (!isDetailed || asking.stopped || !isOwn(key)) {
      keys.push(key);
      continue;
    }
    keys.push(await readKey(key, aws, asking, { policies: leftOut === 'nothing', trusted }));
    next();
  }
  const secrets = [];
  for (const secret of lists.secrets) {
    if (!isDetailed || asking.stopped || !isLookedAt(secret)) {
      secrets.push(secret);
      continue;
    }
    secrets.push(await readSecret(secret, aws, asking));
    next();
  }
  return {
    facts: {
      now: clock.now(),
      region: aws.region,
      parameters: lists.parameters,
      secrets,
      keys,
      allAliases: lists.allAliases,
      allItems: lists.allItems,
      mentions: new Map(),
    },
    calls: asking.calls,
    stopped: asking.stopped,
    leftOut,
    notRead: asking.notRead,
  };
}
