import { open } from 'node:fs/promises';

/** As in the language server: what is larger is no template anyone deploys (CloudFormation takes 1 MB from S3). */
export const MAX_BYTES = 8 * 1024 * 1024;

/** The text of a file, `undefined` when it is larger than MAX_BYTES. Bounded, so a pipe or a device is no danger. */
export async function readText(file: string): Promise<string | undefined> {
  const handle = await open(file, 'r');
  try {
    const chunks: Buffer[] = [];
    let length = 0;
    for (;;) {
      const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(64 * 1024), 0, 64 * 1024, null);
      if (bytesRead === 0) return decode(Buffer.concat(chunks));
      length += bytesRead;
      if (length > MAX_BYTES) return undefined;
      chunks.push(buffer.subarray(0, bytesRead));
    }
  } finally {
    await handle.close();
  }
}

/** UTF-8; what is not becomes U+FFFD, as in an editor. A byte order mark stays: core does not count it. */
export function decode(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}
