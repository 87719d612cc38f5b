import type { KeyMetadata } from '../../core/catalog/items';

/** Where a live key policy stands. Nothing secret is in the address or the text. */
export interface KeyPolicyPlace {
  readonly region: string;
  readonly keyId: string;
  readonly label: string;
}

/** `/eu-west-1/KEY-ID/my-app-prod.json`: the last part is the title of the editor. */
export function keyPolicyPath({ region, keyId, label }: KeyPolicyPlace): string {
  return `/${region}/${keyId}/${label.replaceAll('/', '∕')}.json`;
}

/** Undefined for a path nobody made here: any extension can open a document of any scheme. */
export function parseKeyPolicyPath(path: string): KeyPolicyPlace | undefined {
  const match = /^\/([a-z0-9-]{1,63})\/((?:mrk-)?[0-9a-f-]{32,36})\/([^/]+)\.json$/.exec(path);
  const [, region, keyId, label] = match ?? [];
  return region && keyId && label ? { region, keyId, label } : undefined;
}

/** What the linter is told of the key, in the query of the address. */
export function keyPolicyQuery(account: string | undefined, key: KeyMetadata | undefined): string {
  const facts = {
    account,
    spec: key?.spec,
    usage: key?.usage,
    origin: key?.origin,
    multiRegion: key?.multiRegion === undefined ? undefined : String(key.multiRegion),
  };
  return Object.entries(facts)
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]))
    .join('&');
}

/** As KMS returned it, laid out for reading. Text that is no JSON is shown as it came, for the linter to say so. */
export function layOutPolicy(policy: string): string {
  try {
    return `${JSON.stringify(JSON.parse(policy), null, 2)}\n`;
  } catch {
    return policy;
  }
}
