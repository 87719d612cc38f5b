import type { FailureCode } from '../../core/failure';
import type { ListingStatus } from './listing';

/** Values of the context key `keyhole.<view>.state`, which chooses the welcome content (package.json, viewsWelcome). */
export const viewStates = [
  'idle',
  'loading',
  'ready',
  'empty',
  'nothing-matches',
  'stopped',
  'no-credentials',
  'no-region',
  'mfa-required',
  'locked',
  'expired',
  'denied',
  'unreachable',
  'unsupported-region',
  'throttled',
  'failed',
] as const;

export type ViewState = (typeof viewStates)[number];

export function viewState(status: ListingStatus, shown: number, filtered: boolean): ViewState {
  if (shown > 0) return 'ready';
  switch (status.kind) {
    case 'idle':
    case 'loading':
    case 'stopped':
      return status.kind;
    case 'complete':
      return filtered ? 'nothing-matches' : 'empty';
    case 'failed':
      return stateOfFailure(status.failure.code);
  }
}

function stateOfFailure(code: FailureCode): ViewState {
  switch (code) {
    case 'no-credentials':
    case 'no-region':
    case 'mfa-required':
    case 'locked':
    case 'expired':
    case 'denied':
    case 'unreachable':
    case 'unsupported-region':
    case 'throttled':
      return code;
    default:
      return 'failed';
  }
}
