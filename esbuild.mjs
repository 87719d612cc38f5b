// Builds dist/: one file per part that must load on its own (src/README.md, "Bundles"). `--watch` rebuilds on change;
// `--metafile` writes out/meta/*.json, which the import-rule test and the size checks read.
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build, context } from 'esbuild';

const production = process.argv.includes('--production');
/** `--outdir=DIR`: the bundles of dist/ go there instead. */
const dist =
  process.argv.find(argument => argument.startsWith('--outdir='))?.slice('--outdir='.length) ?? 'dist';

/** Lazily loaded parts are entries of their own and `external` to each other: a plain import('./x') would be inlined. */
const lazyParts = [
  './languageClient.js',
  './aws.js',
  './sandbox.js',
  './fileEncryption.js',
  './server.js',
  './writes.js',
  './tools.js',
  './health.js',
  './inventory.js',
  './explorer.js',
];

const shared = {
  bundle: true,
  format: 'cjs',
  platform: 'node',
  // Node 20 is what VS Code 1.99, the declared minimum, brings.
  target: 'node20',
  mainFields: ['module', 'main'],
  minify: production,
  sourcemap: production ? false : 'linked',
  sourcesContent: false,
  legalComments: 'none',
  // The SDK tells whoever runs Node 20 that its versions of 2027 will not: nothing that people of a command or of VS Code can act on.
  define: { 'process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED': '"true"' },
  logLevel: 'warning',
  metafile: true,
};

export const bundles = [
  { name: 'extension', entry: 'src/client/extension.ts', external: ['vscode', ...lazyParts] },
  { name: 'languageClient', entry: 'src/client/languageClient.ts', external: ['vscode', ...lazyParts] },
  { name: 'writes', entry: 'src/client/writes.ts', external: ['vscode', ...lazyParts] },
  { name: 'inventory', entry: 'src/client/inventory/inventory.ts', external: ['vscode', ...lazyParts] },
  { name: 'explorer', entry: 'src/client/explorer.ts', external: ['vscode', ...lazyParts] },
  { name: 'tools', entry: 'src/client/tools.ts', external: ['vscode', ...lazyParts] },
  { name: 'health', entry: 'src/client/health.ts', external: ['vscode', ...lazyParts] },
  { name: 'aws', entry: 'src/aws/connection.ts', external: [] },
  { name: 'fileEncryption', entry: 'src/aws/fileEncryption.ts', external: [] },
  { name: 'sandbox', entry: 'src/sandbox/sandbox.ts', external: [] },
  { name: 'server', entry: 'src/server/main.ts', external: [] },
  { name: 'serverStart', entry: 'src/server/start.ts', external: [] },
  { name: 'cli', entry: 'src/cli/main.ts', external: lazyParts, banner: { js: '#!/usr/bin/env node' } },
  // Proves on every build that server and core need no Node: the web extension stays cheap.
  {
    name: 'server.browser',
    entry: 'src/server/browser.ts',
    external: [],
    platform: 'browser',
    outdir: 'out/browser',
  },
];

export function optionsOf({ name, entry, outdir = dist, ...rest }) {
  return { ...shared, ...rest, entryPoints: [entry], outfile: `${outdir}/${name}.js` };
}

if (process.argv[1] === import.meta.filename) {
  const watch = process.argv.includes('--watch');
  mkdirSync('out/meta', { recursive: true });
  for (const bundle of bundles) {
    if (watch) {
      await (await context(optionsOf(bundle))).watch();
      continue;
    }
    const { metafile, outputFiles } = await build({ ...optionsOf(bundle), write: false });
    for (const { path: file, contents } of outputFiles) replaceFile(file, contents);
    writeFileSync(`out/meta/${bundle.name}.json`, JSON.stringify(metafile));
  }
}

/** By a rename: a running process never reads half a bundle. */
function replaceFile(file, contents) {
  mkdirSync(path.dirname(file), { recursive: true });
  const beside = `${file}.${process.pid}.tmp`;
  writeFileSync(beside, contents);
  renameSync(beside, file);
}
