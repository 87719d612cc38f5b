import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { withLock } from '../../../scripts/lib/lock.mjs';

describe('scripts: lock', () => {
  let directory: string;
  let file: string;
  beforeEach(() => {
    directory = mkdtempSync(path.join(os.tmpdir(), 'lock-'));
    file = path.join(directory, 'sub/x.lock');
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  it('lets one at a time in and leaves nothing behind', async () => {
    let inside = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise(resolve => setTimeout(resolve, 5));
      inside -= 1;
    };
    await Promise.all(Array.from({ length: 5 }, () => withLock(file, work, { pollMs: 1 })));
    assert.equal(most, 1);
    assert.equal(existsSync(file), false);
  });

  it('is released when the work fails, and passes the failure on', async () => {
    await assert.rejects(
      withLock(file, () => {
        throw new Error('no disk');
      }),
      /no disk/,
    );
    assert.equal(await withLock(file, () => 7), 7);
  });

  it('breaks the lock of a process that died', async () => {
    const child = spawn(process.execPath, ['-e', '']);
    await once(child, 'exit');
    await withLock(file, () => {});
    writeFileSync(file, JSON.stringify({ pid: child.pid, host: os.hostname() }));
    assert.equal(await withLock(file, () => 'in', { pollMs: 1 }), 'in');
  });

  it('waits for a live holder and says so', async () => {
    await withLock(file, () => {});
    writeFileSync(file, JSON.stringify({ pid: process.pid, host: os.hostname() }));
    let told = 0;
    const got = withLock(file, () => 'in', {
      pollMs: 1,
      onWait: () => {
        told += 1;
        rmSync(file);
      },
    });
    assert.equal(await got, 'in');
    assert.equal(told, 1);
  });

  it('breaks the lock of another host only when it has been silent for a minute', async () => {
    await withLock(file, () => {});
    const foreign = JSON.stringify({ pid: process.pid, host: 'elsewhere' });
    writeFileSync(file, foreign);
    let waited = false;
    await withLock(file, () => {}, {
      pollMs: 1,
      onWait: () => {
        waited = true;
        assert.equal(readFileSync(file, 'utf8'), foreign);
        const past = new Date(Date.now() - 61_000);
        utimesSync(file, past, past);
      },
    });
    assert.equal(waited, true);
  });
});
