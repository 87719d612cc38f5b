import { createHmac, randomBytes } from 'node:crypto';
import type { Hasher } from '../../core/ports';

/** One for each comparison: without its key a hash of a short value could be found by trying. */
export function createHasher(): Hasher {
  const key = randomBytes(32);
  return { hash: value => createHmac('sha256', key).update(value.reveal()).digest('base64') };
}
