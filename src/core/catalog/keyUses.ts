/** Which parameters and secrets are under a key, of those that are known. */

export interface KeyNames {
  readonly keyId: string;
  readonly arn: string;
  readonly aliases: readonly string[];
}

export interface Encrypted {
  readonly name: string;
  /** As it was given to the service: an id, an ARN, an alias or its ARN; absent for the service's own key. */
  readonly keyId?: string;
}

/** Their names, sorted. */
export function namesUnder(key: KeyNames, items: Iterable<Encrypted>): readonly string[] {
  const place = key.arn.slice(0, key.arn.indexOf(':key/'));
  const known = new Set([
    key.keyId,
    key.arn,
    ...key.aliases,
    ...key.aliases.map(alias => `${place}:${alias}`),
  ]);
  const names: string[] = [];
  for (const { name, keyId } of items) if (keyId !== undefined && known.has(keyId)) names.push(name);
  return names.sort();
}
