import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { isolatedEnvironment } from '../../../scripts/lib/environment.mjs';

describe('scripts: the isolated environment', () => {
  let directory: string;
  const saved = { ...process.env };
  beforeEach(() => {
    directory = mkdtempSync(path.join(os.tmpdir(), 'environment-'));
    Object.assign(process.env, {
      AWS_PROFILE: 'mine',
      AWS_SESSION_TOKEN: 'mine',
      AWS_ENDPOINT_URL_SSM: 'https://mine.example',
      XDG_CONFIG_HOME: '/mine',
      VSCODE_IPC_HOOK_CLI: '/mine',
      KEYHOLE_SOMETHING: 'mine',
    });
  });
  afterEach(() => {
    for (const name of Object.keys(process.env)) if (!(name in saved)) delete process.env[name];
    Object.assign(process.env, saved);
    rmSync(directory, { recursive: true, force: true });
  });

  it('lets nothing of the person through', () => {
    const environment = isolatedEnvironment(directory);
    assert.deepEqual(
      Object.keys(environment).filter(name => environment[name]?.includes('mine')),
      [],
    );
  });

  it('has an empty home, empty AWS files and no way off the machine', () => {
    const environment = isolatedEnvironment(directory, { endpoint: 'http://127.0.0.1:1' });
    const home = environment['HOME'] ?? '';
    assert.equal(path.dirname(home), directory);
    assert.deepEqual(readdirSync(home).sort(), ['empty-aws-config', 'empty-aws-credentials']);
    for (const name of ['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE'])
      assert.equal(readFileSync(environment[name] ?? '', 'utf8'), '');
    assert.equal(environment['AWS_EC2_METADATA_DISABLED'], 'true');
    assert.equal(environment['KEYHOLE_LOOPBACK_ONLY'], '1');
    assert.equal(environment['AWS_ENDPOINT_URL'], 'http://127.0.0.1:1');
  });

  it('can be without credentials and Region, as on a machine that never saw AWS', () => {
    const environment = isolatedEnvironment(directory, { credentials: false });
    const names = Object.keys(environment).filter(name => name.startsWith('AWS_'));
    assert.deepEqual(names.sort(), [
      'AWS_CONFIG_FILE',
      'AWS_EC2_METADATA_DISABLED',
      'AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED',
      'AWS_SHARED_CREDENTIALS_FILE',
    ]);
  });
});
