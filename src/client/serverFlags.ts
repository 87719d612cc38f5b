/**
 * V8's flags for the language server. A document that is opened is some megabytes of tree at once: in the one megabyte that
 * V8 begins with, the young generation is collected again and again meanwhile, a twelfth of what the first answer to a usual
 * template takes. With more than 4 that is quicker still, but one of the first keys then waits for all that was kept so far.
 */
export const serverFlags: readonly string[] = ['--min-semi-space-size=4'];
