/** Whose name is looked up for a request: the real SDK, stopped before anything leaves the machine. */
import assert from 'node:assert/strict';
import dns from 'node:dns';
import { type ConnectOptions, connect } from '../../../src/aws/connection';
import { failureOf } from '../../../src/core/failure';
import type { AwsConnection } from '../../../src/core/ports';
import { type Machine, onMachine } from './workbench';

const keys = 'aws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = not-a-real-key\n';

describe('hosts', () => {
  const { lookup } = dns;
  let names: string[];

  beforeEach(() => {
    names = [];
    const refuse = (name: string, _: unknown, callback: (error: NodeJS.ErrnoException) => void): void => {
      names.push(name);
      const error = Object.assign(new Error(`getaddrinfo ENOTFOUND ${name}`), { code: 'ENOTFOUND' });
      process.nextTick(callback, error);
    };
    Object.assign(dns, { lookup: refuse });
  });
  afterEach(() => {
    Object.assign(dns, { lookup });
  });

  async function hostsOf(machine: Machine, options: ConnectOptions = {}): Promise<readonly string[]> {
    return onMachine({ ...machine, env: { KEYHOLE_LOOPBACK_ONLY: '0', ...machine.env } }, async () => {
      const aws = await connect(options);
      const calls: ((aws: AwsConnection) => Promise<unknown>)[] = [
        ({ parameters }) => parameters.describeNames(['/a']),
        ({ secrets }) => secrets.describe('a'),
        ({ keys: store }) => store.describe('alias/a'),
        ({ identity }) => identity.callerIdentity(),
      ];
      const hosts: string[] = [];
      for (const call of calls) {
        names.length = 0;
        await assert.rejects(call(aws), thrown => {
          message = failureOf(thrown).message;
          return failureOf(thrown).code === 'unreachable';
        });
        hosts.push([...new Set(names)].join());
      }
      aws.dispose();
      return hosts;
    });
  }
  let message = '';

  const standard = ['ssm', 'secretsmanager', 'kms', 'sts'];
  /** Those of Secrets Manager are dual-stack under their own names, by the rules of the SDK. */
  const dualStack = (region: string, fips = '') =>
    standard.map(
      service => `${service}${fips}.${region}.${service === 'secretsmanager' ? 'amazonaws.com' : 'api.aws'}`,
    );
  const cases: readonly (readonly [
    what: string,
    machine: Machine,
    region: string,
    hosts: readonly string[],
  ])[] = [
    ['AWS', {}, 'eu-west-1', standard.map(service => `${service}.eu-west-1.amazonaws.com`)],
    ['China', {}, 'cn-north-1', standard.map(service => `${service}.cn-north-1.amazonaws.com.cn`)],
    ['GovCloud', {}, 'us-gov-west-1', standard.map(service => `${service}.us-gov-west-1.amazonaws.com`)],
    [
      'FIPS by the environment',
      { env: { AWS_USE_FIPS_ENDPOINT: 'true' } },
      'us-east-1',
      standard.map(service => `${service}-fips.us-east-1.amazonaws.com`),
    ],
    [
      'FIPS by the profile',
      { config: `[profile work]\n${keys}use_fips_endpoint = true\n` },
      'us-east-2',
      standard.map(service => `${service}-fips.us-east-2.amazonaws.com`),
    ],
    [
      'dual-stack by the environment',
      { env: { AWS_USE_DUALSTACK_ENDPOINT: 'true' } },
      'eu-west-1',
      dualStack('eu-west-1'),
    ],
    [
      'dual-stack by the profile',
      { config: `[profile work]\n${keys}use_dualstack_endpoint = true\n` },
      'eu-west-1',
      dualStack('eu-west-1'),
    ],
    [
      'both',
      { env: { AWS_USE_FIPS_ENDPOINT: 'true', AWS_USE_DUALSTACK_ENDPOINT: 'true' } },
      'us-west-2',
      dualStack('us-west-2', '-fips'),
    ],
  ];
  for (const [what, machine, region, hosts] of cases) {
    it(`of ${what}`, async () => {
      const config = machine.config ?? `[profile work]\n${keys}`;
      assert.deepEqual(await hostsOf({ ...machine, config }, { profile: 'work', region }), hosts);
    });
  }

  it('that a Region does not have are told with what asks for them', async () => {
    const config = `[profile work]\n${keys}use_fips_endpoint = true\n`;
    await hostsOf({ config }, { profile: 'work', region: 'eu-west-3' });
    assert.match(message, /FIPS/);
    await hostsOf({ config: `[profile work]\n${keys}` }, { profile: 'work', region: 'eu-west-3' });
    assert.doesNotMatch(message, /FIPS/);
  });
});
