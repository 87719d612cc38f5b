/** When a secret rotates, as people type it. */
import { scheduleDoubt, scheduleFault } from '../declared/scheduleExpression';
import type { RotationRules } from '../stores/secretChanges';

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_RotationRulesType.html */
export const MAX_ROTATION_DAYS = 1_000;

export type ScheduleProblem =
  | { readonly kind: 'days' }
  /** `doubt`: well formed, and still likely to be refused. */
  | { readonly kind: 'fault' | 'doubt'; readonly reason: string };

/** A number is days; anything else is `rate(…)` or `cron(…)`. */
export function scheduleProblem(text: string): ScheduleProblem | undefined {
  const typed = text.trim();
  if (/^\d*$/.test(typed)) {
    const days = typed === '' ? 0 : Number(typed);
    return days >= 1 && days <= MAX_ROTATION_DAYS ? undefined : { kind: 'days' };
  }
  const fault = scheduleFault(typed);
  if (fault !== undefined) return { kind: 'fault', reason: fault };
  const doubt = scheduleDoubt(typed);
  return doubt === undefined ? undefined : { kind: 'doubt', reason: doubt };
}

/**
 * The window in hours; empty: AWS's own. It goes neither into the next window nor into the next day (UTC):
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_schedule.html
 * @returns the most hours it may have, where it has more or is no number of hours
 */
export function windowLimit(text: string, schedule: string): number | undefined {
  const typed = text.trim();
  if (typed === '') return undefined;
  const limit = Math.min(24, hoursBetween(schedule), 24 - startHour(schedule));
  const hours = /^\d{1,2}$/.test(typed) ? Number(typed) : 0;
  return hours >= 1 && hours <= limit ? undefined : limit;
}

/** With a window a number of days is a rate, for a window belongs to a schedule. */
export function rotationRules(schedule: string, window: string): RotationRules {
  const [typed, hours] = [schedule.trim(), window.trim()];
  const duration = hours === '' ? {} : { duration: `${Number(hours)}h` };
  if (!/^\d+$/.test(typed)) return { scheduleExpression: typed, ...duration };
  const days = Number(typed);
  return hours === ''
    ? { automaticallyAfterDays: days }
    : { scheduleExpression: `rate(${days} ${days === 1 ? 'day' : 'days'})`, ...duration };
}

function hoursBetween(schedule: string): number {
  const rate = /^ *rate *\( *(\d+) +hours? *\) *$/i.exec(schedule)?.[1];
  const step = /^ *cron *\( *0+ +(?:\d+|\*)?\/(\d+) /i.exec(schedule)?.[1];
  return Number(rate ?? step ?? 24);
}

/** Of a cron schedule with one hour; a rate starts at midnight. */
function startHour(schedule: string): number {
  return Number(/^ *cron *\( *0+ +(\d{1,2}) /i.exec(schedule)?.[1] ?? 0);
}
