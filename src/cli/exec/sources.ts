/** What the options of `keyhole exec` say: which variables, from where. */
import path from 'node:path';
import { isVariableName, parseEnvFile } from '../../core/environment/envFile';
import { valueParts } from '../../core/environment/valueParts';
import {
  sourceText,
  type Variable,
  type VariableFault,
  type Variables,
  variablesBelow,
  variablesOf,
} from '../../core/environment/variables';
import { failureOf } from '../../core/failure';
import type { ParameterStore } from '../../core/stores/parameterStore';
import { UsageError } from '../command';
import { readFileText } from '../lint/readText';
import { codeOf, reasonOf } from '../reason';

export interface Given {
  readonly files: readonly string[];
  readonly paths: readonly string[];
  readonly settings: readonly Variable[];
}

/** A file that cannot be read is a fault without a name. */
export interface Sources {
  readonly sources: readonly (readonly Variable[])[];
  readonly faults: readonly (VariableFault | Pick<VariableFault, 'from' | 'message'>)[];
}

/** Rejects with a FailureError where a path cannot be listed. */
export async function gather(
  { files, paths, settings }: Given,
  cwd: string,
  parameters: () => Promise<Pick<ParameterStore, 'byPath'>>,
): Promise<Sources> {
  const read = await Promise.all(files.map(file => fromFile(file, cwd)));
  // What is wrong in a file is told before anybody is asked.
  const fileFaults = read.flatMap(({ faults }) => faults);
  if (fileFaults.length > 0) return { sources: [], faults: fileFaults };
  const below = await Promise.all(paths.map(async each => fromPath(each, await parameters())));
  const taken = new Map<string, Variable>();
  const twice = below
    .flatMap(({ variables }) => variables)
    .flatMap(variable => {
      const other = taken.get(variable.name);
      taken.set(variable.name, variable);
      if (other === undefined || sourceText(other) === sourceText(variable)) return [];
      const { name, from } = variable;
      return [{ name, from, message: `both ${sourceText(other)} and ${sourceText(variable)} become it` }];
    });
  return {
    sources: [
      ...below.map(({ variables }) => variables),
      ...read.flatMap(({ sources }) => sources),
      settings,
    ],
    faults: [...below.flatMap(({ faults }) => faults), ...twice],
  };
}

/** @param file as it is written on the command line */
async function fromFile(file: string, cwd: string): Promise<Sources> {
  const fault = (message: string, line?: number): Sources['faults'][number] => ({
    from: line === undefined ? file : `${file}, line ${line}`,
    message,
  });
  try {
    const content = await readFileText(path.resolve(cwd, file));
    if (content.kind !== 'text')
      return { sources: [], faults: [fault('it is no text file of a sensible size')] };
    const { entries, faults } = parseEnvFile(content.text);
    const read = variablesOf(entries, line => `${file}, line ${line}`);
    return {
      sources: [read.variables],
      faults: [...faults.map(({ line, message }) => fault(message, line)), ...read.faults],
    };
  } catch (thrown) {
    const message = codeOf(thrown) === '' ? failureOf(thrown, 'exec').message : reasonOf(thrown);
    return { sources: [], faults: [fault(message)] };
  }
}

/** Rejects with a FailureError where the path cannot be listed. */
async function fromPath(given: string, parameters: Pick<ParameterStore, 'byPath'>): Promise<Variables> {
  const from = `--path ${given}`;
  const names: string[] = [];
  for await (const page of parameters.byPath(given, { recursive: true }))
    names.push(...page.map(({ name }) => name));
  if (names.length > 0) return variablesBelow(given, names, from);
  return { variables: [], faults: [{ name: given, from, message: 'there is no parameter below it' }] };
}

/**
 * `DB_HOST={{resolve:ssm:/my-app/dev/db/host}}`. A value that is written out does not belong on a command line, which every
 * program on the machine can read.
 */
export function fromSetting(given: string): Variable {
  const at = given.indexOf('=');
  const name = given.slice(0, Math.max(at, 0));
  if (!isVariableName(name)) throw new UsageError('--set takes NAME={{resolve:…}}');
  const parts = valueParts(given.slice(at + 1));
  if ('fault' in parts) throw new UsageError(`--set ${name}: ${parts.fault}`);
  if (parts.every(({ kind }) => kind === 'text')) {
    throw new UsageError(
      `--set ${name}: give a reference, {{resolve:…}}; a value of your own goes into an env file`,
    );
  }
  return { name, parts, from: '--set' };
}

export function checkedPath(given: string): string {
  if (!/^\/[\w.\-/]*$/.test(given))
    throw new UsageError(`A path begins with a slash, like /my-app/dev: ${given}`);
  return given;
}
