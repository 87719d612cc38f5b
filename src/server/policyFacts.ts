import type { KeyFacts } from '../core/policy/keyFacts';
import type { PolicyFacts } from '../core/policy/lint';

/** What the address of a live policy tells of its key or secret (livePolicyScheme); what it does not tell stays unknown. */
export function livePolicyFacts(uri: string): PolicyFacts {
  const facts = factsIn(uri);
  const account = facts.get('account');
  const kind = /^[^?]*?\/secret\//.test(uri) ? 'secret' : 'key';
  return {
    kind,
    live: true,
    ...(account !== undefined && /^\d{12}$/.test(account) && { account }),
    ...(kind === 'key' && { key: keyFacts(facts) }),
  };
}

function keyFacts(facts: ReadonlyMap<string, string>): KeyFacts {
  const [spec, usage, origin] = [facts.get('spec'), facts.get('usage'), facts.get('origin')];
  const multiRegion = facts.get('multiRegion');
  return {
    ...(spec !== undefined && { spec }),
    ...(usage !== undefined && { usage }),
    ...(origin !== undefined && { origin }),
    ...(multiRegion !== undefined && { multiRegion: multiRegion === 'true' }),
  };
}

/** Editors escape the separators too. */
function factsIn(uri: string): ReadonlyMap<string, string> {
  const query = uri.split('?')[1]?.split('#')[0] ?? '';
  const pairs = decoded(query).split('&');
  return new Map(
    pairs.flatMap((pair): [string, string][] => {
      const at = pair.indexOf('=');
      return at < 1 ? [] : [[pair.slice(0, at), pair.slice(at + 1)]];
    }),
  );
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
