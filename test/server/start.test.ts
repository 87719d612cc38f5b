// dist/serverStart.js, as the extension starts the server.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from '../../scripts/lib/paths.mjs';
import { startClient } from './lib/client';

const START = path.join(root, 'dist/serverStart.js');
const TEMPLATE = `Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: '{{resolve:ssm:/a b}}'
`;

describe('dist/serverStart.js', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'keyhole-start-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const session = async (cache: string, delay: string) => {
    const client = await startClient({
      command: [START, '--code-cache', cache, '--code-cache-delay', delay, '--stdio'],
    });
    const found = await client.open(TEMPLATE).diagnostics();
    assert.deepEqual(
      found.map(({ code }) => code),
      ['reference/syntax'],
    );
    return client;
  };

  it('serves, keeps its code, serves with it, and leaves it as it is where it was enough', async () => {
    const cache = path.join(folder, 'global', 'server.codecache');
    const first = await session(cache, '200');
    await until(() => statSync(cache, { throwIfNoEntry: false }) !== undefined);
    first.kill();
    const { mtimeMs, size } = statSync(cache);
    assert.ok(size > 100_000, `${size} bytes`);
    const kept = readFileSync(cache);

    const second = await session(cache, '0');
    await new Promise(resolve => setTimeout(resolve, 100));
    second.kill();
    assert.equal(statSync(cache).mtimeMs, mtimeMs);
    assert.ok(kept.equals(readFileSync(cache)));
  });

  it('serves where the code cannot be kept', async () => {
    writeFileSync(path.join(folder, 'global'), '');
    const client = await session(path.join(folder, 'global', 'server.codecache'), '0');
    await new Promise(resolve => setTimeout(resolve, 100));
    assert.equal(
      (await client.open(TEMPLATE, { uri: 'file:///project/second.yaml' }).diagnostics()).length,
      1,
    );
    client.kill();
  });

  it('says which argument is missing', () => {
    const { status, stderr } = spawnSync(process.execPath, [START, '--stdio'], { encoding: 'utf8' });
    assert.equal(status, 1);
    assert.match(stderr, /--code-cache FILE is missing/);
  });
});

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds(); tries++) {
    if (tries > 100) assert.fail('it did not happen within five seconds');
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}
