// `npm start -- --desktop`: the desktop VS Code on the PATH, in a profile of its own, with the sandbox's environment.
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isolatedEnvironment } from './environment.mjs';
import { onPath, root, temporaryDirectory } from './paths.mjs';
import { SetupError, spawnTied } from './run.mjs';
import { startSandboxOf } from './session.mjs';
import { stageExtension } from './stage.mjs';
import { quietSettings } from './vscodeServer.mjs';

/** @param {Promise<unknown>} ended settles when we are asked to stop */
export async function startDesktop(ended) {
  const code = onPath(process.platform === 'win32' ? 'code.cmd' : 'code');
  if (!code) {
    throw new SetupError(
      'No `code` on the PATH. In VS Code, run "Shell Command: Install \'code\' command in PATH" from the Command Palette,\n' +
        'or start without --desktop.',
    );
  }
  const directory = temporaryDirectory('desktop');
  const extension = await stageExtension(path.join(directory, 'keyhole'));
  const sandbox = await startSandboxOf(extension.folder);
  const workspace = path.join(directory, 'my-app');
  const userData = path.join(directory, 'user-data');
  cpSync(path.join(root, 'media/sample'), workspace, { recursive: true });
  mkdirSync(path.join(userData, 'User'), { recursive: true });
  writeFileSync(path.join(userData, 'User/settings.json'), JSON.stringify(quietSettings, null, 2));
  const { HOME: _home, ...env } = isolatedEnvironment(directory, { endpoint: sandbox.endpoint });
  const args = [
    ...['--wait', '--new-window', '--disable-workspace-trust'],
    ...['--user-data-dir', userData, '--extensions-dir', path.join(directory, 'extensions')],
    `--extensionDevelopmentPath=${extension.folder}`,
    workspace,
  ];
  // A desktop application wants the person's home (displays, key rings); AWS's own files stay the empty ones.
  const desktop = spawnTied(code, args, {
    cwd: directory,
    remove: directory,
    env: { ...env, HOME: process.env.HOME ?? '' },
  });
  console.log(
    `VS Code is starting with the sandbox at ${sandbox.endpoint}; close its window or press Ctrl-C to end.`,
  );
  await Promise.race([ended, desktop.exited]);
  await desktop.stop();
  await sandbox.stop();
  rmSync(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  return 0;
}
