/**
 * V8's flags for the language server. A document that is opened is some megabytes of tree at once: with the one megabyte that
 * V8 begins with, the young generation is collected again and again meanwhile, a seventh of what the first answer takes.
 * 16 is what it may grow to by itself.
 */
export const serverFlags: readonly string[] = ['--min-semi-space-size=16'];
