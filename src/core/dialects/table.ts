import type { SourceText } from '../detect';
import { buildspec } from './buildspec';
import { code } from './code';
import type { Dialect } from './dialect';
import { ecsTaskDefinition } from './ecsTaskDefinition';
import { serverless } from './serverless';
import { terraform } from './terraform';

/** One row a dialect; the first that recognises a file has it. */
export const dialects: readonly Dialect[] = [code, ecsTaskDefinition, buildspec, serverless, terraform];

export function dialectOf(source: SourceText): Dialect | undefined {
  return dialects.find(dialect => dialect.recognises(source));
}

/** Whether a file that no template could be is worth reading, by its name alone. */
export function isClaimed(name: string): boolean {
  return dialects.some(dialect => dialect.claims?.(name) === true);
}
