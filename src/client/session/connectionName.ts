import type { Session } from './session';

/** `prod · eu-west-1`, to tell one connection from another. */
export function connectionName({ state: { label } }: Pick<Session, 'state'>): string {
  return [label.sandbox && 'SANDBOX', label.name ?? label.profile, label.region].filter(Boolean).join(' · ');
}
