/** Keyhole and its peers as commands over files, and what each says. */
import { execFileSync, spawnSync } from 'node:child_process';

export interface Finding {
  readonly file: string;
  readonly line: number;
  readonly code: string;
  readonly isInfo: boolean;
}

export interface Tool {
  readonly name: string;
  lint(files: readonly string[]): readonly Finding[];
}

export function keyhole(cli: string): Tool {
  return {
    name: 'Keyhole',
    lint(files) {
      const { files: results } = parse<{
        files: { path: string; problems: { code: string; severity: string; range: Range }[] }[];
      }>(output(process.execPath, [cli, 'lint', '--format', 'json', ...files]));
      return results.flatMap(({ path: file, problems }) =>
        problems.map(({ code, severity, range }) => ({
          file,
          line: range.start.line + 1,
          code,
          isInfo: severity === 'info',
        })),
      );
    },
  };
}

interface Range {
  readonly start: { readonly line: number };
}

/** What its command does. */
const RUN_CFN_LINT = 'import sys; from cfnlint.runner import main; sys.exit(main())';

export function cfnLint(python: string): Tool {
  return {
    name: `cfn-lint ${execFileSync(python, ['-c', RUN_CFN_LINT, '--version'], { encoding: 'utf8' }).trim().split(' ').at(-1)}`,
    lint(files) {
      type Match = {
        Filename: string;
        Rule: { Id: string };
        Location: { Start: { LineNumber: number } };
        Level: string;
      };
      const text = output(python, [
        '-c',
        RUN_CFN_LINT,
        '--format',
        'json',
        '--regions',
        'eu-west-1',
        '--',
        ...files,
      ]);
      return parse<readonly Match[]>(text || '[]').map(({ Filename, Rule, Location, Level }) => ({
        file: Filename,
        line: Location.Start.LineNumber,
        code: Rule.Id,
        isInfo: Level === 'Informational',
      }));
    },
  };
}

/** Has no command of its own: what a command would do, in a process of its own. */
export function cloudFormationValidate(module: string): Tool {
  const script = `const { RegoEngine, TemplateFile } = require(process.argv[1]);
    const engine = new RegoEngine();
    const all = [];
    for (const file of process.argv.slice(2)) {
      try {
        for (const d of engine.validateStandard(new TemplateFile(file)).diagnostics) all.push({ file, d });
      } catch (error) {
        all.push({ file, d: { ruleId: 'failed', severity: 'ERROR', message: String(error) } });
      }
    }
    console.log(JSON.stringify(all));`;
  return {
    name: 'cloudformation-validate',
    lint(files) {
      type Row = {
        file: string;
        d: { ruleId: string; severity: string; source?: { start?: { line?: number } }; span?: unknown };
      };
      const rows = parse<readonly Row[]>(output(process.execPath, ['-e', script, module, ...files]));
      return rows.map(({ file, d }) => ({
        file,
        line: lineOf(d),
        code: d.ruleId,
        isInfo: /info/i.test(d.severity),
      }));
    },
  };
}

/** Its checks about keys alone: the others ask for more than the templates are about. */
export function checkov(python: string): Tool {
  const run = 'import sys; from checkov.main import Checkov; sys.exit(Checkov().run())';
  return {
    name: 'checkov (CKV_AWS_33, 7)',
    lint(files) {
      type Failed = { check_id: string; file_abs_path: string; file_line_range: [number, number] };
      type Result = { results: { failed_checks: readonly Failed[] } };
      const args = [
        '--framework',
        'cloudformation',
        '--output',
        'json',
        '--quiet',
        '--compact',
        '--soft-fail',
      ];
      const checks = ['--check', 'CKV_AWS_33,CKV_AWS_7', '--skip-download'];
      const text = output(python, [
        '-c',
        run,
        ...args,
        ...checks,
        ...files.flatMap(file => ['--file', file]),
      ]);
      const results = parse<Result | readonly Result[]>(text);
      return [results]
        .flat()
        .flatMap(result => result.results?.failed_checks ?? [])
        .map(({ check_id, file_abs_path, file_line_range }) => ({
          file: file_abs_path,
          line: file_line_range[0],
          code: check_id,
          isInfo: false,
        }));
    },
  };
}

/** Wherever it says it. */
function lineOf(diagnostic: object): number {
  const [, line] = /"startLine":(\d+)/.exec(JSON.stringify(diagnostic)) ?? [];
  return Number(line ?? 0);
}

/** Linters end with other codes than 0 where they found something. */
function output(command: string, args: readonly string[]): string {
  const { stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (error) throw error;
  if (stdout === '' && stderr !== '') throw new Error(stderr);
  return stdout;
}

function parse<T>(text: string): T {
  return JSON.parse(text);
}
