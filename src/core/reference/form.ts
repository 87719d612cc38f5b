import type { Span } from '../text/range';

export const OPENING = '{{resolve:';
export const CLOSING = '}}';

export type Service = 'ssm' | 'ssm-secure' | 'secretsmanager';
export const SERVICES: readonly Service[] = ['ssm', 'ssm-secure', 'secretsmanager'];

export type SegmentRole =
  | 'service'
  | 'name'
  | 'version'
  | 'secret-id'
  | 'secret-string'
  | 'json-key'
  | 'version-stage'
  | 'version-id'
  | 'surplus';

/** One part between colons; a secret's ARN is one segment. `span` counts units of the reference's own text. */
export interface Segment {
  readonly role: SegmentRole;
  /** As written, with HOLE where the template leaves something open. */
  readonly text: string;
  readonly span: Span;
}

export function isClosed(text: string): boolean {
  return text.length >= OPENING.length + CLOSING.length && text.endsWith(CLOSING);
}
