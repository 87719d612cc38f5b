/**
 * One kind of question to AWS, shared by all who have it: collected into batches, asked once, remembered for a while,
 * not repeated where it keeps failing, and given up when nobody waits for it any more.
 */
import { type Failure, failureOf } from '../failure';
import type { Clock, Detail } from '../ports';
import type { CallOptions, Urgency } from '../stores/call';
import { createAnswerCache } from './answerCache';
import { createPatience } from './patience';

/** An answer, and when it was read. Absent: AWS says that there is no such thing. */
export type Outcome<T> = (Detail<T> | { readonly status: 'absent' }) & { readonly readAt: number };

export interface QuestionKind<T> {
  readonly operation: string;
  /** Keys a call takes. */
  readonly batch: number;
  /** Denials in a row after which it is not asked for a while. */
  readonly patience: number;
  /** A key without an entry does not exist. */
  fetch(keys: readonly string[], options: CallOptions): Promise<ReadonlyMap<string, T>>;
}

/** Somebody who waits for answers, until `leave`. */
export interface Asker {
  readonly urgency: Urgency;
  readonly hasLeft: boolean;
  leave(): void;
  onLeave(listener: () => void): void;
}

export interface Questions<T> {
  remembered(key: string): Outcome<T> | undefined;
  isAsked(key: string): boolean;
  /** Never rejects; unavailable when given up. */
  ask(key: string, asker: Asker): Promise<Outcome<T>>;
}

/** The one whose questions these are, and whether it still is. */
export interface QuestionContext {
  readonly clock: Clock;
  readonly isCurrent: () => boolean;
}

const CACHE_CAPACITY = 10_000;
/**
 * Calls handed to the limiter at a time, which lets no more than two of the background run. The rest waits here, where it
 * can still be dropped, or turn out to be in vain.
 */
const MAX_BACKGROUND = 2;

interface Job<T> {
  readonly keys: Map<string, (outcome: Outcome<T>) => void>;
  readonly askers: Set<Asker>;
  state: 'collecting' | 'queued' | 'running' | 'over';
  abort: () => void;
}

interface Asked<T> {
  readonly answer: Promise<Outcome<T>>;
  readonly job: Job<T>;
}

