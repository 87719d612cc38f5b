/** The command line of `keyhole exec`. */
import { readArguments, UsageError } from '../command';
import { checkedPath, fromSetting, type Given } from './sources';

export interface Options extends Given {
  readonly profile: string | undefined;
  readonly region: string | undefined;
  readonly dryRun: boolean;
}

export type CommandLine = readonly [command: string, ...args: string[]];

export function parseOptions(args: readonly string[]): {
  readonly options: Options;
  readonly command: CommandLine;
} {
  const end = args.indexOf('--');
  const { values, positionals } = readArguments(end < 0 ? args : args.slice(0, end), {
    file: { type: 'string', multiple: true },
    'env-file': { type: 'string', multiple: true },
    path: { type: 'string', multiple: true },
    set: { type: 'string', multiple: true },
    profile: { type: 'string' },
    region: { type: 'string' },
    'dry-run': { type: 'boolean' },
  });
  // Node 20 reads it even after the script's name: https://github.com/nodejs/node/issues/54232
  if (values['env-file'])
    throw new UsageError('Say --file: an --env-file is read by Node itself, as its own');
  const options: Options = {
    files: values.file ?? [],
    paths: (values.path ?? []).map(checkedPath),
    settings: (values.set ?? []).map(fromSetting),
    profile: values.profile,
    region: values.region,
    dryRun: values['dry-run'] ?? false,
  };
  if (positionals.length > 0) throw new UsageError(`The program comes after --, not: ${positionals[0]}`);
  const [command = '', ...rest] = end < 0 ? [] : args.slice(end + 1);
  if (command === '' && !options.dryRun) throw new UsageError('Say after -- what shall be run: -- npm start');
  if (options.files.length + options.paths.length + options.settings.length === 0) {
    throw new UsageError('Say where the values are from: --file, --path or --set');
  }
  return { options, command: [command, ...rest] };
}
