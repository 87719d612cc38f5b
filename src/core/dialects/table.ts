import type { SourceText } from '../detect';
import { buildspec } from './buildspec';
import { code } from './code';
import type { Dialect } from './dialect';
import { ecsTaskDefinition } from './ecsTaskDefinition';
import { serverless } from './serverless';

/** One row a dialect; the first that recognises a file has it. */
export const dialects: readonly Dialect[] = [code, ecsTaskDefinition, buildspec, serverless];

export function dialectOf(source: SourceText): Dialect | undefined {
  return dialects.find(dialect => dialect.recognises(source));
}
