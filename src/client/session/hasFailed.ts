import type { Session } from './session';

/** Whether nothing is connected, or AWS did not say who that is. */
export function hasFailed({ state }: Session): boolean {
  return state.kind === 'failed' || (state.kind === 'connected' && state.problem !== undefined);
}
