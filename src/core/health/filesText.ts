/** Of more the first are named. */
const NAMED = 4;

/** `a.yaml, b.yaml and 3 more`. */
export function filesText(files: readonly string[]): string {
  const more = files.length - NAMED;
  const named = files.slice(0, NAMED).join(', ');
  return more > 0 ? `${named} and ${more} more` : named;
}
