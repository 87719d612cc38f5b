/** `npm run peers`: what Keyhole and its peers find in the same templates, and how long they take, each as a command. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { median } from './measure';
import { type PeerCase, right, wrong } from './peerCases';
import { cfnLint, checkov, cloudFormationValidate, type Finding, keyhole, type Tool } from './peerTools';
import { rightPolicies, wrongPolicies } from './policyPeerCases';
import { denseTemplate, yamlTemplate } from './templates';

type Write = (name: string, text: string) => string;

function main([
  cli = '',
  python = '',
  validate = '',
  checkovPython = '',
  folder = '',
]: readonly string[]): void {
  const write: Write = (name, text) => {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  };
  const tools = [keyhole(cli), cfnLint(python), cloudFormationValidate(validate)];
  compare(tools, { kind: 'reference', wrong, right, atLine: true }, write);
  const ofPolicies = [keyhole(cli), cfnLint(python), checkov(checkovPython)];
  compare(ofPolicies, { kind: 'policy', wrong: wrongPolicies, right: rightPolicies, atLine: false }, write);

  console.log(`\n${'seconds, start and end of the command included'.padEnd(40)}`);
  const sizes = { '51 KB': yamlTemplate(51_000), '1 MB, 4,000 references': denseTemplate(1_000_000) };
  for (const [name, text] of Object.entries(sizes)) timed(name, tools, [write(`${name}.yaml`, text)]);
  const keys = wrongPolicies.map(({ text }, index) => write(`key-${index}.yaml`, text));
  timed(`${keys.length} keys (checkov last)`, ofPolicies, keys);
}

interface Cases {
  readonly kind: string;
  readonly wrong: readonly PeerCase[];
  readonly right: readonly PeerCase[];
  /** What is found counts at the line with `# <` alone. */
  readonly atLine: boolean;
}

function compare(tools: readonly Tool[], { kind, wrong, right, atLine }: Cases, write: Write): void {
  const files = (name: string, cases: readonly PeerCase[]) =>
    cases.map(({ text }, index) => write(`${kind}-${name}-${index}.yaml`, text));
  console.log(
    `\n${(atLine ? 'found at its line' : 'found').padEnd(40)}${tools.map(({ name }) => name.padStart(26)).join('')}`,
  );
  const wrongFiles = files('wrong', wrong);
  const found = tools.map(tool => tool.lint(wrongFiles));
  const totals = tools.map(() => 0);
  for (const [index, { name, text }] of wrong.entries()) {
    const line = text.split('\n').findIndex(each => each.includes('# <')) + 1;
    const isHere = (each: Finding) =>
      each.file === wrongFiles[index] && (!atLine || each.line === line) && !each.isInfo;
    const cells = found.map((findings, tool) => {
      const here = findings.filter(isHere);
      if (here.length > 0) totals[tool] = (totals[tool] ?? 0) + 1;
      return [...new Set(here.map(({ code }) => code.replace(/^(?:reference|policy)\//, '')))]
        .join(' ')
        .slice(0, 25);
    });
    console.log(
      row(
        name,
        cells.map(cell => cell || '-'),
      ),
    );
  }
  console.log(
    row(
      'all in all',
      totals.map(total => `${total} of ${wrong.length}`),
    ),
  );
  const rightFiles = files('right', right);
  const alarms = tools.map(tool => tool.lint(rightFiles).filter(({ isInfo }) => !isInfo));
  console.log(`\n${'said where nothing is wrong'.padEnd(40)}`);
  for (const [index, { name }] of right.entries()) {
    const cells = alarms.map(all =>
      [...new Set(all.filter(({ file }) => file === rightFiles[index]).map(({ code }) => code))].join(' '),
    );
    console.log(
      row(
        name,
        cells.map(cell => cell.slice(0, 25) || '-'),
      ),
    );
  }
}

function timed(name: string, tools: readonly Tool[], files: readonly string[]): void {
  const cells = tools.map(tool => {
    const taken = [0, 1, 2].map(() => {
      const started = performance.now();
      tool.lint(files);
      return (performance.now() - started) / 1000;
    });
    return `${median(taken).toFixed(2)} s`;
  });
  console.log(row(name, cells));
}

function row(name: string, cells: readonly string[]): string {
  return `${name.padEnd(40)}${cells.map(cell => cell.padStart(26)).join('')}`;
}

main(process.argv.slice(2));
