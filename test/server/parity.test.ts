// `keyhole lint` and an editor say the same: of every rule about policies in every form, and of whole files.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Diagnostic } from 'vscode-languageserver/node';
import { root } from '../../scripts/lib/paths.mjs';
import { examples, writtenIn } from '../unit/policy/examples';
import { type Client, startClient } from './lib/client';

interface Said {
  readonly code: string;
  readonly severity: string;
  readonly message: Diagnostic['message'];
  readonly range: Diagnostic['range'];
  readonly fixes?: readonly { readonly title: string }[];
}

const LANGUAGES: Readonly<Record<string, string>> = { '.json': 'json', '.tf': 'terraform' };
const SEVERITIES = ['', 'error', 'warning', 'info', 'hint'];

describe('keyhole lint and an editor', () => {
  let folder = '';
  let client: Client;
  let said: ReadonlyMap<string, readonly Said[]>;
  const files = { ...ruleFiles(), ...filesOf('media/sample'), ...filesOf('test/fixtures') };

  before(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'keyhole-parity-'));
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), text);
    }
    said = await linted(folder);
    client = await startClient();
  });
  after(async () => {
    await client.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  for (const code of Object.keys(examples)) {
    it(`say the same: ${code}`, async () => {
      const names = Object.keys(files).filter(name => name.startsWith(`rules/${code}/bad/`));
      assert.ok(names.length >= 4, names.join());
      const found = new Set((await Promise.all(names.map(same))).flat());
      assert.ok(found.has(code), `only said: ${[...found].join()}`);
      await Promise.all(
        Object.keys(files)
          .filter(name => name.startsWith(`rules/${code}/good/`))
          .map(same),
      );
    });
  }

  it('say the same of what is right and of the sample workspace', async () => {
    const names = Object.keys(files).filter(name => !name.startsWith('rules/'));
    assert.ok(names.length > 60, `${names.length} files`);
    const found = (await Promise.all(names.map(same))).flat();
    assert.ok(found.length > 3, 'the sample has problems');
  });

  /** The codes both found. */
  async function same(name: string): Promise<readonly string[]> {
    const expected = said.get(name) ?? [];
    const uri = pathToFileURL(path.join(folder, name)).href;
    const languageId = LANGUAGES[path.extname(name)] ?? 'yaml';
    const document = client.open(files[name] ?? '', { uri, languageId });
    // What is found is published as a file opens, before the first answer; of a file that is nothing for us, nothing is.
    await document.itemAt({ line: 0, character: 0 });
    const diagnostics = document.published().at(-1)?.diagnostics ?? [];
    assert.deepEqual(diagnostics.map(inEditor), expected.map(inCommand), name);
    for (const [index, { fixes = [] }] of expected.entries()) {
      const diagnostic = diagnostics[index];
      if (fixes.length === 0 || diagnostic === undefined) continue;
      const offered = (await document.actions(diagnostic.range, [diagnostic])).map(({ title }) => title);
      for (const { title } of fixes) assert.ok(offered.includes(title), `${name}: not offered: ${title}`);
    }
    return expected.map(({ code }) => code);
  }
});

function inEditor({ code, severity, message, range }: Diagnostic): Omit<Said, 'fixes'> {
  return { code: String(code), severity: SEVERITIES[severity ?? 0] ?? '', message, range };
}

function inCommand({ code, severity, message, range }: Said): Omit<Said, 'fixes'> {
  return { code, severity, message, range };
}

function ruleFiles(): Readonly<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const [code, example] of Object.entries(examples)) {
    for (const kind of ['bad', 'good'] as const) {
      for (const [form, text] of Object.entries(writtenIn(code, example, example[kind]))) {
        const extension = form.includes('JSON') ? 'json' : form.includes('Terraform') ? 'tf' : 'yaml';
        files[`rules/${code}/${kind}/${form.replace(/\W+/g, '-')}.${extension}`] = text;
      }
    }
  }
  return files;
}

function filesOf(below: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    readdirSync(path.join(root, below), { recursive: true, encoding: 'utf8' })
      .filter(name => /\.(json|ya?ml)$/.test(name))
      .map(name => [`${below}/${name}`, readFileSync(path.join(root, below, name), 'utf8')]),
  );
}

async function linted(folder: string): Promise<ReadonlyMap<string, readonly Said[]>> {
  const child = spawn(process.execPath, [path.join(root, 'dist/cli.js'), 'lint', '--format', 'json', '.'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let out = '';
  for await (const chunk of child.stdout.setEncoding('utf8')) out += chunk;
  const { files } = JSON.parse(out) as {
    readonly files: readonly { readonly path: string; readonly problems: readonly Said[] }[];
  };
  return new Map(files.map(({ path: name, problems }) => [name, problems]));
}
