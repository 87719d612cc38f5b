import type { AwsConnection } from '../../core/ports';
import type { PolicyPlace } from './policyUri';

/** The policy of a key or a secret, as the account holds it; empty for a secret without one. */
export function readPolicy(aws: AwsConnection, { kind, id }: PolicyPlace): Promise<string> {
  return kind === 'key' ? aws.keys.policy(id) : aws.secrets.policy(id);
}

export async function writePolicy(aws: AwsConnection, place: PolicyPlace, text: string): Promise<void> {
  if (place.kind === 'key') await aws.keys.putPolicy(place.id, text);
  else if (isNoPolicy(place, text)) await aws.secrets.deletePolicy(place.id);
  else await aws.secrets.putPolicy(place.id, text);
}

/** A secret needs no policy, and one without a statement is sent as none. A key always has one. */
export function isNoPolicy({ kind }: PolicyPlace, text: string): boolean {
  if (kind === 'key') return false;
  const { Statement } = Object(JSON.parse(text));
  return Array.isArray(Statement) && Statement.length === 0;
}
