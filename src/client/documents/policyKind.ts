import type { AwsConnection } from '../../core/ports';
import { livePolicyScheme } from '../../protocol/messages';
import type { LiveDocuments, LiveKind } from './liveDocuments';
import { layOutPolicy, type PolicyPlace, parsePolicyPath, policyPath } from './policyUri';

export type PolicyItem = Pick<PolicyPlace, 'kind' | 'id' | 'label'>;

export type PolicyDocuments = LiveDocuments<PolicyPlace, PolicyItem>;

/** Policies of keys and secrets, which the language server lints like files. */
export const policyKind: LiveKind<PolicyPlace, PolicyItem> = {
  scheme: livePolicyScheme,
  path: policyPath,
  parse: parsePolicyPath,
  read: readPolicy,
  async open(aws, item) {
    const place = { ...item, region: aws.region };
    const [text, key] = await Promise.all([
      readPolicy(aws, place),
      // Only for what the linter says of the key's type.
      item.kind === 'key' ? aws.keys.describe(item.id).catch(() => undefined) : undefined,
    ]);
    const { spec, usage, origin, multiRegion } = key ?? {};
    const facts = { spec, usage, origin, multiRegion: multiRegion?.toString() };
    return { place, text, facts, fixed: key?.manager === 'AWS' };
  },
};

/** The policy of a key or a secret, as the account holds it, laid out. */
async function readPolicy(aws: AwsConnection, { kind, id }: PolicyPlace): Promise<string> {
  return layOutPolicy(kind === 'key' ? await aws.keys.policy(id) : await aws.secrets.policy(id));
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
