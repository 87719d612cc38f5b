/** What a connection goes by, for the patterns that tell production. */
export interface Names {
  readonly profile: string;
  readonly name?: string;
  readonly account?: string;
  /** What is to be changed: `alias/my-app-prod`, `/my-app/prod/database/host`. */
  readonly targets: readonly string[];
}

/** Whether one of the patterns (`*` any text, `?` one character, case aside) matches one of the names. */
export function isProduction(
  patterns: readonly unknown[],
  { profile, name, account, targets }: Names,
): boolean {
  const names = [profile, name ?? '', account ?? '', ...targets].filter(name => name !== '');
  return patterns.some(pattern => {
    if (typeof pattern !== 'string' || pattern.trim() === '') return false;
    const expression = expressionOf(pattern.trim());
    return names.some(name => expression.test(name));
  });
}

function expressionOf(pattern: string): RegExp {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*+/g, '[^]*')
    .replace(/\?/g, '[^]');
  return new RegExp(`^${source}$`, 'i');
}
