/** `keyhole exec`: a program with values of the account in its environment, and nowhere else. */
import type { ValueReader } from '../../core/environment/readReferences';
import { resolveVariables } from '../../core/environment/resolve';
import { mergeVariables, sourceText, type Variable } from '../../core/environment/variables';
import type { AwsConnection } from '../../core/ports';
import { visible } from '../../core/text/markdown';
import { type Command, type CommandContext, EXIT } from '../command';
import { type Options, parseOptions } from './options';
import { gather, type Sources } from './sources';
import { EXEC_EXIT, start } from './start';

export const execCommand: Command = {
  usage:
    '[--file FILE]… [--path PATH]… [--set NAME=REFERENCE]… [--profile NAME] [--region REGION] [--dry-run] -- COMMAND [ARGUMENTS…]',
  summary: 'Run a program with values of your account in its environment, and nowhere else',
  details: [
    'Nothing is started unless every value could be read. Values are never printed, and never on a command line; no shell is',
    'involved. Of a name that is given twice the last holds: paths, then files in their order, then --set.',
    '',
    '  --file FILE          NAME=value lines; values may hold {{resolve:ssm:/name}}, {{resolve:ssm-secure:/name:2}} and',
    '                       {{resolve:secretsmanager:name:SecretString:key}}; may be given several times',
    '  --path PATH          all parameters below it: of /my-app/dev, /my-app/dev/db/host becomes DB_HOST (what is below the',
    '                       path, upper-cased, other characters as _); two that become one name are refused',
    '  --set NAME=REFERENCE one of them, as in a file',
    '  --profile, --region  instead of AWS_PROFILE, AWS_REGION and what the profile says',
    '  --dry-run            print the names and where each is from; no value is read and nothing is started',
    '',
    `Exit codes: that of the program, or 128 and the number of the signal that ended it; ${EXEC_EXIT.notStarted} nothing was started,`,
    `${EXEC_EXIT.notExecutable} the program cannot be run, ${EXEC_EXIT.notFound} there is no such program.`,
  ].join('\n'),
  failed: EXEC_EXIT.notStarted,
  async run(args, context) {
    const { options, command } = parseOptions(args);
    const connection = opener(options, context);
    try {
      const { sources, faults } = await gather(options, context.cwd, connection.parameters);
      if (faults.length > 0) return refuse(faults.map(faultLine), context);
      const variables = mergeVariables(sources, context.platform === 'win32');
      if (options.dryRun) return list(variables, context);
      const values = await valuesOf(variables, context, connection.reader);
      // Nothing of the account is held while the program runs.
      connection.close();
      return values ? await start(command, values, context) : EXEC_EXIT.notStarted;
    } finally {
      connection.close();
    }
  },
};

/** Connected when the first question comes: a file without references needs no account. */
function opener({ profile, region }: Options, { lazy }: CommandContext) {
  let opened: Promise<AwsConnection> | undefined;
  const open = () => {
    opened ??= lazy.aws().connect({ ...(profile && { profile }), ...(region && { region }) });
    return opened;
  };
  const reader: ValueReader = {
    parameters: { revealNames: async (...given) => (await open()).parameters.revealNames(...given) },
    secrets: {
      reveal: async (...given) => (await open()).secrets.reveal(...given),
      revealAll: async (...given) => (await open()).secrets.revealAll(...given),
    },
  };
  return {
    reader,
    parameters: async () => (await open()).parameters,
    close: () => void opened?.then(aws => aws.dispose()).catch(() => {}),
  };
}

/** Undefined when it was said on standard error why there are none. */
async function valuesOf(
  variables: readonly Variable[],
  context: CommandContext,
  reader: ValueReader,
): Promise<Readonly<Record<string, string>> | undefined> {
  const { platform } = context;
  const resolution = await resolveVariables(variables, reader, { platform });
  switch (resolution.kind) {
    case 'hopeless':
      refuse([resolution.failure.message], context);
      return undefined;
    case 'unresolved':
      refuse(
        resolution.unresolved.map(({ variable, message }) => faultLine({ ...variable, message })),
        context,
      );
      return undefined;
    case 'resolved':
      return Object.fromEntries([...resolution.values].map(([name, value]) => [name, value.reveal()]));
  }
}

function list(variables: readonly Variable[], { out }: CommandContext): number {
  const width = Math.max(...variables.map(({ name }) => name.length), 0);
  for (const variable of variables) {
    out(`${visible(`${variable.name.padEnd(width)}  ${sourceText(variable)}  (${variable.from})`)}\n`);
  }
  return EXIT.ok;
}

function refuse(lines: readonly string[], { complain }: CommandContext): number {
  for (const line of lines) complain(line);
  complain('nothing was started');
  return EXEC_EXIT.notStarted;
}

function faultLine({ from, message, ...rest }: Sources['faults'][number]): string {
  return 'name' in rest ? `${rest.name} (${from}): ${message}` : `${from}: ${message}`;
}
