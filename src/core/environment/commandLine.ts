/** A command line as a person types it, for a program that is started without a shell. */
export type CommandLineWords =
  | { readonly words: readonly [command: string, ...args: string[]] }
  | { readonly fault: 'empty' | 'quote' }
  /** It means something to a shell alone. */
  | { readonly fault: 'shell'; readonly word: string };

/**
 * Blanks part words; quotes of either kind hold them together, and `\"` and `\\` stand for a quote and a backslash within
 * double ones. Elsewhere a backslash is one: paths of Windows have them.
 */
export function commandLineWords(text: string): CommandLineWords {
  const words: string[] = [];
  const pattern = /\s*((?:[^\s"']|"(?:[^"\\]|\\[\s\S])*"|'[^']*')+)/gy;
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    const [whole, raw = ''] = match;
    end = match.index + whole.length;
    if (MEANT_FOR_SHELL.test(raw)) return { fault: 'shell', word: raw };
    words.push(
      raw.replace(/"((?:[^"\\]|\\[\s\S])*)"|'([^']*)'/g, (_, double?: string, single?: string) =>
        double === undefined ? (single ?? '') : double.replace(/\\(["\\])/g, '$1'),
      ),
    );
  }
  if (text.slice(end).trim() !== '') return { fault: 'quote' };
  const [command, ...args] = words;
  return command === undefined || command === '' ? { fault: 'empty' } : { words: [command, ...args] };
}

/** Unquoted: pipes, redirections, lists, variables. */
const MEANT_FOR_SHELL = /^(?:\|\|?|&&?|;|\d?>>?.*|<.*|\$.*|.*;)$/;
