/**
 * Policies of an advanced parameter, out of and into the JSON that AWS keeps.
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-policies.html
 */
export interface ParameterPolicies {
  /** When AWS deletes the parameter; milliseconds since 1970. */
  readonly expiration?: number;
  /** Days before that in which an event is sent. */
  readonly notifyBeforeDays?: number;
  /** Days without a change after which an event is sent. */
  readonly notifyUnchangedDays?: number;
}

/** What is not understood is left out: it would be lost when they are written again, so see `knowsAll`. */
export function parsePolicies(text: string | undefined): ParameterPolicies {
  return Object.assign({}, ...(arrayIn(text ?? '[]') ?? []).map(partOf));
}

/** Whether writing them again keeps everything: one of each type, in days. */
export function knowsAll(text: string | undefined): boolean {
  const policies = text === undefined ? [] : arrayIn(text);
  if (policies === undefined) return false;
  const parts = policies.map(partOf);
  const names = parts.flatMap(part => Object.keys(part));
  return names.length === parts.length && new Set(names).size === names.length;
}

export function formatPolicies(policies: ParameterPolicies): string {
  const { expiration, notifyBeforeDays, notifyUnchangedDays } = policies;
  const written = [
    ...(expiration === undefined
      ? []
      : [policy('Expiration', { Timestamp: new Date(expiration).toISOString() })]),
    ...(notifyBeforeDays === undefined
      ? []
      : [policy('ExpirationNotification', { Before: String(notifyBeforeDays), Unit: 'Days' })]),
    ...(notifyUnchangedDays === undefined
      ? []
      : [policy('NoChangeNotification', { After: String(notifyUnchangedDays), Unit: 'Days' })]),
  ];
  return JSON.stringify(written);
}

function policy(Type: string, Attributes: Readonly<Record<string, string>>) {
  return { Type, Version: '1.0', Attributes };
}

function partOf(candidate: unknown): ParameterPolicies {
  const { Type, Attributes } = Object(candidate);
  const { Timestamp, Before, After, Unit } = Object(Attributes);
  switch (Type) {
    case 'Expiration': {
      const expiration = Date.parse(String(Timestamp));
      return Number.isNaN(expiration) ? {} : { expiration };
    }
    case 'ExpirationNotification':
      return inDays(Before, Unit) ? { notifyBeforeDays: Number(Before) } : {};
    case 'NoChangeNotification':
      return inDays(After, Unit) ? { notifyUnchangedDays: Number(After) } : {};
    default:
      return {};
  }
}

function inDays(count: unknown, unit: unknown): boolean {
  return unit === 'Days' && /^\d{1,4}$/.test(String(count));
}

function arrayIn(text: string): readonly unknown[] | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}
