/**
 * The entry of dist/serverStart.js: dist/server.js, quicker to its first answer.
 * `serverStart.js --code-cache FILE [--code-cache-delay MS] --node-ipc|--stdio`
 */
import path from 'node:path';
import { loadWithCodeCache } from './codeCache';

/** By then the documents that were open have been looked at, and nobody waits for an answer. */
const DELAY_MS = 20_000;

const cache = argument('--code-cache');
if (cache === undefined) throw new Error('serverStart.js: --code-cache FILE is missing');

const loaded = loadWithCodeCache(path.join(__dirname, 'server.js'), cache);
serveIn(loaded.exports);
setTimeout(keep, Number(argument('--code-cache-delay') ?? DELAY_MS)).unref();

function serveIn(bundle: unknown): void {
  const serve: unknown =
    typeof bundle === 'object' && bundle !== null ? Reflect.get(bundle, 'serve') : undefined;
  if (typeof serve !== 'function') throw new Error('server.js: serve is missing');
  serve();
}

function keep(): void {
  try {
    loaded.keep();
  } catch (thrown) {
    // The next start is as slow as this one was; nothing else is lost.
    console.error(
      `The code cache was not kept: ${thrown instanceof Error ? thrown.message : String(thrown)}`,
    );
  }
}

function argument(name: string): string | undefined {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
}
