import type { SourceText } from '../detect';
import { code } from './code';
import type { Dialect } from './dialect';

/** One row a dialect; the first that recognises a file has it. */
export const dialects: readonly Dialect[] = [code];

export function dialectOf(source: SourceText): Dialect | undefined {
  return dialects.find(dialect => dialect.recognises(source));
}
