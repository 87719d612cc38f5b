// A lock between processes: `npm start` and `npm test` may install or build at the same moment.
import {
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const HEARTBEAT_MS = 5_000;
/** A holder on this host is checked by its pid; any other (a container sharing the folder) by its heartbeat. */
const SILENT_MS = 60_000;

/**
 * Runs `work` while nobody else holds `file`. The lock of a holder that died is broken.
 * @template T
 * @param {string} file
 * @param {() => Promise<T> | T} work
 * @param {{onWait?: () => void, pollMs?: number}} [options]
 * @returns {Promise<T>}
 */
export async function withLock(file, work, { onWait, pollMs = 200 } = {}) {
  mkdirSync(path.dirname(file), { recursive: true });
  const mine = JSON.stringify({
    pid: process.pid,
    host: os.hostname(),
    at: Date.now(),
    nonce: Math.random(),
  });
  let waited = false;
  while (!acquire(file, mine)) {
    if (breakIfStale(file)) continue;
    if (!waited) onWait?.();
    waited = true;
    await new Promise(resolve => setTimeout(resolve, pollMs));
  }
  const heartbeat = setInterval(() => touch(file), HEARTBEAT_MS);
  heartbeat.unref();
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    if (read(file) === mine) rmSync(file, { force: true });
  }
}

function acquire(file, content) {
  try {
    writeFileSync(file, content, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Takes a stale lock away by renaming it, which only one of several waiting processes can do. */
function breakIfStale(file) {
  const content = read(file);
  if (content === undefined) return true;
  if (!isStale(file, content)) return false;
  const aside = `${file}.${process.pid}.${Date.now()}`;
  try {
    renameSync(file, aside);
  } catch {
    return true; // Gone: somebody else broke or released it.
  }
  try {
    // Between the look and the rename a live holder may have come: give it its lock back.
    if (read(aside) !== content) linkSync(aside, file);
  } catch {
    // A third process holds the lock by now; the worst case is work done twice, which every caller bears.
  } finally {
    rmSync(aside, { force: true });
  }
  return true;
}

function isStale(file, content) {
  const silentFor = Date.now() - (modified(file) ?? Date.now());
  let holder;
  try {
    holder = JSON.parse(content);
  } catch {
    return silentFor > HEARTBEAT_MS; // Written half: its writer died, or is just about to write.
  }
  if (holder.host === os.hostname() && !isAlive(holder.pid)) return true;
  return silentFor > SILENT_MS;
}

export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function modified(file) {
  try {
    return statSync(file).mtimeMs;
  } catch {
    return undefined;
  }
}

function touch(file) {
  try {
    const now = new Date();
    utimesSync(file, now, now);
  } catch {
    // The lock was broken; the work goes on, its result is published by a rename.
  }
}
