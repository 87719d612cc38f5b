/**
 * `rate(…)` and `cron(…)` as Secrets Manager takes them; other services take more. Only what its documentation rules out
 * is a fault: its own examples bend the rule about `?`, so nothing is said where one of the day fields is `*`.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_schedule.html
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_RotationRulesType.html
 */
export function scheduleFault(expression: string): string | undefined {
  if (expression === '' || expression.length > 256) return 'A schedule has 1 to 256 characters';
  const illegal = /[^0-9A-Za-z()#?*\-/, ]/u.exec(expression)?.[0];
  if (illegal !== undefined) return `No schedule holds the character: ${JSON.stringify(illegal)}`;
  const call = /^ *(rate|cron) *\((.*)\) *$/i.exec(expression);
  const [, name = '', argument = ''] = call ?? [];
  if (call === null) return 'A schedule is rate(…) or cron(…)';
  return name.toLowerCase() === 'rate' ? rateFault(argument.trim()) : cronFault(argument.trim());
}

/**
 * What is well formed and still likely to be refused: the guide says only "as often as every four hours", and public rule
 * sets quote RotateSecret with "Rate in hour should be least 4 and less than 24".
 */
export function scheduleDoubt(expression: string): string | undefined {
  const hours = Number(/^ *rate *\( *(\d+) +hours? *\) *$/i.exec(expression)?.[1] ?? 0);
  if (hours >= 24) return 'A rate in hours is less than 24; longer ones are given in days';
  const field = /^ *cron *\( *0+ +(\S+) /i.exec(expression)?.[1] ?? '';
  const step = Number(/^(?:\d+|\*)?\/(\d+)$/.exec(field)?.[1] ?? MIN_HOURS);
  return field === '*' || step < MIN_HOURS
    ? `Secrets Manager rotates at most every ${MIN_HOURS} hours`
    : undefined;
}

/** The longest rate: the guide says 999 days, the API 1,000. */
const MAX_DAYS = 1_000;
const MIN_HOURS = 4;

function rateFault(argument: string): string | undefined {
  const [, count = '', unit = ''] = /^(\d+) +(hours?|days?)$/i.exec(argument) ?? [];
  if (count === '') return 'A rate is a whole number and hours or days, as in rate(10 days)';
  const number = Number(count);
  const inHours = /^hour/i.test(unit);
  if (inHours && number < MIN_HOURS) return `Secrets Manager rotates at most every ${MIN_HOURS} hours`;
  if (number < 1) return 'A rate is at least one day';
  if (number > (inHours ? MAX_DAYS * 24 : MAX_DAYS)) return `A rate is at most ${MAX_DAYS} days`;
  return undefined;
}

function cronFault(argument: string): string | undefined {
  const fields = argument.split(/ +/).filter(field => field !== '');
  if (fields.length !== 6) {
    return `A cron schedule has six fields (minutes, hours, day of month, month, day of week, year), not: ${fields.length}`;
  }
  const [minutes = '', hours = '', dayOfMonth = '', month = '', dayOfWeek = '', year = ''] = fields;
  if (!/^0+$/.test(minutes)) return 'Rotation windows open on the hour: the minutes are 0';
  if (year !== '*') return 'The year of a rotation schedule is *';
  if (DAY.test(dayOfMonth) && DAY.test(dayOfWeek)) {
    return 'Of day of month and day of week one is given, the other is ?';
  }
  return (
    fieldFault('hours', hours, 0, 23, NO_NAMES) ??
    fieldFault('days of the month', dayOfMonth, 1, 31, NO_NAMES) ??
    fieldFault('months', month, 1, 12, MONTHS) ??
    fieldFault('days of the week', dayOfWeek, 1, 7, DAYS)
  );
}

/** A day is named: neither every one nor left to the other field. */
const DAY = /^[^*?]+$/;

const NO_NAMES: readonly string[] = [];
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** Numbers out of range and words that are no names; steps (`/8`), `#3`, L and W are left alone. */
function fieldFault(
  what: string,
  field: string,
  least: number,
  most: number,
  names: readonly string[],
): string | undefined {
  for (const part of field.split(/[,-]/)) {
    const value = part.replace(/[/#].*$/, '').toUpperCase();
    if (/^\d+$/.test(value)) {
      if (Number(value) < least || Number(value) > most)
        return `The ${what} are ${least} to ${most}, not: ${value}`;
      continue;
    }
    const word = /^[A-Z]+$/.test(value) ? value.replace(/[LW]+$/, '') : '';
    if (word !== '' && !names.includes(value) && !names.includes(word)) {
      return `There are no such ${what}: ${value}`;
    }
  }
  return undefined;
}
