/** `keyhole lint`: the same problems as in the editor, for people and pipelines. Static: no account is asked. */
import { isCandidate } from '../../core/detect';
import { type Command, type ExitCode, type Io, usageError } from '../command';
import { readOptions } from '../options';
import { type Input, inputsOf, reasonOf } from './inputs';
import { jsonForm } from './jsonForm';
import { decode, MAX_BYTES, readText } from './readText';
import { emptyReport, type FileReport, reportOf } from './report';
import { sarifForm } from './sarifForm';
import { printable, textForm } from './textForm';

export const lintCommand: Command = {
  name: 'lint',
  synopsis: 'PATHS… [--format text|json|sarif]',
  summary: 'Checks references in CloudFormation templates, and key policies.',
  help:
    'PATHS are files, folders (what .gitignore names is left out), globs in quotes, or - for standard input.\n\n' +
    '  --format FORM   text (default), json or sarif\n\n' +
    'Exit code: 0 no error found, 1 errors found, 2 bad usage or unreadable input, 130 interrupted.\n',
  async run(args, io) {
    const { values, positionals } = readOptions(args, { format: { type: 'string', default: 'text' } });
    const { format } = values;
    if (!isFormat(format)) throw usageError(`Not a format (text, json, sarif): ${format}`);
    if (positionals.length === 0) throw usageError('Name a file, a folder, or - for standard input.');
    const interrupted = () => process.exit(130);
    process.once('SIGINT', interrupted);
    try {
      const { files, failed } = await check(positionals, io);
      io.out(form(format, files, failed, io));
      return exitCode(files, failed);
    } finally {
      process.off('SIGINT', interrupted);
    }
  },
};

const FORMATS = ['text', 'json', 'sarif'] as const;
type Format = (typeof FORMATS)[number];

function isFormat(text: string): text is Format {
  return FORMATS.some(format => format === text);
}

function form(format: Format, files: readonly FileReport[], failed: number, io: Io): string {
  switch (format) {
    case 'json':
      return jsonForm(files);
    case 'sarif':
      return sarifForm(files, { version: io.version, complete: failed === 0 });
    case 'text':
      return textForm(files, io.colors);
  }
}

function exitCode(files: readonly FileReport[], failed: number): ExitCode {
  if (failed > 0) return 2;
  const errors = files.some(({ problems }) => problems.some(({ severity }) => severity === 'error'));
  return errors ? 1 : 0;
}

interface Checked {
  readonly files: readonly FileReport[];
  /** Inputs that could not be read or checked; each was named on standard error. */
  readonly failed: number;
}

/** One file at a time: checking is bound by the processor, and one text in memory is enough. */
async function check(args: readonly string[], io: Io): Promise<Checked> {
  const files: FileReport[] = [];
  let failed = 0;
  for await (const input of inputsOf(args, io.cwd)) {
    try {
      files.push(await checkInput(input, io));
    } catch (thrown) {
      failed += 1;
      const name = input.kind === 'stdin' ? '-' : input.path;
      const reason = input.kind === 'unreadable' ? input.reason : reasonOf(thrown);
      io.err(`keyhole lint: cannot be read (${reason}): ${printable(name)}\n`);
    }
  }
  return { files, failed };
}

async function checkInput(input: Input, io: Io): Promise<FileReport> {
  switch (input.kind) {
    case 'stdin':
      return reportOf({ path: '-', text: decode(await io.readInput()) });
    case 'unreadable':
      throw new Error(input.reason);
    case 'file': {
      const { file, path, named } = input;
      // Nearly every file of a repository is nothing for us by its name alone.
      if (!named && !isCandidate({ path, text: 'any' })) return emptyReport(path);
      const text = await readText(file);
      if (text !== undefined) return reportOf({ path, text });
      io.err(`keyhole lint: larger than ${MAX_BYTES / 1024 / 1024} MB, not looked at: ${printable(path)}\n`);
      return emptyReport(path);
    }
  }
}
