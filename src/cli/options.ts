import { type ParseArgsConfig, parseArgs } from 'node:util';
import { usageError } from './command';

/** Node's own parser, strict, with its complaints as usage errors. `-` and what follows `--` are positionals. */
export function readOptions<Options extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (thrown) {
    throw usageError(thrown instanceof Error ? thrown.message : 'Unknown option');
  }
}

export function noMore(positionals: readonly string[]): void {
  const [first] = positionals;
  if (first !== undefined) throw usageError(`Not an argument of this command: ${first}`);
}
