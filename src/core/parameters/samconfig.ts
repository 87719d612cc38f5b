import { overridesOf } from './overrides';
import type { ParameterSet } from './parameterSet';
import { entries, isRecord } from './plainData';

/**
 * The sets of a samconfig file, one for each environment, from what TOML or YAML makes of it: `parameter_overrides` of the
 * deploy command, and where that gives none of the `global` one. As one text, a list of texts or a table.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-sam-cli-config.html
 */
export function setsOfSamconfig(name: string, tree: unknown): readonly ParameterSet[] {
  if (!isRecord(tree)) return [];
  return Object.entries(tree).flatMap(([environment, commands]): readonly ParameterSet[] => {
    const values = new Map([...valuesAt(commands, 'global'), ...valuesAt(commands, 'deploy')]);
    return values.size === 0 ? [] : [{ name: `${name}: ${environment}`, values }];
  });
}

function valuesAt(commands: unknown, command: string): ReadonlyMap<string, string> {
  const options = isRecord(commands) ? commands[command] : undefined;
  const parameters = isRecord(options) ? options['parameters'] : undefined;
  const overrides = isRecord(parameters) ? parameters['parameter_overrides'] : undefined;
  if (typeof overrides === 'string') return overridesOf(overrides);
  if (isRecord(overrides)) return new Map(entries(overrides));
  if (!Array.isArray(overrides)) return new Map();
  return new Map(overrides.flatMap(each => (typeof each === 'string' ? [...overridesOf(each)] : [])));
}
