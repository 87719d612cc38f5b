// `npm run package`: one vsix for every platform, from a production build in a folder of its own, and a look into it.
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ensureNodeModules } from './lib/nodeModules.mjs';
import { outDirectory, root } from './lib/paths.mjs';

const MAX_BYTES = 2 * 1024 * 1024;
/** Everything an installed extension may consist of; what is not named here does not belong inside. */
const expected = [
  /^dist\/(extension|languageClient|aws|fileEncryption|writes|tools|health|inventory|explorer|sandbox|server|serverStart|cli)\.js$/,
  /^(package|package\.nls(\.[\w-]+)?)\.json$/,
  /^l10n\/[\w.-]+\.json$/,
  /^media\/[\w.-]+\.(png|svg|css|js|woff)$/,
  /^syntaxes\/[\w.-]+\.json$/,
  /^(LICENSE(\.txt)?|README\.md|CHANGELOG\.md)$/i,
];
const required = [
  'package.json',
  'dist/extension.js',
  'dist/languageClient.js',
  'dist/server.js',
  'dist/serverStart.js',
  'dist/aws.js',
  'dist/writes.js',
  'dist/tools.js',
  'dist/health.js',
  'dist/inventory.js',
  'dist/fileEncryption.js',
  'dist/explorer.js',
  'dist/sandbox.js',
  'dist/cli.js',
];

/**
 * @param {{target?: string}} [options] the vsix to write; by default keyhole-VERSION.vsix in the project's folder
 * @returns {Promise<{file: string, bytes: number, files: readonly string[]}>}
 */
export async function packageExtension({ target } = {}) {
  const { stageExtension } = await import('./lib/stage.mjs');
  const { createVSIX, listFiles } = await import('@vscode/vsce');
  const folder = path.join(outDirectory, `package-${process.pid}`);
  rmSync(folder, { recursive: true, force: true });
  try {
    const { version } = await stageExtension(folder, { production: true });
    slimManifest(path.join(folder, 'package.json'));
    const files = (await listFiles({ cwd: folder, dependencies: false })).map(name =>
      name.replaceAll('\\', '/'),
    );
    refuseWrongContents(files);
    const file = target ?? path.join(root, `keyhole-${version}.vsix`);
    mkdirSync(path.dirname(file), { recursive: true });
    await createVSIX({ cwd: folder, packagePath: file, dependencies: false, allowStarActivation: false });
    const bytes = statSync(file).size;
    if (bytes > MAX_BYTES) throw new Error(`${file} has ${bytes} bytes; the limit is ${MAX_BYTES}`);
    return { file, bytes, files };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Scripts and development packages are for the repository. */
function slimManifest(file) {
  const {
    scripts: _scripts,
    devDependencies: _packages,
    private: _private,
    ...manifest
  } = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, JSON.stringify(manifest, null, 2));
}

function refuseWrongContents(files) {
  const unwanted = files.filter(name => !expected.some(pattern => pattern.test(name)));
  if (unwanted.length > 0) throw new Error(`does not belong into the package: ${unwanted.join(', ')}`);
  const missing = required.filter(name => !files.includes(name));
  if (missing.length > 0) throw new Error(`missing in the package: ${missing.join(', ')}`);
}

if (process.argv[1] === import.meta.filename) {
  await ensureNodeModules();
  const { file, bytes, files } = await packageExtension();
  console.log(`${path.relative(root, file)}: ${files.length} files, ${(bytes / 1024).toFixed(0)} KiB`);
}
