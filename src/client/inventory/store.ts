/**
 * What the views showed last, on disk: names and metadata, never a value, encrypted with a key that is kept in
 * SecretStorage. Everything in it can be read from AWS again, so whatever cannot be used is discarded.
 */
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { KEY_BYTES, open, seal } from './sealed';

/** VS Code's SecretStorage, as far as it is needed. */
export interface Secrets {
  get(key: string): PromiseLike<string | undefined>;
  store(key: string, value: string): PromiseLike<void>;
  delete(key: string): PromiseLike<void>;
}

/** Whose it is: told by AWS, and compared before it is believed. */
export interface Owner {
  readonly account: string;
  readonly region: string;
  readonly endpoint?: string;
}

export interface Remembered {
  readonly owner: Owner;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
  readonly items: readonly unknown[];
}

export interface InventoryStore {
  /** Undefined where there is nothing that can be used. Never rejects. */
  load(place: string, view: string): Promise<Remembered | undefined>;
  save(place: string, view: string, owner: Owner, items: readonly unknown[]): Promise<void>;
  forget(place: string, view: string): Promise<void>;
  /** Deletes everything, and the key. */
  clear(): Promise<void>;
}

export interface StoreOptions {
  /** Absolute path; made when it is needed. */
  readonly folder: string;
  readonly secrets: Secrets;
  /** Once, when files are there and their key is not: it does not outlive a window here, so nothing is written. */
  readonly onKeyLost: () => void;
  /** Since `onKeyLost` in an earlier window. */
  readonly memoryOnly: boolean;
  readonly now: () => number;
}

const KEY_NAME = 'keyhole.inventoryKey';
const SUFFIX = '.inventory';
/** A list that is longer is not kept: reading it from disk would no longer be quick. */
const MAX_ITEMS = 50_000;
/** Of all files; the oldest go first. */
const MAX_FILES = 60;
/** Parsed and written at a time, so that nothing else waits for long. */
const SLICE = 2_000;

export function createInventoryStore(options: StoreOptions): InventoryStore {
  const { folder, secrets, now } = options;
  let key: Promise<Buffer | undefined> | undefined;
  let memoryOnly = options.memoryOnly;

  async function keyFor(use: 'reading' | 'writing'): Promise<Buffer | undefined> {
    if (memoryOnly) return undefined;
    // Another window may have cleared everything, key and all: what it would not find again is not written.
    if (use === 'writing' && !(await isKept(await key))) key = undefined;
    key ??= existingKey();
    const known = await key;
    if (known !== undefined || use === 'reading') return known;
    key = newKey();
    return key;
  }

  async function isKept(known: Buffer | undefined): Promise<boolean> {
    return known !== undefined && (await secrets.get(KEY_NAME)) === known.toString('base64');
  }

  async function existingKey(): Promise<Buffer | undefined> {
    const kept = Buffer.from((await secrets.get(KEY_NAME)) ?? '', 'base64');
    return kept.length === KEY_BYTES ? kept : undefined;
  }

  async function newKey(): Promise<Buffer | undefined> {
    if ((await files()).length > 0) {
      memoryOnly = true;
      await removeAll();
      options.onKeyLost();
      return undefined;
    }
    const made = randomBytes(KEY_BYTES);
    await secrets.store(KEY_NAME, made.toString('base64'));
    return made;
  }

  /** A name that tells nobody which profile it is of. */
  function fileOf(of: Buffer, purpose: string): string {
    const name = createHash('sha256').update(of).update(purpose).digest('hex').slice(0, 32);
    return path.join(folder, `${name}${SUFFIX}`);
  }

  async function files(): Promise<readonly string[]> {
    // There is none before the first is written.
    const names = await readdir(folder).catch((): string[] => []);
    return names.filter(name => name.endsWith(SUFFIX)).map(name => path.join(folder, name));
  }

  async function removeAll(): Promise<void> {
    await Promise.all((await files()).map(file => rm(file, { force: true })));
  }

  async function evict(): Promise<void> {
    const all = await files();
    if (all.length <= MAX_FILES) return;
    const aged = await Promise.all(
      all.map(async file => ({ file, at: (await stat(file).catch(() => undefined))?.mtimeMs ?? 0 })),
    );
    aged.sort((a, b) => a.at - b.at);
    await Promise.all(aged.slice(0, all.length - MAX_FILES).map(({ file }) => rm(file, { force: true })));
  }

  return {
    async load(place, view) {
      const mine = await keyFor('reading').catch(() => undefined);
      if (mine === undefined) return undefined;
      const purpose = purposeOf(place, view);
      const file = fileOf(mine, purpose);
      const sealed = await readFile(file).catch(() => undefined);
      if (sealed === undefined) return undefined;
      const text = await open(sealed, mine, purpose);
      const remembered = text === undefined ? undefined : await parse(text);
      if (remembered === undefined) await rm(file, { force: true }).catch(() => undefined);
      return remembered;
    },
    async save(place, view, owner, items) {
      const mine = await keyFor('writing');
      if (mine === undefined) return;
      const purpose = purposeOf(place, view);
      const file = fileOf(mine, purpose);
      if (items.length > MAX_ITEMS) {
        await rm(file, { force: true });
        return;
      }
      const sealed = await seal(await written({ owner, savedAt: now(), items }), mine, purpose);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      // By a rename: another window never reads half of it.
      const beside = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
      try {
        await writeFile(beside, sealed, { mode: 0o600 });
        await rename(beside, file);
      } finally {
        await rm(beside, { force: true });
      }
      await evict();
    },
    async forget(place, view) {
      const mine = await keyFor('reading');
      if (mine !== undefined) await rm(fileOf(mine, purposeOf(place, view)), { force: true });
    },
    async clear() {
      await removeAll();
      await secrets.delete(KEY_NAME);
      key = undefined;
      memoryOnly = false;
    },
  };
}

function purposeOf(place: string, view: string): string {
  return JSON.stringify([place, view]);
}

/** A line with what it is of, then lines with some thousand items each. */
async function written({ owner, savedAt, items }: Remembered): Promise<string> {
  const lines = [JSON.stringify({ owner, savedAt })];
  for (let from = 0; from < items.length; from += SLICE) {
    lines.push(JSON.stringify(items.slice(from, from + SLICE)));
    await turn();
  }
  return lines.join('\n');
}

/** It was sealed by us; a release that knew other forms raises the mark. */
async function parse(text: string): Promise<Remembered | undefined> {
  const [head = '', ...lines] = text.split('\n');
  try {
    const { owner, savedAt } = JSON.parse(head) as Pick<Remembered, 'owner' | 'savedAt'>;
    const items: unknown[] = [];
    for (const line of lines) {
      for (const item of JSON.parse(line) as unknown[]) items.push(item);
      await turn();
    }
    return { owner, savedAt, items };
  } catch {
    return undefined;
  }
}

function turn(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve));
}
