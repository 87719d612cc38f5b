import assert from 'node:assert/strict';
import { largeSeed, parseSeed, type Sandbox, sampleSeed, startSandbox } from '../../../src/sandbox/sandbox';
import type { SandboxSeed } from '../../../src/sandbox/seed';
import { given, part, parts, withSandbox } from './ask';

async function parameterNames(sandbox: Sandbox, region?: string): Promise<readonly unknown[]> {
  const names: unknown[] = [];
  let NextToken: unknown;
  do {
    const page = await given(sandbox, 'ssm:DescribeParameters', { NextToken }, region);
    names.push(...parts(page, 'Parameters').map(parameter => parameter['Name']));
    NextToken = page['NextToken'];
  } while (NextToken !== undefined);
  return names;
}

describe('the sample', () => {
  it('has what the demo shows', () =>
    withSandbox({ seed: sampleSeed() }, async sandbox => {
      const names = await parameterNames(sandbox);
      for (const stage of ['prod', 'staging', 'dev']) {
        for (const leaf of ['host', 'port', 'username', 'password'])
          assert.ok(names.includes(`/my-app/${stage}/database/${leaf}`));
      }
      for (const name of ['api/url', 'api/key', 'network/subnets', 'feature-flags'])
        assert.ok(names.includes(`/my-app/prod/${name}`));
      assert.ok(names.includes('release-channel'));
      const host = await given(sandbox, 'ssm:GetParameter', { Name: '/my-app/prod/database/host' });
      assert.equal(part(host, 'Parameter')['Version'], 3);
      const listed = await given(sandbox, 'secretsmanager:ListSecrets', { IncludePlannedDeletion: true });
      assert.deepEqual(
        parts(listed, 'SecretList').map(secret => [secret['Name'], secret['DeletedDate'] !== undefined]),
        [
          ['dev/my-app/database', false],
          ['prod/my-app/database', false],
          ['prod/my-app/legacy-token', true],
          ['prod/my-app/reports', false],
          ['prod/my-app/stripe-api-key', false],
        ],
      );
      const secret = await given(sandbox, 'secretsmanager:GetSecretValue', {
        SecretId: 'prod/my-app/database',
      });
      assert.deepEqual(Object.keys(JSON.parse(String(secret['SecretString']))), [
        'username',
        'password',
        'engine',
        'host',
        'port',
        'dbname',
      ]);
      const { Keys } = await given(sandbox, 'kms:ListKeys');
      const states: unknown[] = [];
      for (const key of parts({ Keys }, 'Keys')) {
        const { KeyMetadata } = await given(sandbox, 'kms:DescribeKey', { KeyId: key['KeyId'] });
        states.push(part({ KeyMetadata }, 'KeyMetadata')['KeyState']);
      }
      assert.deepEqual(states.filter(state => state !== 'Enabled').sort(), ['Disabled', 'PendingDeletion']);
      const policy = await given(sandbox, 'kms:GetKeyPolicy', {
        KeyId: 'c05b73de-96a4-4128-a7f9-4e81d2b6093c',
      });
      assert.match(String(policy['Policy']), /"Principal": "\*"/);
    }));

  it('fits any Region', () =>
    withSandbox({ seed: sampleSeed({ region: 'us-east-2' }) }, async sandbox => {
      assert.ok((await parameterNames(sandbox, 'us-east-2')).length > 10);
      assert.deepEqual(await parameterNames(sandbox, 'eu-west-1'), []);
    }));

  it('is JSON that reads back as it is', () => {
    const seed = sampleSeed();
    const read = parseSeed(JSON.parse(JSON.stringify(seed)));
    assert.deepEqual(
      read.regions['eu-west-1']?.parameters,
      JSON.parse(JSON.stringify(seed.regions['eu-west-1']?.parameters)),
    );
    assert.equal(read.regions['eu-west-1']?.keys?.length, 5);
  });

  it('grows to a large account, the same in every run', () =>
    withSandbox({ seed: largeSeed(1_000) }, async sandbox => {
      const names = await parameterNames(sandbox);
      assert.equal(names.filter(name => String(name).startsWith('/large/')).length, 1_000);
      assert.deepEqual(largeSeed(300), largeSeed(300));
    }));
});

describe('a seed from a file', () => {
  const region = (content: object) => ({ version: 1, regions: { 'eu-west-1': content } });
  const broken: [string, unknown, RegExp][] = [
    ['is no object', [], /JSON object/],
    ['has another version', { version: 2, regions: {} }, /"version" is not 1/],
    ['has no Regions', { version: 1 }, /no "regions"/],
    ['has an account of eleven digits', { version: 1, account: '12345678901', regions: {} }, /twelve digits/],
    ['names no Region', { version: 1, regions: { here: {} } }, /Not the name of a Region: here/],
    ['has a misspelt member', region({ parameter: [] }), /Unknown member of Region eu-west-1: parameter/],
    [
      'has a parameter without values',
      region({ parameters: [{ name: '/a', type: 'String' }] }),
      /parameters\[0\]: values/,
    ],
    [
      'has a parameter without a type',
      region({ parameters: [{ name: '/a', values: ['x'] }] }),
      /parameters\[0\]: type/,
    ],
    ['has a key in an unknown state', region({ keys: [{ state: 'Lost' }] }), /keys\[0\]/],
    ['has a policy that is text', region({ keys: [{ policy: '{}' }] }), /keys\[0\]: policy/],
  ];
  for (const [what, json, message] of broken) {
    it(`that ${what} is refused`, () => assert.throws(() => parseSeed(json), message));
  }

  const unfit: [string, SandboxSeed['regions'][string], RegExp][] = [
    [
      'a name of AWS',
      { parameters: [{ name: '/aws/x', type: 'String', values: ['FAKE'] }] },
      /parameter \/aws\/x/,
    ],
    [
      'a date that is none',
      { parameters: [{ name: '/x', type: 'String', values: ['FAKE'], modified: 'soon' }] },
      /not a date: soon/,
    ],
    ['an unknown key', { secrets: [{ name: 's', values: ['FAKE'], kmsKeyId: 'alias/none' }] }, /secret s/],
    [
      'a policy without statements',
      { keys: [{ alias: 'alias/k', policy: { Version: '2012-10-17' } }] },
      /key alias\/k/,
    ],
  ];
  for (const [what, content, message] of unfit) {
    it(`with ${what} does not start, and tells no value`, () =>
      assert.rejects(
        startSandbox({ seed: { version: 1, regions: { 'eu-west-1': content } } }),
        (error: unknown) => {
          assert.ok(error instanceof Error);
          assert.match(error.message, message);
          assert.ok(!error.message.includes('FAKE'));
          return true;
        },
      ));
  }
});
