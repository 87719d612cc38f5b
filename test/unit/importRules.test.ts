// Who may import whom: the table of src/README.md, read from the sources. Biome says it while someone types; this says
// it about the graph, types and dynamic imports included, and about what really ends up in a bundle.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BuildOptions, build, type Metafile } from 'esbuild';
import { root } from '../../scripts/lib/paths.mjs';

/** The parts of src/ and the parts each may import from, beside itself. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  core: [],
  protocol: ['core'],
  aws: ['core'],
  sandbox: ['core'],
  server: ['core', 'protocol'],
  client: ['core', 'protocol'],
  cli: ['core', 'aws', 'sandbox', 'server'],
};

/** The one place where the client, and the one where the command, names the bundles it loads on first use. */
const lazyLoader = 'src/client/lazy.ts';
const lazyLoaders: readonly string[] = [lazyLoader, 'src/client/lazyParts.ts', 'src/cli/lazy.ts'];
const lazyParts: readonly string[] = ['aws', 'sandbox'];

/** Make docs/rules.md and docs/health.md, from tests. */
const documentation: readonly string[] = ['src/core/rulesDocument.ts', 'src/core/health/document.ts'];

/** The server's Node entries; the rest of it also runs in a browser. */
const nodeEntries: readonly string[] = [
  'src/server/main.ts',
  'src/server/start.ts',
  'src/server/codeCache.ts',
];
const nodeFree: readonly string[] = ['core', 'protocol', 'server'];

interface Import {
  readonly from: string;
  readonly specifier: string;
  /** The imported file when it is one of ours. */
  readonly file?: string;
}

interface Bundle {
  readonly name: string;
  readonly entry: string;
}

interface BuildScript {
  readonly bundles: readonly Bundle[];
  optionsOf(bundle: Bundle): BuildOptions;
}

const sources = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.ts') && !name.endsWith('.d.ts'))
  .map(name => `src/${name.split(path.sep).join('/')}`)
  .sort();
const imports = sources.flatMap(importsOf);

