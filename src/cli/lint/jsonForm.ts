import type { FileReport } from './report';

/** The contract of `--format json`: positions as in the Language Server Protocol. Consumers ignore what they do not know. */
export function jsonForm(files: readonly FileReport[]): string {
  return `${JSON.stringify({ version: 1, files }, undefined, 2)}\n`;
}
