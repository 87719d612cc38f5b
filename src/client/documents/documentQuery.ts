/** What the address of a document tells beside its path: of which connection it is, and facts for the language server. */
export function documentQuery(facts: Readonly<Record<string, string | undefined>>): string {
  return Object.entries(facts)
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]))
    .join('&');
}

/** Which of several connections a document is of; undefined: the window's own. */
export function sourceIn(query: string): string | undefined {
  return /(?:^|&)source=([0-9a-f]{12})(?:&|$)/.exec(query)?.[1];
}
