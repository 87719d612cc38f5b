// How the sandbox misbehaves when told to, so that the product's failure paths can be seen and tested.

import { validationError } from './errors';
import { flag, type Input, isRecord, optionalInteger, optionalTexts } from './input';

export interface Fault {
  /** IAM actions it concerns, `ssm:GetParameter` or `ssm:*`; absent: every action. */
  readonly actions?: readonly string[];
  /** Shares of the calls it concerns, 0 to 1; the call is done for the rest. */
  readonly throttle?: number;
  readonly error?: number;
  readonly drop?: number;
  readonly delayMs?: number;
  /** Every call fails as with an expired session token. */
  readonly expired?: boolean;
  /** IAM actions the caller may not do; also those a service does for the caller (`kms:Decrypt`). */
  readonly deny?: readonly string[];
}

export interface FaultControl {
  /** Replaces what was set before and starts the deterministic choice anew; `set({})` makes the sandbox behave. */
  set(faults: Fault | readonly Fault[]): void;
  current(): readonly Fault[];
}

export type Misbehaviour = 'drop' | 'expired' | 'throttle' | 'error';

export interface FaultDecisions extends FaultControl {
  delayOf(action: string): number;
  /** Asked once a call. */
  misbehaviourOf(action: string): Misbehaviour | undefined;
  denies(action: string): boolean;
}

export function createFaults(): FaultDecisions {
  let faults: readonly Fault[] = [];
  let draw = evenlySpread();
  const concerning = (action: string) =>
    faults.filter(fault => fault.actions === undefined || matchesAny(fault.actions, action));
  return {
    set(given) {
      faults = 'length' in given ? given : [given];
      draw = evenlySpread();
    },
    current: () => faults,
    delayOf: action => Math.max(0, ...concerning(action).map(fault => fault.delayMs ?? 0)),
    misbehaviourOf(action) {
      for (const fault of concerning(action)) {
        if (fault.expired) return 'expired';
        const misbehaviour = pick(fault, draw());
        if (misbehaviour) return misbehaviour;
      }
      return undefined;
    },
    denies: action => faults.some(fault => matchesAny(fault.deny ?? [], action)),
  };
}

/** Faults as they come over HTTP: one object or a list. */
export function parseFaults(given: unknown): readonly Fault[] {
  const entries: readonly unknown[] = Array.isArray(given) ? given : [given];
  return entries.map(entry => {
    if (!isRecord(entry)) throw validationError('A fault is a JSON object.');
    return faultOf(entry);
  });
}

function faultOf(entry: Input): Fault {
  const known = ['actions', 'throttle', 'error', 'drop', 'delayMs', 'expired', 'deny'];
  const unknown = Object.keys(entry).find(name => !known.includes(name));
  if (unknown !== undefined) throw validationError(`Unknown fault: ${unknown}. Known: ${known.join(', ')}.`);
  const actions = optionalTexts(entry, 'actions');
  const deny = optionalTexts(entry, 'deny');
  return {
    ...(actions === undefined ? {} : { actions }),
    ...(deny === undefined ? {} : { deny }),
    throttle: share(entry, 'throttle'),
    error: share(entry, 'error'),
    drop: share(entry, 'drop'),
    delayMs: optionalInteger(entry, 'delayMs', { min: 0, max: 600_000 }) ?? 0,
    expired: flag(entry, 'expired'),
  };
}

function share(entry: Input, member: string): number {
  const value = entry[member] ?? 0;
  if (typeof value !== 'number' || !(value >= 0 && value <= 1))
    throw validationError(`${member} is a share between 0 and 1.`);
  return value;
}

function pick({ drop = 0, throttle = 0, error = 0 }: Fault, drawn: number): Misbehaviour | undefined {
  if (drawn < drop) return 'drop';
  if (drawn < drop + throttle) return 'throttle';
  return drawn < drop + throttle + error ? 'error' : undefined;
}

function matchesAny(patterns: readonly string[], action: string): boolean {
  return patterns.some(pattern =>
    pattern.endsWith('*') ? action.startsWith(pattern.slice(0, -1)) : pattern === action,
  );
}

/**
 * Multiples of the golden ratio: every share is met evenly, in every run at the same calls, and below 38 % never twice in a
 * row, so that whoever tries again gets through.
 */
function evenlySpread(): () => number {
  let drawn = 0;
  return () => {
    drawn = (drawn + 0.618_033_988_749_895) % 1;
    return drawn;
  };
}
