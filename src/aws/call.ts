/** One request: its turn in the limiter, the SDK, and the Failure when it goes wrong. */
import { type Failure, failureError, failureOf } from '../core/failure';
import type { CallOptions, Pages, Urgency } from '../core/stores/call';
import { toFailure } from './errors';
import type { Limiter } from './limiter';
import type { Operation } from './operations';

export interface CallContext {
  readonly limiter: Limiter;
  readonly region: string;
  readonly endpoint?: string;
  readonly profile?: string;
}

/** What the SDK's `send` takes beside the command. */
export interface SendOptions {
  readonly abortSignal?: AbortSignal;
}

export interface Request {
  readonly operation: Operation;
  /** A name or an ARN, for the failure's sentence; never a value. */
  readonly resource?: string;
}

export type Call = <T>(
  request: Request,
  options: CallOptions | undefined,
  send: (options: SendOptions) => Promise<T>,
) => Promise<T>;

export function createCall({ limiter, ...where }: CallContext): Call {
  return async (request, options, send) => {
    const { signal, urgency = 'interactive' } = options ?? {};
    const job = { operation: request.operation, urgency, ...(signal ? { signal } : {}) };
    try {
      return await limiter.run(job, live => send(live ? { abortSignal: live } : {}));
    } catch (thrown) {
      const own = failureOf(thrown, request.operation);
      if (own.code !== 'internal') throw failureError(own);
      const failure = toFailure(thrown, { ...where, ...request });
      if (failure.code === 'throttled') limiter.slowDown(request.operation);
      throw failureError(failure);
    }
  };
}

/** How often a page of a listing under way is asked for: losing 9,000 names to one bad moment helps nobody. */
const PAGE_ATTEMPTS = 3;

export interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string;
}

/**
 * Follows a listing to its end. A page may be empty and still not be the last (filters are applied after paging:
 * https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DescribeParameters.html); such pages are not passed
 * on. A token that comes back a second time ends the listing: some emulators would otherwise go round for ever.
 * The first page has the urgency asked for, the others are background: somebody who sees the first page can wait. They
 * are asked for again when AWS throttles or the line breaks, at the limiter's pace; so is the first of a background
 * listing where somebody answered.
 */
export async function* pages<T>(
  options: CallOptions | undefined,
  read: (token: string | undefined, options: CallOptions) => Promise<Page<T>>,
): Pages<T> {
  const seen = new Set<string>();
  let urgency: Urgency = options?.urgency ?? 'interactive';
  let token: string | undefined;
  do {
    const from = token;
    const isFirst = from === undefined;
    const page = await repeatedly(() => read(from, { ...options, urgency }), {
      attempts: isFirst && urgency === 'interactive' ? 1 : PAGE_ATTEMPTS,
      passes: failure => mayPass(failure, isFirst),
      ...(options?.onRetry && { onRetry: options.onRetry }),
    });
    if (page.items.length > 0) yield page.items;
    urgency = 'background';
    token = page.next || undefined;
    if (token !== undefined && seen.has(token)) return;
    if (token !== undefined) seen.add(token);
  } while (token !== undefined);
}

interface Repetition {
  readonly attempts: number;
  readonly passes: (failure: Failure) => boolean;
  readonly onRetry?: (failure: Failure) => void;
}

/** An endpoint that nobody answers for is told with the first page; one that answered with a fault of its own is there. */
function mayPass({ code, requestId }: Failure, isFirst: boolean): boolean {
  if (code === 'throttled') return true;
  return code === 'unreachable' && (!isFirst || requestId !== undefined);
}

async function repeatedly<T>(read: () => Promise<T>, repetition: Repetition): Promise<T> {
  const { attempts, passes, onRetry } = repetition;
  try {
    return await read();
  } catch (thrown) {
    const failure = failureOf(thrown);
    if (attempts <= 1 || !passes(failure)) throw thrown;
    onRetry?.(failure);
    return repeatedly(read, { ...repetition, attempts: attempts - 1 });
  }
}
