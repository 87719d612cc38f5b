/** `keyhole lsp`: the language server for any editor, with the account of the environment in the same process. */
import { createAccount } from './account';
import { type Command, usageError } from './command';
import { noMore, readOptions } from './options';

export const lspCommand: Command = {
  name: 'lsp',
  synopsis: '--stdio [--show-plain-values]',
  summary: 'Runs the language server on standard input and output.',
  help:
    '  --stdio               the one transport there is\n' +
    '  --show-plain-values   hovers show values of String and StringList parameters\n\n' +
    'Names are checked in the account that AWS_PROFILE, AWS_REGION and the shared configuration choose.\n',
  async run(args, { lazy }) {
    const { values, positionals } = readOptions(args, {
      stdio: { type: 'boolean' },
      'show-plain-values': { type: 'boolean' },
    });
    noMore(positionals);
    if (!values.stdio) throw usageError('Say --stdio: it is the one transport there is.');
    const { catalog, plainValueLine } = createAccount(() => lazy.aws().connect());
    lazy.server().serve({ catalog, ...(values['show-plain-values'] && { plainValueLine }) });
    return undefined;
  },
};