describe('import rules', () => {
  it('reads the sources', () => {
    assert.ok(sources.length > 20, `${sources.length} files`);
    assert.ok(imports.length > sources.length / 2, `${imports.length} imports`);
  });

  it('lets each part import only what the table allows', () => {
    const wrong = imports.filter(({ from, file }) => file !== undefined && !mayImport(from, file));
    assert.deepEqual(wrong.map(sentence), []);
  });

  it('keeps @aws-sdk in aws and vscode in client', () => {
    const wrong = imports.filter(
      ({ from, specifier }) =>
        (/^@(aws-sdk|smithy|aws-crypto)\//.test(specifier) && partOf(from) !== 'aws') ||
        (specifier === 'vscode' && partOf(from) !== 'client') ||
        (specifier.startsWith('vscode-languageclient') && partOf(from) !== 'client') ||
        (specifier.startsWith('vscode-languageserver') && !['server', 'cli'].includes(partOf(from))),
    );
    assert.deepEqual(wrong.map(sentence), []);
  });

  it('keeps Node out of core, protocol and server', () => {
    const wrong = imports.filter(
      ({ from, specifier }) =>
        nodeFree.includes(partOf(from)) &&
        !nodeEntries.includes(from) &&
        (isBuiltin(specifier) || specifier === 'vscode-languageserver/node'),
    );
    assert.deepEqual(wrong.map(sentence), []);
  });

  it('resolves every import of a file', () => {
    const lost = imports.filter(
      ({ from, specifier, file }) =>
        specifier.startsWith('.') &&
        file === undefined &&
        // Beside a bundle stand other bundles, not sources.
        !(lazyLoaders.includes(from) && /^\.\/\w+\.js$/.test(specifier)),
    );
    assert.deepEqual(lost.map(sentence), []);
  });
});

describe('bundles', () => {
  let script: BuildScript;
  before(async () => {
    script = await import(pathToFileURL(path.join(root, 'esbuild.mjs')).href);
  });

  it('hold every source file between them', () => {
    const reached = reachableFrom([...script.bundles.map(({ entry }) => entry), ...documentation]);
    assert.deepEqual(
      sources.filter(file => !reached.has(file)),
      [],
    );
  });

  it('load the SDK, the sandbox and the language client late, and keep the eager bundle small', async () => {
    const { inputs, bytes } = await contentsOf('extension');
    const unwanted = /node_modules\/(@aws-sdk|@smithy|vscode-language)|^src\/(aws|sandbox|server|cli)\//;
    assert.deepEqual(
      inputs.filter(file => unwanted.test(file)),
      [],
    );
    assert.ok(bytes <= 60 * 1024, `dist/extension.js has ${bytes} bytes; its budget is 60 KiB`);
  });

  it('give the server no way to a credential or a value', async () => {
    const { inputs } = await contentsOf('server');
    const unwanted = /node_modules\/(@aws-sdk|@smithy)|^src\/(aws|sandbox|client|cli)\//;
    assert.deepEqual(
      inputs.filter(file => unwanted.test(file)),
      [],
    );
  });

  it('let lint start without the SDK, the sandbox and the language server', async () => {
    const { inputs } = await contentsOf('cli');
    const unwanted = /node_modules\/(@aws-sdk|@smithy|vscode-)|^src\/(aws|sandbox|server|client)\//;
    assert.deepEqual(
      inputs.filter(file => unwanted.test(file)),
      [],
    );
  });

  // Each call of a service brings its own schemas, 0.5 to 1 KB; a service or a credential provider more is far beyond.
  it('encrypt files without a copy of the SDK', async () => {
    const { inputs, bytes } = await contentsOf('fileEncryption');
    assert.deepEqual(
      inputs.filter(file => /node_modules\/(@aws-sdk|@smithy)/.test(file)),
      [],
    );
    assert.ok(bytes <= 320 * 1024, `dist/fileEncryption.js has ${bytes} bytes; its budget is 320 KiB`);
  });

  it('keep the SDK bundle of five services within 600 KiB', async () => {
    const { bytes } = await contentsOf('aws');
    assert.ok(bytes <= 600 * 1024, `dist/aws.js has ${bytes} bytes`);
  });

  async function contentsOf(name: string): Promise<{ inputs: readonly string[]; bytes: number }> {
    const bundle = script.bundles.find(candidate => candidate.name === name);
    assert.ok(bundle, `esbuild.mjs has no bundle ${name}`);
    const { metafile } = await build({
      ...script.optionsOf(bundle),
      absWorkingDir: root,
      write: false,
      metafile: true,
      minify: true,
      sourcemap: false,
    });
    return { inputs: inputsOf(metafile), bytes: sizeOf(metafile) };
  }
});

function importsOf(from: string): readonly Import[] {
  // Comments hold examples; strings that look like imports do not occur in ours.
  const text = readFileSync(path.join(root, from), 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  const pattern =
    /(?:^|[\s;}])(?:import|export)\s+(?:type\s+)?(?:[\w*{][^'";]*?\s+from\s+)?['"]([^'"]+)['"]|(?:\bimport|\brequire)\(\s*['"]([^'"]+)['"]\s*\)/g;
  return [...text.matchAll(pattern)].map(match => {
    const specifier = match[1] ?? match[2] ?? '';
    const file = specifier.startsWith('.') ? resolveFile(from, specifier) : undefined;
    return { from, specifier, ...(file !== undefined && { file }) };
  });
}

/** Ours are extensionless. */
function resolveFile(from: string, specifier: string): string | undefined {
  const base = path.posix.join(path.posix.dirname(from), specifier);
  return [`${base}.ts`, `${base}.d.ts`, `${base}/index.ts`, base].find(
    candidate =>
      candidate.startsWith('src/') &&
      /\.(ts|json)$/.test(candidate) &&
      existsSync(path.join(root, candidate)),
  );
}

function mayImport(from: string, file: string): boolean {
  const part = partOf(from);
  const target = partOf(file);
  if (part === target) return true;
  if (lazyLoaders.includes(from) && lazyParts.includes(target)) return true;
  return allowed[part]?.includes(target) ?? false;
}

function partOf(file: string): string {
  return file.split('/')[1] ?? '';
}

function reachableFrom(entries: readonly string[]): ReadonlySet<string> {
  const reached = new Set<string>();
  const waiting = [...entries];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (reached.has(file)) continue;
    reached.add(file);
    for (const next of imports) if (next.from === file && next.file !== undefined) waiting.push(next.file);
  }
  return reached;
}

function inputsOf(metafile: Metafile): readonly string[] {
  return Object.keys(metafile.inputs);
}

function sizeOf(metafile: Metafile): number {
  return Object.values(metafile.outputs).reduce((sum, { bytes }) => sum + bytes, 0);
}

function sentence({ from, specifier }: Import): string {
  return `${from} imports ${specifier}`;
}
