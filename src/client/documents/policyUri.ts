import type { KeyMetadata } from '../../core/catalog/items';

/** Where a live policy stands. Nothing secret is in the address or the text. */
export interface PolicyPlace {
  readonly kind: 'key' | 'secret';
  readonly region: string;
  /** The key's id, or the secret's ARN. */
  readonly id: string;
  readonly label: string;
}

/** `/eu-west-1/key/KEY-ID/my-app-prod.json`: the last part is the title of the editor. */
export function policyPath({ kind, region, id, label }: PolicyPlace): string {
  return `/${region}/${kind}/${kind === 'secret' ? segmentOf(id) : id}/${label.replaceAll('/', '∕')}.json`;
}

/** Undefined for a path nobody made here: any extension can open a document of any scheme. */
export function parsePolicyPath(path: string): PolicyPlace | undefined {
  const [, region, kind, segment, label] =
    /^\/([a-z0-9-]{1,63})\/(key|secret)\/([^/]+)\/([^/]+)\.json$/.exec(path) ?? [];
  if (region === undefined || segment === undefined || label === undefined) return undefined;
  if (kind === 'key') {
    return /^(?:mrk-)?[0-9a-f-]{32,36}$/.test(segment) ? { kind, region, id: segment, label } : undefined;
  }
  const id = segment.replaceAll('∕', '/');
  return /^arn:[a-z-]+:secretsmanager:[a-z0-9-]+:\d{12}:secret:[\w/+=.@!-]{1,600}$/.test(id)
    ? { kind: 'secret', region, id, label }
    : undefined;
}

/** A slash in a secret's name is no step of the path. */
function segmentOf(arn: string): string {
  return arn.replaceAll('/', '∕');
}

/** What the linter is told of the key or the secret, in the query of the address, and which connection it is of. */
export function policyQuery(
  source: string | undefined,
  account: string | undefined,
  key: KeyMetadata | undefined,
): string {
  const facts = {
    account,
    source,
    spec: key?.spec,
    usage: key?.usage,
    origin: key?.origin,
    multiRegion: key?.multiRegion === undefined ? undefined : String(key.multiRegion),
  };
  return Object.entries(facts)
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]))
    .join('&');
}

/** Which of several connections a policy is of; undefined: the window's own. */
export function policySource(query: string): string | undefined {
  return /(?:^|&)source=([0-9a-f]{12})(?:&|$)/.exec(query)?.[1];
}

/**
 * As AWS returned it, laid out for reading; of a secret without a policy one without a statement. Text that is no JSON is
 * shown as it came, for the linter to say so.
 */
export function layOutPolicy(policy: string): string {
  const written = policy === '' ? '{"Version": "2012-10-17", "Statement": []}' : policy;
  try {
    return `${JSON.stringify(JSON.parse(written), null, 2)}\n`;
  } catch {
    return policy;
  }
}
