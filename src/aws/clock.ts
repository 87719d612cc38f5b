import type { Clock, Disposer } from '../core/ports';

/** Time as the limiter sees it; tests bring their own. */
export interface Timer extends Clock {
  after(milliseconds: number, run: () => void): Disposer;
}

export const systemTimer: Timer = {
  now: () => Date.now(),
  after: (milliseconds, run) => {
    const handle = setTimeout(run, milliseconds);
    return () => clearTimeout(handle);
  },
};
