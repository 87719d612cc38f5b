import type { Place } from '../../template/values';

/**
 * Properties that hold a program. One that searches for references or builds them has their begin in it, and whether
 * CloudFormation fails on such text is not documented.
 */
const PROGRAMS: ReadonlySet<string | number | undefined> = new Set(['ZipFile', 'InlineCode', 'FunctionCode']);

/** Whether the text at a place is code, in which what looks like a faulty reference may be meant as it stands. */
export function isProgram({ path }: Place): boolean {
  return PROGRAMS.has(path.at(-1));
}
