import { failureError, failureOf } from '../../../core/failure';

/**
 * A change that is sent once, for a second try would make another one, or be refused for what the first has made: where the
 * answer is lost nobody knows whether it was made. `unknown` says so, and where to look.
 */
export async function sentOnce<T>(send: () => Promise<T>, unknown: string): Promise<T> {
  try {
    return await send();
  } catch (thrown) {
    const failure = failureOf(thrown);
    if (failure.code !== 'unreachable') throw thrown;
    throw failureError({ ...failure, message: `${failure.message} ${unknown}` });
  }
}
