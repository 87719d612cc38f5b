import { failureOf } from '../../core/failure';
import type { ParameterSet } from '../../core/parameters/parameterSet';
import {
  type Command,
  type CommandContext,
  EXIT,
  type ExitCode,
  readArguments,
  UsageError,
} from '../command';
import { codeOf, reasonOf } from '../reason';
import { levelsFrom, ruleHelp, ruleOption, trustedFrom, trustedOption } from '../rules';
import { mapBounded } from './bounded';
import { formatJson } from './formats/json';
import { formatSarif } from './formats/sarif';
import { formatText } from './formats/text';
import { parametersFrom } from './parameters';
import { type Content, MAX_BYTES, readFileText, readText } from './readText';
import { checkText, type FileReport, type Judgement, type LintReport, nothingIn } from './report';
import { resolveTargets, type Target } from './targets';
import type { Unreadable } from './walk';

/** Memory is the limit: each may hold a file of 8 MB. */
const AT_A_TIME = 8;

interface Options {
  readonly parameters: ParameterSet | undefined;
  readonly judgement: Judgement;
}

interface Outcome {
  readonly report: LintReport;
  readonly unreadable: readonly Unreadable[];
}

const formats: Readonly<Record<string, (outcome: Outcome, context: CommandContext) => string>> = {
  text: ({ report }, { color }) => formatText(report, color),
  json: ({ report }) => formatJson(report),
  sarif: ({ report, unreadable }, { version }) => formatSarif(report, { version, unreadable }),
};

export const lintCommand: Command = {
  usage: 'PATHS… [--format text|json|sarif] [--parameters FILE] [--rule CODE=LEVEL]… [--trusted-account ID]…',
  summary: 'Check templates and key policies, without an account',
  details: [
    'PATHS are files, folders (walked; what git ignores, node_modules and links are left out), globs (* ? ** [a-z] {a,b})',
    'or - for standard input. Files are recognised by their content.',
    '',
    '  --format FORMAT    text (the default), json or sarif (2.1.0)',
    '  --parameters FILE  values for the parameters of the templates: a JSON parameter file, or samconfig.toml with its',
    '                     environment behind a colon (samconfig.toml:prod)',
    ...ruleHelp,
    '',
    'Exit codes: 0 no error found, 1 errors found, 2 bad usage or unreadable input, 130 interrupted.',
  ].join('\n'),
  async run(args, context) {
    const { values, positionals } = readArguments(args, {
      format: { type: 'string', default: 'text' },
      parameters: { type: 'string' },
      rule: ruleOption,
      'trusted-account': trustedOption,
    });
    const format = Object.hasOwn(formats, values.format) ? formats[values.format] : undefined;
    if (!format)
      throw new UsageError(`There is no such format (${Object.keys(formats).join(', ')}): ${values.format}`);
    if (positionals.length === 0) throw new UsageError('lint needs a path, a glob or - for standard input');
    const parameters =
      values.parameters === undefined ? undefined : await parametersFrom(values.parameters, context.cwd);
    const judgement = { levels: levelsFrom(values.rule), trusted: trustedFrom(values['trusted-account']) };
    const outcome = await check(positionals, context, { judgement, parameters });
    for (const { path, reason } of outcome.unreadable) context.complain(`${reason}: ${path}`);
    context.out(format(outcome, context));
    return exitCodeOf(outcome);
  },
};

async function check(paths: readonly string[], context: CommandContext, options: Options): Promise<Outcome> {
  const { targets, unreadable } = await resolveTargets(paths, context.cwd);
  const results = await mapBounded(targets, AT_A_TIME, target => checkTarget(target, context, options));
  return {
    report: { version: 1, files: results.filter(isReport) },
    unreadable: [...unreadable, ...results.filter(isUnreadable)],
  };
}

async function checkTarget(
  target: Target,
  context: CommandContext,
  { parameters, judgement }: Options,
): Promise<FileReport | Unreadable> {
  const { path } = target;
  try {
    if (target.passedOver) return nothingIn(path);
    const content = await contentOf(target, context);
    if (content.kind === 'too-large')
      context.complain(`not checked, larger than ${MAX_BYTES / 1024 / 1024} MB: ${path}`);
    return content.kind === 'text' ? checkText(path, content.text, parameters, judgement) : nothingIn(path);
  } catch (thrown) {
    return { path, reason: codeOf(thrown) === '' ? failureOf(thrown, 'lint').message : reasonOf(thrown) };
  }
}

function contentOf({ file }: Target, { stdin }: CommandContext): Promise<Content> {
  return file === undefined ? readText(stdin) : readFileText(file);
}

function isReport(result: FileReport | Unreadable): result is FileReport {
  return 'kind' in result;
}

function isUnreadable(result: FileReport | Unreadable): result is Unreadable {
  return 'reason' in result;
}

function exitCodeOf({ report, unreadable }: Outcome): ExitCode {
  if (unreadable.length > 0) return EXIT.failed;
  const hasErrors = report.files.some(({ problems }) =>
    problems.some(({ severity }) => severity === 'error'),
  );
  return hasErrors ? EXIT.problems : EXIT.ok;
}
