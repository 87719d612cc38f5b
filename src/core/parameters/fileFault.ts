/** Zero-based, as positions are. */
interface Place {
  readonly line: number;
  readonly character: number;
}

/**
 * Says where a file is not of its format, for people: one-based. Never what stands there: a parser's own message quotes
 * the text around the fault, and a parameter file may hold passwords.
 */
export function fileFault(name: string, format: 'JSON' | 'TOML', place: Place | undefined): string {
  if (place === undefined) return `${name}: not ${format}`;
  return `${name}: not ${format} at line ${place.line + 1}, column ${place.character + 1}`;
}

/** The place that an error of smol-toml carries; undefined for any other. */
export function placeOfTomlError(thrown: unknown): Place | undefined {
  if (!(thrown instanceof Error) || !('line' in thrown) || !('column' in thrown)) return undefined;
  const { line, column } = thrown;
  return typeof line === 'number' && typeof column === 'number'
    ? { line: line - 1, character: column - 1 }
    : undefined;
}
