// The environment tests and the demo run in: nothing of the person's own AWS configuration is read or reached.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cacheDirectory, temporaryRoot } from './paths.mjs';

/** Variables of ours that say where and how to run, and so survive. */
const kept = new Set([
  'KEYHOLE_CACHE',
  'KEYHOLE_TEST_ENDPOINT',
  'KEYHOLE_MOTO_ENDPOINT',
  'KEYHOLE_UPDATE',
  'KEYHOLE_COUNTS',
]);

/**
 * process.env without anything of AWS, VS Code or npm, with an empty home below `directory`.
 * @param {string} directory created; holds the home and the temp folder
 * @param {{endpoint?: string, credentials?: boolean}} [aws]
 *   endpoint: where every AWS call goes; credentials: dummy keys and a Region (default true)
 * @returns {Record<string, string>}
 */
export function isolatedEnvironment(directory, { endpoint, credentials = true } = {}) {
  const home = path.join(directory, 'home');
  const temp = path.join(directory, 'tmp');
  mkdirSync(home, { recursive: true });
  mkdirSync(temp, { recursive: true });
  const config = path.join(home, 'empty-aws-config');
  const credentialsFile = path.join(home, 'empty-aws-credentials');
  for (const file of [config, credentialsFile]) writeFileSync(file, '');
  const inherited = Object.entries(process.env).filter(
    ([name, value]) =>
      value !== undefined &&
      !/^(AWS|XDG|VSCODE|ELECTRON|npm|NPM)_/.test(name) &&
      (!name.startsWith('KEYHOLE_') || kept.has(name)),
  );
  return {
    ...Object.fromEntries(inherited),
    HOME: home,
    USERPROFILE: home,
    TMPDIR: temp,
    KEYHOLE_TMP: temporaryRoot(),
    KEYHOLE_CACHE: cacheDirectory(),
    KEYHOLE_LOOPBACK_ONLY: '1',
    AWS_CONFIG_FILE: config,
    AWS_SHARED_CREDENTIALS_FILE: credentialsFile,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    ...(credentials && {
      AWS_ACCESS_KEY_ID: 'AKIAKEYHOLESANDBOX00',
      AWS_SECRET_ACCESS_KEY: 'sandbox',
      AWS_REGION: 'eu-west-1',
    }),
    ...(endpoint && { AWS_ENDPOINT_URL: endpoint, KEYHOLE_SANDBOX_CONTROL: endpoint }),
  };
}
