import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'smol-toml';
import { fileFault, placeOfTomlError } from '../../core/parameters/fileFault';
import { readParameterFile } from '../../core/parameters/parameterFile';
import type { ParameterSet } from '../../core/parameters/parameterSet';
import { setsOfSamconfig } from '../../core/parameters/samconfig';
import { UsageError } from '../command';
import { reasonOf } from '../reason';

/** The set of `FILE`, or of `samconfig.toml:ENVIRONMENT`; of several without an environment the one called default. */
export async function parametersFrom(argument: string, cwd: string): Promise<ParameterSet> {
  const [, file = argument, environment = 'default'] = /^(.*\.toml)(?::(.+))?$/s.exec(argument) ?? [];
  const sets = await setsIn(path.resolve(cwd, file), path.basename(file));
  const [only, ...others] = sets;
  if (only === undefined) throw new UsageError(`No values for parameters in: ${file}`);
  if (!file.endsWith('.toml')) return only;
  const named = sets.find(({ name }) => name.endsWith(`: ${environment}`));
  if (named !== undefined) return named;
  if (others.length === 0 && argument === file) return only;
  const known = sets.map(({ name }) => name.slice(name.indexOf(': ') + 2)).join(', ');
  throw new UsageError(`There is no such environment in ${file} (${known}): ${environment}`);
}

async function setsIn(file: string, name: string): Promise<readonly ParameterSet[]> {
  const text = await readFile(file, 'utf8').catch((thrown: unknown) => {
    throw new UsageError(`${reasonOf(thrown)}: ${file}`);
  });
  if (name.endsWith('.toml')) return setsOfSamconfig(name, treeOf(text, name));
  const read = readParameterFile(name, text);
  if (read.kind === 'fault') throw new UsageError(read.message);
  return read.sets;
}

function treeOf(text: string, name: string): unknown {
  try {
    return parse(text);
  } catch (thrown) {
    throw new UsageError(fileFault(name, 'TOML', placeOfTomlError(thrown)));
  }
}
