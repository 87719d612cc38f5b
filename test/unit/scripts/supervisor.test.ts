import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { isAlive } from '../../../scripts/lib/lock.mjs';
import { root } from '../../../scripts/lib/paths.mjs';

const supervisor = path.join(root, 'scripts/lib/supervisor.mjs');

/** Starts a child of its own in another process group, prints both pids, and ignores every polite request. */
const stubborn = `
const { spawn } = require('node:child_process');
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => {});
const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true });
console.log(process.pid + ' ' + child.pid);
setInterval(() => {}, 1000);
`;

describe('scripts: supervisor', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(path.join(os.tmpdir(), 'supervisor-'));
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  it('passes the exit code on', async () => {
    const child = supervise([process.execPath, '-e', 'process.exit(3)']);
    assert.deepEqual(await once(child, 'exit'), [3, null]);
  });

  it('says so when the command cannot be started', async () => {
    const child = supervise([path.join(directory, 'not-there')]);
    assert.deepEqual(await once(child, 'exit'), [127, null]);
  });

  it('ends the whole tree and removes its folder when the owner disappears', async () => {
    const folder = path.join(directory, 'session');
    mkdirSync(folder);
    // The owner: starts a supervisor, tells who runs, and is then killed like a crash would.
    const owner = spawn(process.execPath, [
      '-e',
      `const { spawn } = require('node:child_process');
       spawn(process.execPath, ${JSON.stringify([supervisor, '--grace', '200', '--remove', folder, '--', process.execPath, '-e', stubborn])},
         { detached: true, stdio: ['pipe', 'inherit', 'inherit'] });
       setInterval(() => {}, 1000);`,
    ]);
    const pids = await firstLine(owner);
    assert.equal(pids.length, 2);
    assert.ok(pids.every(isAlive));
    owner.kill('SIGKILL');
    await until(() => !pids.some(isAlive) && !existsSync(folder));
  });

  it('leaves the folder to an owner that ends in order', async () => {
    const child = supervise([process.execPath, '-e', 'setInterval(() => {}, 1000)'], ['--remove', directory]);
    child.stdin?.end('keep');
    await once(child, 'exit');
    assert.equal(existsSync(directory), true);
  });

  function supervise(command: readonly string[], options: readonly string[] = []): ChildProcess {
    return spawn(process.execPath, [supervisor, ...options, '--', ...command], {
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
  }
});

async function firstLine(child: ChildProcess): Promise<readonly number[]> {
  assert.ok(child.stdout);
  for await (const line of createInterface({ input: child.stdout })) return line.split(' ').map(Number);
  throw new Error('no line');
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise(resolve => setTimeout(resolve, 20));
}
