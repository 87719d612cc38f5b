/** Where the keys of a file go below a path. */

export interface Placing {
  readonly keys: readonly string[];
  /** `/my-app/dev`, or `/`. */
  readonly to: string;
  /** How the format writes a key, where that is not as it is. */
  readonly keyOf?: ((key: string) => string) | undefined;
  /** Names of parameters that are there below the path. */
  readonly there: readonly string[];
  /** `database.host` goes to `database/host`. */
  readonly dotsAreLevels: boolean;
}

/**
 * Key to name. Where the format cannot write every name (`DATABASE_HOST` for `database/host`) the one parameter that is
 * there and would be written like that is meant: what was exported comes back to where it was.
 */
export function placeKeys({ keys, to, keyOf, there, dotsAreLevels }: Placing): ReadonlyMap<string, string> {
  const below = to === '/' ? '/' : `${to}/`;
  const exact = new Set(keys.map(key => below + key));
  const written = new Map<string, string | 'several'>();
  for (const name of there) {
    if (keyOf === undefined || exact.has(name) || !name.startsWith(below)) continue;
    const key = keyOf(name.slice(below.length));
    written.set(key, written.has(key) ? 'several' : name);
  }
  const names = new Set(there);
  const places = new Map<string, string>();
  for (const key of keys) {
    const asItIs = below + key;
    const meant = names.has(asItIs) ? asItIs : written.get(key);
    const levels = dotsAreLevels ? below + key.replaceAll('.', '/') : asItIs;
    places.set(key, meant === undefined || meant === 'several' ? levels : meant);
  }
  return places;
}
