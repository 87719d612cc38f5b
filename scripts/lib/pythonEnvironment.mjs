// A Python package in an environment of its own, in the cache; installed the first time it is asked for.
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { aptInstall, hasApt } from './apt.mjs';
import { withLock } from './lock.mjs';
import { cacheDirectory } from './paths.mjs';
import { run, SetupError } from './run.mjs';

/**
 * `requirement` is what pip installs, where it is more than the name.
 * @returns {Promise<string>} the Python that has the package
 */
export async function ensurePythonPackage({ name, version, requirement = name }) {
  const directory = path.join(cacheDirectory(), `${name}-${version}`);
  if (isComplete(directory)) return pythonOf(directory);
  await withLock(
    `${directory}.lock`,
    async () => {
      if (isComplete(directory)) return;
      console.log(`Installing ${name} ${version} (a Python environment in ${directory})…`);
      await createEnvironment(directory, name);
      await run(
        pythonOf(directory),
        ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', `${requirement}==${version}`],
        { quiet: true },
      );
      // Written last: an environment without it was interrupted and is made anew.
      writeFileSync(stampOf(directory), version);
    },
    { onWait: () => console.log(`Waiting for another installation of ${name}…`) },
  );
  return pythonOf(directory);
}

/** Environments are bound to their place, so this one is made where it stays. */
async function createEnvironment(directory, name) {
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(path.dirname(directory), { recursive: true });
  const create = () => run(systemPython(), ['-m', 'venv', directory], { quiet: true });
  try {
    await create();
  } catch (error) {
    rmSync(directory, { recursive: true, force: true });
    await installVenv(error, name);
    await create();
  }
}

/** Debian's Python comes without ensurepip, which `venv` needs. */
async function installVenv(cause, name) {
  const advice = `${name} needs Python 3 with venv (Debian, Ubuntu: \`sudo apt-get install python3 python3-venv\`; macOS: \`brew install python\`).`;
  if (!hasApt()) throw new SetupError(`${advice}\n${cause.message}`);
  await aptInstall('python3-venv');
}

function isComplete(directory) {
  return existsSync(stampOf(directory)) && existsSync(pythonOf(directory));
}

function stampOf(directory) {
  return path.join(directory, '.keyhole-complete');
}

function systemPython() {
  return process.env.PYTHON || (process.platform === 'win32' ? 'python' : 'python3');
}

function pythonOf(directory) {
  return process.platform === 'win32'
    ? path.join(directory, 'Scripts', 'python.exe')
    : path.join(directory, 'bin', 'python');
}
