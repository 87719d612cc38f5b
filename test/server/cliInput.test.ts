// What a shell can put in the place of a file, and a sandbox with content of one's own: as processes.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { root } from '../../scripts/lib/paths.mjs';

const cli = path.join(root, 'dist/cli.js');
const BAD =
  'Resources:\n  Db:\n    Type: AWS::SSM::Parameter\n    Properties:\n      Value: "{{resolve:ssm:/a:latest}}"\n';

describe('keyhole: input', () => {
  let folder = '';
  const started: ChildProcess[] = [];
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'keyhole-input-'));
  });
  afterEach(() => {
    for (const child of started.splice(0)) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  function begin(...args: readonly string[]): ChildProcess {
    const child = spawn(process.execPath, [cli, ...args], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    started.push(child);
    return child;
  }

  const exitOf = (child: ChildProcess) => new Promise(resolve => child.once('exit', resolve));

  describe('a named pipe', () => {
    const pipe = () => path.join(folder, 'pipe.yaml');
    beforeEach(() => {
      assert.equal(spawnSync('mkfifo', [pipe()]).status, 0);
    });

    it('is read to its end', async () => {
      const child = begin('lint', 'pipe.yaml');
      const exited = exitOf(child);
      // Opens when the command has opened its side.
      const writer = await open(pipe(), 'w');
      await writer.write(BAD.slice(0, 60));
      await writer.write(BAD.slice(60));
      await writer.close();
      assert.equal(await exited, 1);
    });

    it('does not keep the command from being interrupted', async () => {
      const child = begin('lint', 'pipe.yaml');
      const exited = exitOf(child);
      const writer = await open(pipe(), 'w');
      child.kill('SIGINT');
      assert.equal(await exited, 130);
      await writer.close();
    });

    it('is passed over in a folder', async () => {
      writeFileSync(path.join(folder, 'a.yaml'), BAD);
      assert.equal(await exitOf(begin('lint', '.')), 1);
    });
  });

  it('fills a sandbox from a seed', async () => {
    const parameters = [{ name: '/mine', type: 'String', values: ['x'] }];
    const seed = { version: 1, regions: { 'us-west-2': { parameters } } };
    writeFileSync(path.join(folder, 'seed.json'), JSON.stringify(seed));
    const child = begin('sandbox', '--seed', 'seed.json');
    const [endpoint = '', usage = ''] = await firstLines(child);
    assert.match(usage, /AWS_REGION=us-west-2 /);
    const answer = await fetch(endpoint, {
      method: 'POST',
      body: JSON.stringify({}),
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': 'AmazonSSM.DescribeParameters',
        authorization: `AWS4-HMAC-SHA256 Credential=sandbox/20260101/us-west-2/ssm/aws4_request, SignedHeaders=host, Signature=0`,
      },
    });
    const { Parameters }: { Parameters: readonly { Name: string }[] } = JSON.parse(await answer.text());
    assert.deepEqual(
      Parameters.map(({ Name }) => Name),
      ['/mine'],
    );
  });
});

function firstLines(child: ChildProcess): Promise<readonly string[]> {
  let out = '';
  return new Promise((resolve, reject) => {
    child.once('exit', code => reject(new Error(`ended with ${code}`)));
    child.stdout?.on('data', chunk => {
      out += chunk;
      const lines = out.split('\n');
      if (lines.length > 2) resolve(lines);
    });
  });
}
