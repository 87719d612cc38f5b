/** One request: its turn in the limiter, the SDK, and the Failure when it goes wrong. */
import { failureError, failureOf } from '../core/failure';
import type { CallOptions, Pages, Urgency } from '../core/ports';
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
 * are asked for again when AWS throttles or the line breaks, at the limiter's pace.
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
    const page = await repeatedly(from === undefined ? 1 : PAGE_ATTEMPTS, () =>
      read(from, { ...options, urgency }),
    );
    if (page.items.length > 0) yield page.items;
    urgency = 'background';
    token = page.next || undefined;
    if (token !== undefined && seen.has(token)) return;
    if (token !== undefined) seen.add(token);
  } while (token !== undefined);
}

async function repeatedly<T>(attempts: number, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (thrown) {
    const { code } = failureOf(thrown);
    if (attempts <= 1 || (code !== 'throttled' && code !== 'unreachable')) throw thrown;
    return repeatedly(attempts - 1, read);
  }
}
