// Starts the real VS Code server with its own data folder, settings and extensions, and stops it.
import { randomBytes } from 'node:crypto';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { SetupError, spawnTied } from './run.mjs';
import { ensureVsCodeServer } from './vscodeInstall.mjs';

/** Quiet, and nothing that saves, phones home or covers the window. */
export const quietSettings = {
  'files.autoSave': 'off',
  'telemetry.telemetryLevel': 'off',
  'workbench.startupEditor': 'none',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'chat.disableAIFeatures': true,
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'git.openRepositoryInParentFolders': 'never',
  'update.mode': 'none',
  'remote.autoForwardPorts': false,
  'security.workspace.trust.enabled': false,
};

/**
 * @typedef {object} ServerOptions
 * @property {string} directory user data, extensions and logs go below it; removed if this process dies
 * @property {Record<string, string>} env
 * @property {readonly {folder: string, publisher: string, name: string, version: string}[]} [extensions]
 *   unpacked extensions, linked as if they were installed
 * @property {Record<string, unknown>} [settings] user settings on top of quietSettings
 * @property {Record<string, unknown>} [machineSettings] of the machine the server runs on
 * @property {boolean} [driver] the test driver: needed to run tests in the host; it suppresses toasts and modals
 * @property {boolean} [trustQuestion] ask about workspace trust as a fresh VS Code does
 * @property {string} [logLevel]
 * @property {boolean} [verbose]
 */

/**
 * @param {ServerOptions} options
 * @returns {Promise<{port: number, token: string, userData: string, exited: Promise<string>, stop: () => Promise<void>}>}
 *   `exited` settles with the end of the server's log when it ends by itself
 */
export async function startVsCodeServer(options) {
  const { directory, env, extensions = [], driver = false, logLevel, verbose = false } = options;
  const { server, node } = await ensureVsCodeServer();
  const data = path.join(directory, 'vscode');
  const userData = path.join(data, 'data');
  const extensionsFolder = path.join(directory, 'extensions');
  mkdirSync(path.join(userData, 'User'), { recursive: true });
  mkdirSync(extensionsFolder, { recursive: true });
  const { 'security.workspace.trust.enabled': _trust, ...untrusting } = quietSettings;
  const settings = { ...(options.trustQuestion ? untrusting : quietSettings), ...options.settings };
  writeFileSync(path.join(userData, 'User/settings.json'), JSON.stringify(settings, null, 2));
  // Settings of machine scope count from here alone, once the workbench knows that it is remote.
  mkdirSync(path.join(userData, 'Machine'), { recursive: true });
  writeFileSync(
    path.join(userData, 'Machine/settings.json'),
    JSON.stringify(options.machineSettings ?? {}, null, 2),
  );
  for (const { folder, publisher, name, version } of extensions)
    symlinkSync(folder, path.join(extensionsFolder, `${publisher}.${name}-${version}`), 'dir');

  // A server without a token is a shell for every local process; in a file, because arguments can be read by all.
  const token = randomBytes(24).toString('base64url');
  const tokenFile = path.join(directory, 'connection-token');
  writeFileSync(tokenFile, token, { mode: 0o600 });

  const args = [
    path.join(server, 'out/server-main.js'),
    ...['--host', '127.0.0.1', '--port', '0', '--connection-token-file', tokenFile],
    ...['--accept-server-license-terms', '--disable-telemetry'],
    ...(options.trustQuestion ? [] : ['--disable-workspace-trust']),
    ...(driver ? ['--enable-smoke-test-driver'] : []),
    ...(logLevel ? ['--log', logLevel] : []),
    ...['--server-data-dir', data, '--extensions-dir', extensionsFolder],
  ];
  // EXTENSIONS_GALLERY: no look-ups at a marketplace.
  const group = spawnTied(node, args, {
    cwd: directory,
    remove: directory,
    env: { ...env, EXTENSIONS_GALLERY: '{}' },
  });
  let log = '';
  const port = await new Promise((resolve, reject) => {
    const read = chunk => {
      if (verbose) process.stderr.write(chunk);
      log = (log + chunk).slice(-20_000);
      const listening = /Extension host agent listening on (\d+)/.exec(log);
      if (listening) resolve(Number(listening[1]));
    };
    group.child.stdout.on('data', read);
    group.child.stderr.on('data', read);
    void group.exited.then(({ code }) =>
      reject(new SetupError(`The VS Code server ended before it listened (${code}):\n${log.slice(-2_000)}`)),
    );
  });
  return {
    port,
    token,
    userData,
    exited: group.exited.then(() => log.slice(-2_000)),
    stop: group.stop,
  };
}
