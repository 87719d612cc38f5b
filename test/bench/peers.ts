/** `npm run peers`: what Keyhole and its peers find in the same templates, and how long they take, each as a command. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { median } from './measure';
import { type PeerCase, right, wrong } from './peerCases';
import { denseTemplate, yamlTemplate } from './templates';

interface Finding {
  readonly file: string;
  readonly line: number;
  readonly code: string;
  readonly isInfo: boolean;
}

interface Tool {
  readonly name: string;
  lint(files: readonly string[]): readonly Finding[];
}

function main([cli = '', python = '', validate = '', folder = '']: readonly string[]): void {
  const tools = [keyhole(cli), cfnLint(python), cloudFormationValidate(validate)];
  const write = (name: string, text: string): string => {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  };
  const files = (kind: string, cases: readonly PeerCase[]) =>
    cases.map(({ text }, index) => write(`${kind}-${index}.yaml`, text));

  console.log(`\n${'found at its line'.padEnd(40)}${tools.map(({ name }) => name.padStart(26)).join('')}`);
  const wrongFiles = files('wrong', wrong);
  const found = tools.map(tool => tool.lint(wrongFiles));
  const totals = tools.map(() => 0);
  for (const [index, { name, text }] of wrong.entries()) {
    const line = text.split('\n').findIndex(each => each.includes('# <')) + 1;
    const cells = found.map((findings, tool) => {
      const here = findings.filter(
        each => each.file === wrongFiles[index] && each.line === line && !each.isInfo,
      );
      if (here.length > 0) totals[tool] = (totals[tool] ?? 0) + 1;
      return [...new Set(here.map(({ code }) => code.replace('reference/', '')))].join(' ').slice(0, 25);
    });
    console.log(`${name.padEnd(40)}${cells.map(cell => (cell || '-').padStart(26)).join('')}`);
  }
  const ofAll = totals.map(total => `${total} of ${wrong.length}`.padStart(26)).join('');
  console.log(`${'all in all'.padEnd(40)}${ofAll}`);
  const rightFiles = files('right', right);
  const alarms = tools.map(tool => tool.lint(rightFiles).filter(({ isInfo }) => !isInfo));
  console.log(`\n${'said where nothing is wrong'.padEnd(40)}`);
  for (const [index, { name }] of right.entries()) {
    const cells = alarms.map(all =>
      [...new Set(all.filter(({ file }) => file === rightFiles[index]).map(({ code }) => code))].join(' '),
    );
    console.log(`${name.padEnd(40)}${cells.map(cell => (cell.slice(0, 25) || '-').padStart(26)).join('')}`);
  }

  console.log(`\n${'seconds, start and end of the command included'.padEnd(40)}`);
  const sizes = { '51 KB': yamlTemplate(51_000), '1 MB, 4,000 references': denseTemplate(1_000_000) };
  for (const [name, text] of Object.entries(sizes)) {
    const file = write(`${name}.yaml`, text);
    const cells = tools.map(tool => {
      const taken = [0, 1, 2].map(() => {
        const started = performance.now();
        tool.lint([file]);
        return (performance.now() - started) / 1000;
      });
      return `${median(taken).toFixed(2)} s`;
    });
    console.log(`${name.padEnd(40)}${cells.map(cell => cell.padStart(26)).join('')}`);
  }
}

function keyhole(cli: string): Tool {
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

function cfnLint(python: string): Tool {
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
function cloudFormationValidate(module: string): Tool {
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

main(process.argv.slice(2));
