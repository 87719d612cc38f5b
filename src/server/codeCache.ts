/**
 * Loads a bundle with the bytecode that V8 made of it in an earlier run. Without it every function is compiled when it
 * is first called, which is half of what the first document of a session waits for. Node's own compile cache keeps what
 * is known before the first function runs, and so next to nothing: https://nodejs.org/api/vm.html#scriptcreatecacheddata
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Script } from 'node:vm';

export interface LoadedBundle {
  readonly exports: unknown;
  /** Whether bytecode of an earlier run was used. */
  readonly cached: boolean;
  /**
   * Writes what has been compiled by now, where that is markedly more than was there; whether it did. Stops the thread
   * for some ten milliseconds. Throws what the file system throws: the bundle works without.
   */
  keep(): boolean;
}

/** Less is not worth another write: a session compiles a few functions that none before it has used. */
const WORTH_A_WRITE = 1.1;
const DIGEST_BYTES = 32;

/** @param bundle the absolute path of a CommonJS file. @param cache where its bytecode is kept; any content is safe. */
export function loadWithCodeCache(bundle: string, cache: string): LoadedBundle {
  const source = readFileSync(bundle);
  const cachedData = readCache(cache, source);
  const script = new Script(`(function (exports, require, module, __filename, __dirname) {${source}\n})`, {
    filename: bundle,
    ...(cachedData && { cachedData }),
  });
  const cached = cachedData !== undefined && script.cachedDataRejected === false;
  const module: { exports: unknown } = { exports: {} };
  const run: unknown = script.runInThisContext();
  if (typeof run !== 'function') throw new Error(`${bundle} is no CommonJS module`);
  run.call(module.exports, module.exports, createRequire(bundle), module, bundle, path.dirname(bundle));

  return {
    exports: module.exports,
    cached,
    keep() {
      const now = script.createCachedData();
      if (cached && now.length < cachedData.length * WORTH_A_WRITE) return false;
      writeCache(cache, source, now);
      return true;
    },
  };
}

/**
 * V8 refuses what another version of it made, but takes a damaged file, or one of other source of the same length, at
 * its word: the digest covers both.
 */
function readCache(cache: string, source: Buffer): Buffer | undefined {
  let kept: Buffer;
  try {
    kept = readFileSync(cache);
  } catch {
    // The first run, or a folder that cannot be read: keep() will say what is wrong with it.
    return undefined;
  }
  const data = kept.subarray(DIGEST_BYTES);
  return digestOf(source, data).equals(kept.subarray(0, DIGEST_BYTES)) ? data : undefined;
}

/** By a rename: another window never reads half of it. */
function writeCache(cache: string, source: Buffer, data: Buffer): void {
  const beside = `${cache}.${process.pid}`;
  try {
    mkdirSync(path.dirname(cache), { recursive: true });
    writeFileSync(beside, Buffer.concat([digestOf(source, data), data]));
    renameSync(beside, cache);
  } finally {
    rmSync(beside, { force: true });
  }
}

function digestOf(source: Buffer, data: Buffer): Buffer {
  return createHash('sha256').update(source).update(data).digest();
}