export function createQuestions<T>(
  kind: QuestionKind<T>,
  { clock, isCurrent }: QuestionContext,
): Questions<T> {
  const cache = createAnswerCache<Outcome<T>>(clock, CACHE_CAPACITY);
  const patience = createPatience(clock, kind.patience);
  const asked = new Map<string, Asked<T>>();
  const collecting = new Map<Urgency, Job<T>>();
  const queue: Job<T>[] = [];
  let inBackground = 0;

  const join = (job: Job<T>, asker: Asker): void => {
    if (job.askers.has(asker)) return;
    job.askers.add(asker);
    asker.onLeave(() => {
      job.askers.delete(asker);
      if (job.askers.size === 0) giveUp(job);
    });
    if (job.state === 'queued' && asker.urgency === 'interactive') {
      queue.splice(queue.indexOf(job), 1);
      void start(job, 'interactive');
    }
  };

  const jobFor = (urgency: Urgency): Job<T> => {
    const open = collecting.get(urgency);
    if (open !== undefined && open.keys.size < kind.batch) return open;
    if (open !== undefined) dispatch(open, urgency);
    const job: Job<T> = { keys: new Map(), askers: new Set(), state: 'collecting', abort: () => {} };
    collecting.set(urgency, job);
    // Whoever asks in the same breath gets into the same call.
    void Promise.resolve().then(() => dispatch(job, urgency));
    return job;
  };

  const dispatch = (job: Job<T>, urgency: Urgency): void => {
    if (job.state !== 'collecting') return;
    collecting.delete(urgency);
    if (urgency === 'interactive') {
      void start(job, urgency);
      return;
    }
    job.state = 'queued';
    queue.push(job);
    startNext();
  };

  const startNext = (): void => {
    while (inBackground < MAX_BACKGROUND) {
      const next = queue.shift();
      if (next === undefined) return;
      void start(next, 'background');
    }
  };

  const start = async (job: Job<T>, urgency: Urgency): Promise<void> => {
    job.state = 'running';
    if (urgency === 'background') inBackground += 1;
    await fetch(job, urgency);
    if (urgency === 'background') inBackground -= 1;
    startNext();
  };

  const fetch = async (job: Job<T>, urgency: Urgency): Promise<void> => {
    const keys = [...job.keys.keys()];
    const refusal = patience.refusal();
    if (refusal !== undefined) return settle(job, () => failed(refusal));
    if (!isCurrent()) return settle(job, () => ({ status: 'unavailable' }));
    const controller = new AbortController();
    job.abort = () => controller.abort();
    try {
      const found = await kind.fetch(keys, { urgency, signal: controller.signal });
      patience.learn(undefined);
      settle(job, key => {
        const value = found.get(key);
        return value === undefined ? { status: 'absent' } : { status: 'known', value };
      });
    } catch (thrown) {
      const failure = failureOf(thrown, kind.operation);
      const isAbsent = failure.code === 'not-found' && kind.batch === 1;
      patience.learn(isAbsent ? undefined : failure);
      settle(job, () => (isAbsent ? { status: 'absent' } : failed(failure)));
    }
  };

  const settle = (
    job: Job<T>,
    answerTo: (key: string) => Detail<T> | { readonly status: 'absent' },
  ): void => {
    // Given up: its keys may be under way again, in another call.
    if (job.state === 'over') return;
    job.state = 'over';
    const readAt = clock.now();
    for (const [key, resolve] of job.keys) {
      const outcome = { ...answerTo(key), readAt };
      asked.delete(key);
      if (!isCancelled(outcome)) cache.set(key, outcome);
      resolve(outcome);
    }
  };

  const giveUp = (job: Job<T>): void => {
    if (job.state === 'over') return;
    const { state } = job;
    job.state = 'over';
    for (const [key, resolve] of job.keys) {
      asked.delete(key);
      resolve({ status: 'unavailable', readAt: clock.now() });
    }
    if (state === 'queued') queue.splice(queue.indexOf(job), 1);
    for (const [urgency, open] of collecting) if (open === job) collecting.delete(urgency);
    job.abort();
  };

  return {
    remembered: key => cache.get(key),
    isAsked: key => asked.has(key),
    ask: (key, asker) => {
      const known = cache.get(key);
      if (known !== undefined) return Promise.resolve(known);
      if (asker.hasLeft) return Promise.resolve({ status: 'unavailable', readAt: clock.now() });
      const same = asked.get(key);
      if (same !== undefined) {
        join(same.job, asker);
        return same.answer;
      }
      const job = jobFor(asker.urgency);
      const answer = new Promise<Outcome<T>>(resolve => job.keys.set(key, resolve));
      asked.set(key, { answer, job });
      join(job, asker);
      return answer;
    },
  };
}

/** Waits until the signal ends; without one, for good. */
export function createAsker(urgency: Urgency, signal: AbortSignal | undefined): Asker {
  const listeners = new Set<() => void>();
  let hasLeft = signal?.aborted ?? false;
  const leave = (): void => {
    hasLeft = true;
    signal?.removeEventListener('abort', leave);
    for (const listener of [...listeners]) listener();
    listeners.clear();
  };
  signal?.addEventListener('abort', leave, { once: true });
  return {
    urgency,
    get hasLeft() {
      return hasLeft;
    },
    leave,
    onLeave: listener => listeners.add(listener),
  };
}

function failed(failure: Failure): Detail<never> {
  return failure.code === 'denied' ? { status: 'denied', failure } : { status: 'unavailable', failure };
}

function isCancelled(outcome: Detail<unknown> | { readonly status: 'absent' }): boolean {
  return outcome.status === 'unavailable' && outcome.failure?.code === 'cancelled';
}
