import assert from 'node:assert/strict';
import { type ConnectOptions, connect, listProfiles, profileSettings } from '../../../src/aws/connection';
import { type FailureCode, failureOf } from '../../../src/core/failure';
import type { AwsConnection } from '../../../src/core/ports';
import type { Urgency } from '../../../src/core/stores/call';
import { type Answer, type FakeAws, type Machine, onMachine, type Received, startFakeAws } from './workbench';

const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'not-a-real-key' };

async function collect<T>(pages: AsyncIterable<readonly T[]>): Promise<T[]> {
  const items: T[] = [];
  for await (const page of pages) items.push(...page);
  return items;
}

describe('connect', () => {
  let aws: FakeAws;
  let respond: (request: Received) => Answer;

  const { random } = Math;
  beforeEach(async () => {
    // The SDK waits a random part of its delay between attempts: none, here.
    Math.random = () => 0;
    respond = () => ({ body: {} });
    aws = await startFakeAws(request => respond(request));
  });
  afterEach(async () => {
    Math.random = random;
    await aws.stop();
  });

  const connected = async <T>(
    run: (connection: AwsConnection) => Promise<T>,
    options: ConnectOptions = {},
    machine: Machine = {},
  ): Promise<T> =>
    onMachine(machine, async () => {
      const connection = await connect({
        endpoint: aws.endpoint,
        region: 'eu-west-1',
        credentials,
        ...options,
      });
      try {
        return await run(connection);
      } finally {
        connection.dispose();
      }
    });

  const fails = (code: FailureCode, says?: RegExp) => (thrown: unknown) => {
    const failure = failureOf(thrown);
    assert.equal(failure.code, code);
    if (says) assert.match(failure.message, says);
    return true;
  };

  const regions: [string, ConnectOptions, Machine, string][] = [
    ['the option', { region: 'eu-west-3' }, { env: { AWS_REGION: 'us-east-1' } }, 'eu-west-3'],
    ['AWS_REGION', {}, { env: { AWS_REGION: 'us-east-1', AWS_DEFAULT_REGION: 'us-east-2' } }, 'us-east-1'],
    ['AWS_DEFAULT_REGION', {}, { env: { AWS_DEFAULT_REGION: 'us-east-2' } }, 'us-east-2'],
    ['the default profile', {}, { config: '[default]\nregion = eu-north-1\n' }, 'eu-north-1'],
    [
      'the profile of AWS_PROFILE',
      {},
      { config: '[profile dev]\nregion = eu-west-2\n', env: { AWS_PROFILE: 'dev' } },
      'eu-west-2',
    ],
    [
      'the chosen profile',
      { profile: 'dev' },
      { config: '[profile dev]\nregion = eu-west-2\n' },
      'eu-west-2',
    ],
  ];
  for (const [from, options, machine, expected] of regions) {
    it(`takes the Region from ${from}`, () =>
      onMachine(machine, async () => {
        const connection = await connect({ endpoint: aws.endpoint, ...options });
        connection.dispose();
        assert.equal(connection.region, expected);
      }));
  }

  it('fails with no-region when there is none, naming the profile', () =>
    onMachine({}, () => assert.rejects(connect({ endpoint: aws.endpoint }), fails('no-region', /default$/))));

  it('fails for a Region that is none', () =>
    onMachine({}, () =>
      assert.rejects(connect({ region: 'evil.example/', endpoint: aws.endpoint }), fails('invalid')),
    ));

  it('fails for a profile that does not exist', () =>
    onMachine({}, () =>
      assert.rejects(connect({ profile: 'nobody', region: 'eu-west-1' }), fails('no-credentials', /nobody/)),
    ));

  const endpoints: [string, (endpoint: string) => Machine, ConnectOptions][] = [
    ['AWS_ENDPOINT_URL', url => ({ env: { AWS_ENDPOINT_URL: url } }), {}],
    [
      "a service's own variable over the general one",
      url => ({ env: { AWS_ENDPOINT_URL: 'http://127.0.0.1:9', ...everyService(url) } }),
      {},
    ],
    ['the endpoint_url of a profile', url => ({ config: `[default]\nendpoint_url = ${url}\n` }), {}],
    [
      'the endpoint_url of the chosen profile',
      url => ({ config: `[profile dev]\nendpoint_url = ${url}\n` }),
      { profile: 'dev' },
    ],
    [
      'a services section over endpoint_url',
      url => ({
        config: `[default]\nservices = local\nendpoint_url = http://127.0.0.1:9\n[services local]\n${[
          'ssm',
          'secrets_manager',
          'kms',
          'sts',
        ]
          .map(service => `${service} =\n  endpoint_url = ${url}\n`)
          .join('')}`,
      }),
      {},
    ],
  ];
  for (const [from, machine, options] of endpoints) {
    it(`sends every service to ${from}`, async () => {
      respond = ({ target }) => ({
        body: target === 'ListSecrets' ? { SecretList: [] } : target === 'ListKeys' ? { Keys: [] } : {},
      });
      await onMachine(machine(aws.endpoint), async () => {
        const connection = await connect({ region: 'eu-west-1', credentials, ...options });
        assert.equal(connection.endpoint, aws.endpoint);
        await collect(connection.parameters.describe({}));
        await collect(connection.secrets.list({}));
        await collect(connection.keys.listKeys());
        // STS speaks XML; that the request came is what counts.
        await connection.identity.callerIdentity().catch(() => undefined);
        connection.dispose();
      });
      const targets = aws.received.map(({ target }) => target);
      assert.deepEqual(targets.slice(0, 3), ['DescribeParameters', 'ListSecrets', 'ListKeys']);
      assert.ok(targets.length > 3);
    });
  }

  const refused: [string, Machine][] = [
    ['AWS itself', {}],
    ['an endpoint that is elsewhere', { env: { AWS_ENDPOINT_URL: 'https://aws.example.com' } }],
    [
      'one service that is elsewhere',
      { env: { AWS_ENDPOINT_URL: 'http://127.0.0.1:9', AWS_ENDPOINT_URL_STS: 'http://10.0.0.1' } },
    ],
    ['a name that only looks local', { env: { AWS_ENDPOINT_URL: 'http://127.0.0.1.example.com' } }],
    [
      'AWS itself because configured endpoints are ignored',
      { env: { AWS_ENDPOINT_URL: 'http://127.0.0.1:9', AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' } },
    ],
  ];
  for (const [what, machine] of refused) {
    it(`refuses ${what} where only loopback is allowed`, () =>
      onMachine(machine, () =>
        assert.rejects(
          connect({ region: 'eu-west-1', credentials }),
          fails('invalid', /KEYHOLE_LOOPBACK_ONLY/),
        ),
      ));
  }

  for (const endpoint of ['me:secretpassword@host', 'http://me:secretpassword@127.0.0.1:9']) {
    it(`refuses, and does not repeat, ${endpoint.startsWith('http') ? 'an endpoint with a password' : 'an endpoint that is no address'}`, () =>
      onMachine({ env: { AWS_ENDPOINT_URL: endpoint } }, () =>
        assert.rejects(connect({ region: 'eu-west-1' }), thrown => {
          assert.ok(!failureOf(thrown).message.includes('secretpassword'));
          return fails('invalid')(thrown);
        }),
      ));
  }

  it('fails for a services section that is not there', () =>
    onMachine({ config: '[default]\nservices = gone\n' }, () =>
      assert.rejects(connect({ region: 'eu-west-1' }), fails('invalid', /gone$/)),
    ));

  it('signs with the credentials of the chosen profile, not with those of the environment', async () => {
    respond = () => ({ body: { Parameters: [] } });
    const machine = {
      credentials: '[dev]\naws_access_key_id = AKIDOFDEV\naws_secret_access_key = x\n',
      env: { AWS_ACCESS_KEY_ID: 'AKIDOFENV', AWS_SECRET_ACCESS_KEY: 'x' },
    };
    await onMachine(machine, async () => {
      for (const options of [{ profile: 'dev' }, {}]) {
        const connection = await connect({ region: 'eu-west-1', endpoint: aws.endpoint, ...options });
        await collect(connection.parameters.describe({}));
        connection.dispose();
      }
    });
    assert.deepEqual(
      aws.received.map(({ authorization }) => /Credential=(\w+)/.exec(authorization)?.[1]),
      ['AKIDOFDEV', 'AKIDOFENV'],
    );
  });

  it('says when there are no credentials', () =>
    onMachine({}, async () => {
      const connection = await connect({ region: 'eu-west-1', endpoint: aws.endpoint });
      await assert.rejects(connection.identity.callerIdentity(), fails('no-credentials'));
      connection.dispose();
    }));

  it('says when the SSO session is over, and how to sign in', () =>
    onMachine(
      {
        config:
          '[profile dev]\nsso_session = work\nsso_account_id = 111122223333\nsso_role_name = r\n[sso-session work]\nsso_start_url = https://example.awsapps.com/start\nsso_region = eu-west-1\n',
      },
      async () => {
        const connection = await connect({ profile: 'dev', region: 'eu-west-1', endpoint: aws.endpoint });
        await assert.rejects(
          connection.identity.callerIdentity(),
          fails('expired', /aws sso login --profile dev$/),
        );
        connection.dispose();
      },
    ));

  it('follows pages over empty ones, and stops at a token it has seen', async () => {
    const pages: Record<string, unknown>[] = [
      { Parameters: [{ Name: '/a', Type: 'String', Version: 1 }], NextToken: 't1' },
      { Parameters: [], NextToken: 't2' },
      { Parameters: [{ Name: '/b', Type: 'String', Version: 1 }], NextToken: 't1' },
    ];
    respond = () => ({ body: pages[Math.min(aws.received.length - 1, 2)] });
    const found = await connected(connection => collect(connection.parameters.describe({})));
    assert.deepEqual(
      found.map(({ name }) => name),
      ['/a', '/b'],
    );
    assert.equal(aws.received.length, 3);
  });

  it('asks for a later page again when the service falters, so that a listing survives', async () => {
    const page = (Name: string, NextToken?: string) => ({
      body: { Parameters: [{ Name, Type: 'String' }], NextToken },
    });
    respond = () => {
      const { length } = aws.received;
      if (length === 1) return page('/a', 'next');
      return length < 6 ? { status: 500, body: { __type: 'InternalServerError' } } : page('/b');
    };
    const found = await connected(connection => collect(connection.parameters.describe({})));
    assert.deepEqual(
      found.map(({ name }) => name),
      ['/a', '/b'],
    );
    assert.equal(aws.received.length, 6);
  });

  it('gives up a first page, and one that stays away', async () => {
    respond = () => ({ status: 500, body: { __type: 'InternalServerError' } });
    await connected(connection => assert.rejects(collect(connection.secrets.list({})), fails('unreachable')));
    assert.equal(aws.received.length, 3);
    respond = ({ body }) =>
      body['NextToken'] ? { hangUp: true } : { body: { Parameters: [], NextToken: 'next' } };
    await connected(connection =>
      assert.rejects(collect(connection.parameters.describe({})), fails('unreachable')),
    );
  });

  it('tries throttled calls three times and says so', async () => {
    respond = () => ({ status: 400, body: { __type: 'ThrottlingException', message: 'Rate exceeded' } });
    await connected(connection =>
      assert.rejects(collect(connection.parameters.describe({})), fails('throttled', /3 attempts/)),
    );
    assert.equal(aws.received.length, 3);
  });

  it('gets through when one attempt in three works', async () => {
    respond = () =>
      aws.received.length % 3 === 0
        ? { body: { Parameters: [] } }
        : { status: 500, body: { __type: 'InternalServerError' } };
    await connected(connection => collect(connection.parameters.describe({})));
    assert.equal(aws.received.length, 3);
  });

  it('says unreachable when the connection drops', async () => {
    respond = () => ({ hangUp: true });
    await connected(connection => assert.rejects(connection.keys.describe('k'), fails('unreachable')));
  });

  it('says unreachable when something that is not AWS answers', async () => {
    respond = () => ({ body: '<html>Sign in to the hotel</html>' });
    await connected(connection =>
      assert.rejects(connection.keys.describe('k'), fails('unreachable', /proxy/)),
    );
  });

  it('lets go of a request when it is cancelled', async () => {
    respond = () => ({ never: true });
    await connected(async connection => {
      const controller = new AbortController();
      const asked = connection.keys.describe('k', { signal: controller.signal });
      while (aws.openRequests() === 0) await new Promise(resolve => setImmediate(resolve));
      controller.abort();
      await assert.rejects(asked, fails('cancelled'));
      while (aws.openRequests() > 0) await new Promise(resolve => setImmediate(resolve));
    });
  });

  it('wraps a value at once and never shows it', async () => {
    respond = () => ({
      body: { Parameter: { Name: '/p', Type: 'SecureString', Version: 3, Value: 'canary-value' } },
    });
    const revealed = await connected(connection => connection.parameters.reveal('/p', 3));
    assert.deepEqual(aws.received[0]?.body, { Name: '/p:3', WithDecryption: true });
    assert.equal(revealed.version, 3);
    assert.ok(!JSON.stringify(revealed).includes('canary'));
    assert.ok(revealed.value.reveal() === 'canary-value');
  });

  it('drops the values of a history and asks for no decryption', async () => {
    respond = () => ({
      body: {
        Parameters: [{ Name: '/p', Type: 'String', Version: 1, Value: 'canary-value', Labels: ['x'] }],
      },
    });
    const versions = await connected(connection => collect(connection.parameters.history('/p')));
    assert.equal(aws.received[0]?.body['WithDecryption'], false);
    assert.deepEqual(versions, [{ version: 1, type: 'String', labels: ['x'] }]);
  });

  it('does not take an unknown type of parameter for plain', async () => {
    respond = () => ({ body: { Parameters: [{ Name: '/p', Type: 'NewKind', Version: 1 }] } });
    const [found] = await connected(connection => collect(connection.parameters.describe({})));
    assert.equal(found?.type, 'SecureString');
  });

  it('gives binary secrets in base64', async () => {
    const SecretBinary = Buffer.from([0, 255, 7]).toString('base64');
    respond = () => ({ body: { Name: 's', ARN: 'arn', VersionId: 'v', SecretBinary } });
    const revealed = await connected(connection =>
      connection.secrets.reveal('s', { versionStage: 'AWSPREVIOUS' }),
    );
    assert.equal(aws.received[0]?.body['VersionStage'], 'AWSPREVIOUS');
    assert.equal(revealed.form, 'binary');
    assert.ok(revealed.value.reveal() === SecretBinary);
  });

  it('asks about names in batches of 50', async () => {
    respond = ({ body }) => {
      const filters = body['ParameterFilters'] as { Values: string[] }[];
      return {
        body: { Parameters: (filters[0]?.Values ?? []).map(Name => ({ Name, Type: 'String', Version: 1 })) },
      };
    };
    const names = Array.from({ length: 60 }, (_, index) => `/p${index}`);
    const found = await connected(connection => connection.parameters.describeNames([...names, ...names]));
    assert.deepEqual([...found.keys()], names);
    assert.equal(aws.received.length, 2);
  });

  it('shares the pace with another connection to the same account and Region', async () => {
    respond = () => ({ never: true });
    await onMachine({}, async () => {
      const options = { endpoint: aws.endpoint, region: 'eu-west-1', credentials };
      const [first, second] = [await connect(options), await connect(options)];
      const received = async (count: number) => {
        while (aws.received.length < count) await new Promise(resolve => setImmediate(resolve));
        return aws.received.map(({ body }) => body['KeyId']);
      };
      const ask = (connection: AwsConnection, key: string, urgency: Urgency) =>
        connection.keys.describe(key, { urgency }).catch((thrown: unknown) => failureOf(thrown).code);
      const calls = [ask(first, 'a', 'background'), ask(first, 'b', 'background')];
      await received(2);
      calls.push(ask(second, 'waits', 'background'), ask(second, 'now', 'interactive'));
      assert.equal((await received(3))[2], 'now');
      first.dispose();
      assert.equal((await received(4))[3], 'waits');
      second.dispose();
      assert.deepEqual(await Promise.all(calls), Array(4).fill('cancelled'));
    });
  });

  it('shares it between profiles once AWS has said that they are one account', async () => {
    const whoAmI =
      '<GetCallerIdentityResponse><GetCallerIdentityResult><Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>';
    respond = ({ target }) => (target === '' ? { body: whoAmI } : { never: true });
    const config = ['one', 'two']
      .map(name => `[profile ${name}]\naws_access_key_id = AKIDOF${name}\naws_secret_access_key = x\n`)
      .join('');
    await onMachine({ config }, async () => {
      const connections = await Promise.all(
        ['one', 'two'].map(profile => connect({ profile, endpoint: aws.endpoint, region: 'eu-west-1' })),
      );
      for (const { identity } of connections)
        assert.equal((await identity.callerIdentity()).account, '123456789012');
      const calls = connections.flatMap(({ keys }) =>
        ['a', 'b'].map(key =>
          keys.describe(key, { urgency: 'background' }).catch((thrown: unknown) => failureOf(thrown).code),
        ),
      );
      const last = connections[1]?.keys.describe('now').catch((thrown: unknown) => failureOf(thrown).code);
      const asked = () => aws.received.filter(({ target }) => target === 'DescribeKey');
      while (asked().length < 3) await new Promise(resolve => setImmediate(resolve));
      assert.deepEqual(
        asked()
          .map(({ body }) => body['KeyId'])
          .sort(),
        ['a', 'b', 'now'],
      );
      for (const connection of connections) connection.dispose();
      assert.deepEqual(await Promise.all([...calls, last]), Array(5).fill('cancelled'));
    });
  });

  it('cancels what waits when it is disposed', async () => {
    respond = () => ({ never: true });
    await onMachine({}, async () => {
      const connection = await connect({ endpoint: aws.endpoint, region: 'eu-west-1', credentials });
      const calls = Array.from({ length: 4 }, () => connection.keys.describe('k', { urgency: 'background' }));
      connection.dispose();
      const results = await Promise.allSettled(calls.slice(2));
      for (const result of results)
        assert.ok(result.status === 'rejected' && fails('cancelled')(result.reason));
      await aws.stop();
      await Promise.allSettled(calls);
      aws = await startFakeAws(() => ({}));
    });
  });
});

describe('listProfiles', () => {
  it('tells names, Regions and kinds of both files, and no credential', () =>
    onMachine(
      {
        config: [
          '[default]\nregion = eu-west-1',
          '[profile role]\nrole_arn = arn:aws:iam::111122223333:role/x\nsource_profile = keys',
          '[profile sso]\nsso_session = work\nsso_account_id = 1',
          '[profile tool]\ncredential_process = /bin/true',
          '[profile web]\nrole_arn = arn\nweb_identity_token_file = /f',
          '[profile keys]\nregion = us-east-1',
          '[sso-session work]\nsso_region = eu-west-1',
          '[services local]\nssm =\n  endpoint_url = http://127.0.0.1:1',
        ].join('\n'),
        credentials: '[keys]\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = very-secret\n',
      },
      async () => {
        const profiles = await listProfiles();
        assert.deepEqual(profiles, [
          { name: 'default', kind: 'settings', region: 'eu-west-1' },
          { name: 'keys', kind: 'static', region: 'us-east-1' },
          { name: 'role', kind: 'role' },
          { name: 'sso', kind: 'sso' },
          { name: 'tool', kind: 'process' },
          { name: 'web', kind: 'web-identity' },
        ]);
        assert.ok(!JSON.stringify(profiles).includes('secret'));
      },
    ));

  it('is empty where there is no configuration', () =>
    onMachine(
      { env: { AWS_CONFIG_FILE: '/nonexistent/a', AWS_SHARED_CREDENTIALS_FILE: '/nonexistent/b' } },
      async () => assert.deepEqual(await listProfiles(), []),
    ));
});

describe('profileSettings', () => {
  const config = [
    '[profile role]\nrole_arn = arn:aws:iam::111122223333:role/x\nsource_profile = keys\nservices = local',
    '[profile keys]\nregion = us-east-1\nsource_profile = role',
    '[profile sso]\nsso_session = work',
    '[profile other]\nregion = eu-west-1',
    '[sso-session work]\nsso_region = eu-west-1',
    '[services local]\nssm =\n  endpoint_url = http://127.0.0.1:1',
  ].join('\n');
  const credentials =
    '[keys]\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = very-secret\naws_session_token = very-secret\n';
  const told = (profile: string, edit = (text: string) => text) =>
    onMachine({ config: edit(config), credentials: edit(credentials) }, () => profileSettings(profile));

  for (const [what, profile, from, to, differs] of [
    ['its own settings', 'sso', 'sso_session = work', 'sso_session = home', true],
    ['its SSO session', 'sso', 'sso_region = eu-west-1', 'sso_region = eu-west-2', true],
    ['its endpoint', 'role', '127.0.0.1:1', '127.0.0.1:2', true],
    ['the profile it builds on', 'role', 'us-east-1', 'us-east-2', true],
    ['the keys of that', 'role', 'AKIDEXAMPLE', 'AKIDANOTHER', true],
    ['another profile', 'role', '[profile other]\nregion = eu-west-1', '[profile other]\nregion = x', false],
    ['a secret, which is not looked at', 'role', 'very-secret', 'another-secret', false],
  ] as const) {
    it(`${differs ? 'tells' : 'does not tell'} when something else is ${what}`, async () => {
      const before = await told(profile);
      const after = await told(profile, text => text.replaceAll(from, to));
      assert.equal(before !== after, differs);
      assert.ok(before.length > 2 && !(before + after).includes('secret'));
    });
  }

  it('is empty for a profile that is not there', async () => assert.equal(await told('gone'), ''));
});

function everyService(url: string): Record<string, string> {
  return {
    AWS_ENDPOINT_URL_SSM: url,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: url,
    AWS_ENDPOINT_URL_KMS: url,
    AWS_ENDPOINT_URL_STS: url,
  };
}
