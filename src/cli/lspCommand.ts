import { type Command, EXIT, readArguments, UsageError } from './command';
import { createEnvironmentCatalog } from './environmentCatalog';
import { plainValueLine } from './plainValueLine';
import { levelsFrom, ruleHelp, ruleOption, trustedFrom, trustedOption } from './rules';
import { workspaceFiles } from './workspaceFiles';

export const lspCommand: Command = {
  usage: '--stdio [--show-plain-values] [--check-secret-keys] [--rule CODE=LEVEL]… [--trusted-account ID]…',
  summary: 'Run the language server for any editor',
  details: [
    'Names are checked in the account that AWS_PROFILE, AWS_REGION, AWS_ENDPOINT_URL and the files of ~/.aws name; without',
    'one, everything that rests on the text alone still works.',
    '',
    '  --stdio              speak the Language Server Protocol over standard input and output',
    '  --show-plain-values  show the values of String parameters in hovers; the values of others are never shown',
    '  --check-secret-keys  read secrets (GetSecretValue) for the names of their JSON keys; values are dropped at once',
    ...ruleHelp,
  ].join('\n'),
  async run(args, { lazy }) {
    const { values, positionals } = readArguments(args, {
      stdio: { type: 'boolean' },
      'show-plain-values': { type: 'boolean' },
      'check-secret-keys': { type: 'boolean' },
      rule: ruleOption,
      'trusted-account': trustedOption,
      // Editors add it; the server ends when that process does.
      clientProcessId: { type: 'string' },
    });
    if (positionals.length > 0) throw new UsageError(`Not an option of lsp: ${positionals[0]}`);
    if (!values.stdio) throw new UsageError('The only way to speak to it is: lsp --stdio');
    const levels = levelsFrom(values.rule);
    const trusted = trustedFrom(values['trusted-account']);
    const { catalog, connect } = createEnvironmentCatalog({
      connect: () => lazy.aws().connect(),
      clock: { now: () => Date.now() },
      env: process.env,
      readsJsonKeys: values['check-secret-keys'] ?? false,
    });
    // It reads `--stdio` out of the process's arguments, and ends the process when the editor is gone.
    lazy.server().serve({
      catalog,
      files: workspaceFiles,
      levels,
      trusted,
      ...(values['show-plain-values'] && { plainValueLine: plainValueLine(catalog, connect) }),
    });
    return EXIT.ok;
  },
};
