/** What fits into the environment of a process. */
import { utf8Length } from '../text/utf8';

/**
 * Undefined for a value that can be passed on as it is; else why not, without a word of it.
 * @param platform of Node: `linux`, `darwin`, `win32`
 */
export function valueFault(name: string, value: string, platform: string): string | undefined {
  if (value.includes('\0')) return 'the value holds a NUL, which no environment can';
  // Written as UTF-8 it would become another character.
  if (/\p{Surrogate}/u.test(value)) return 'the value holds half a character, which cannot be passed on';
  if (platform === 'win32') {
    // https://learn.microsoft.com/windows/win32/procthread/environment-variables
    return name.length + value.length + 2 > WINDOWS_UNITS ? tooLong('32,767 characters') : undefined;
  }
  const bytes = name.length + utf8Length(value) + 2;
  return platform === 'linux' && bytes > LINUX_BYTES ? tooLong('128 KiB') : undefined;
}

/** How much an environment takes: `NAME=value` and an end for each. */
export function environmentBytes(env: Readonly<Record<string, string | undefined>>): number {
  return Object.entries(env).reduce(
    (sum, [name, value = '']) => sum + utf8Length(name) + utf8Length(value) + 2,
    0,
  );
}

const WINDOWS_UNITS = 32_767;
/** MAX_ARG_STRLEN, 32 pages: https://man7.org/linux/man-pages/man2/execve.2.html */
const LINUX_BYTES = 131_072;

function tooLong(limit: string): string {
  return `the value is too long: one variable takes ${limit} here`;
}
