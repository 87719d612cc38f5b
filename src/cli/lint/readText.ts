import { closeSync, constants, openSync } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { Socket } from 'node:net';
import { encodingOf } from '../../core/text/encoding';

export type Content =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'binary' }
  | { readonly kind: 'too-large' };

/**
 * A template is at most 1 MB, a policy 32 KB: what is larger cannot be deployed and is data of another kind.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
 */
export const MAX_BYTES = 8 * 1024 * 1024;
/** Where git looks for a NUL to call a file binary. */
const SNIFFED_BYTES = 8_000;
const CHUNK_BYTES = 128 * 1024;

/** Rejects with the error of the file system. */
export async function readFileText(file: string): Promise<Content> {
  if ((await stat(file)).isFIFO()) return readText(openPipe(file));
  const handle = await open(file);
  try {
    return await readText(handle.createReadStream({ highWaterMark: CHUNK_BYTES, autoClose: false }));
  } finally {
    await handle.close();
  }
}

/**
 * `<(command)` of a shell. Opened like a file, a pipe that nobody writes to blocks a thread of the process, which then
 * cannot even exit.
 */
function openPipe(file: string): Socket {
  const fd = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    return new Socket({ fd, readable: true, writable: false });
  } catch (thrown) {
    closeSync(fd);
    throw thrown;
  }
}

/** UTF-8, or UTF-16 with a byte order mark, as editors read it. Stops where it is plain that it is nothing for us. */
export async function readText(chunks: AsyncIterable<Uint8Array>): Promise<Content> {
  const read: Uint8Array[] = [];
  let bytes = 0;
  let sniffed = false;
  for await (const chunk of chunks) {
    read.push(chunk);
    bytes += chunk.length;
    if (bytes > MAX_BYTES) return { kind: 'too-large' };
    if (sniffed || bytes < SNIFFED_BYTES) continue;
    sniffed = true;
    if (isBinary(Buffer.concat(read))) return { kind: 'binary' };
  }
  const content = Buffer.concat(read);
  if (!sniffed && isBinary(content)) return { kind: 'binary' };
  return { kind: 'text', text: new TextDecoder(encodingOf(content)).decode(content) };
}

function isBinary(content: Buffer): boolean {
  return encodingOf(content) === 'utf-8' && content.subarray(0, SNIFFED_BYTES).includes(0);
}
