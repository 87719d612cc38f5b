/** Every place credentials come from that can be had on one machine, down to who AWS says we are. */
import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type ConnectOptions, connect } from '../../../src/aws/connection';
import type { AwsConnection } from '../../../src/core/ports';
import { type Sandbox, startSandbox } from '../../../src/sandbox/sandbox';
import { issueSession } from '../../../src/sandbox/stsSession';
import { type Machine, onMachine, startFakeAws } from '../../unit/aws/workbench';
import { collect, failsWith } from '../adapters/adapters';
import { type CredentialServices, startCredentialServices } from './services';

const ACCOUNT = '123456789012';
const USER = `arn:aws:iam::${ACCOUNT}:user/sandbox`;
const ISSUED = `arn:aws:sts::${ACCOUNT}:assumed-role/issued/elsewhere`;
const KEYS = 'aws_access_key_id = AKIAEXAMPLE000000000\naws_secret_access_key = not-a-real-key\n';
const session = issueSession({ account: ACCOUNT, arn: ISSUED, userId: 'AROAX:e' }, Date.now() + 3_600_000);

describe('credentials', () => {
  let sandbox: Sandbox;
  let services: CredentialServices;

  before(async () => {
    sandbox = await startSandbox({
      seed: { version: 1, account: ACCOUNT, roles: ['reader', 'ci/deployer'], regions: {} },
    });
    services = await startCredentialServices({ session, accessToken: 'portal', refreshToken: 'again' });
  });
  beforeEach(() => {
    sandbox.faults.set({});
    sandbox.calls.reset();
    services.asked.length = 0;
  });
  after(async () => {
    await sandbox.stop();
    await services.stop();
  });

  const on = <T>(
    machine: Machine,
    options: ConnectOptions,
    run: (aws: AwsConnection) => Promise<T>,
  ): Promise<T> => {
    const env = {
      AWS_ENDPOINT_URL: sandbox.endpoint,
      AWS_ENDPOINT_URL_SSO: services.endpoint,
      AWS_ENDPOINT_URL_SSO_OIDC: services.endpoint,
      AWS_ENDPOINT_URL_SIGNIN: services.endpoint,
      ...machine.env,
    };
    return onMachine({ ...machine, env }, async () => {
      const aws = await connect({ region: 'eu-west-1', ...options });
      try {
        return await run(aws);
      } finally {
        aws.dispose();
      }
    });
  };
  const whoami = async (aws: AwsConnection) => (await aws.identity.callerIdentity()).arn;
  /** What the views do when a window opens. */
  const everything = (aws: AwsConnection): Promise<[string, ...unknown[]]> =>
    Promise.all([
      whoami(aws),
      collect(aws.keys.listAliases()),
      collect(aws.secrets.list({})),
      collect(aws.parameters.describe({})),
    ]);
  const inHome = (file: string, content: string) => {
    const full = path.join(process.env['HOME'] ?? '', file);
    mkdirSync(path.dirname(full), { recursive: true });
    writeFileSync(full, content);
    return full;
  };

  describe('written down', () => {
    it('the environment', async () => {
      const env = { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE000000000', AWS_SECRET_ACCESS_KEY: 'not-a-real-key' };
      assert.equal(await on({ env }, {}, whoami), USER);
    });

    it('the environment, with the token of a session', async () => {
      const env = {
        AWS_ACCESS_KEY_ID: session.accessKeyId,
        AWS_SECRET_ACCESS_KEY: session.secretAccessKey,
        AWS_SESSION_TOKEN: session.sessionToken,
      };
      assert.equal(await on({ env }, {}, whoami), ISSUED);
    });

    it('the credentials file, the config file, and the default profile', async () => {
      assert.equal(await on({ credentials: `[dev]\n${KEYS}` }, { profile: 'dev' }, whoami), USER);
      assert.equal(await on({ config: `[profile dev]\n${KEYS}` }, { profile: 'dev' }, whoami), USER);
      assert.equal(await on({ credentials: `[default]\n${KEYS}` }, {}, whoami), USER);
    });

    it('nowhere: said with the profile', async () => {
      const config = '[profile dev]\nregion = eu-west-1\n';
      await assert.rejects(
        on({ config }, { profile: 'dev' }, whoami),
        failsWith('no-credentials', /profile: dev/),
      );
      assert.equal(sandbox.calls.counts().total, 0);
    });

    it('a session that has ended', async () => {
      const old = issueSession({ account: ACCOUNT, arn: ISSUED, userId: 'AROAX:e' }, Date.now() - 1);
      const credentials = `[dev]\naws_access_key_id = ${old.accessKeyId}\naws_secret_access_key = ${old.secretAccessKey}\naws_session_token = ${old.sessionToken}\n`;
      await assert.rejects(
        on({ credentials }, { profile: 'dev' }, whoami),
        failsWith('expired', /Sign in again/),
      );
    });
  });

  describe('credential_process', () => {
    const printing = (output: string) => `[profile dev]\ncredential_process = echo '${output}'\n`;
    const {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
    } = session;

    it('what it prints, asked once for all calls', async () => {
      const counted = (folder: string) =>
        `[profile dev]\ncredential_process = sh -c "echo x >>${folder}/runs; cat ${folder}/printed"\n`;
      const arn = await onMachine({}, async () => {
        const home = process.env['HOME'] ?? '';
        writeFileSync(
          path.join(home, 'printed'),
          JSON.stringify({
            Version: 1,
            AccessKeyId,
            SecretAccessKey,
            SessionToken,
            Expiration: new Date(session.expires).toISOString(),
          }),
        );
        const told = await on({ config: counted(home) }, { profile: 'dev' }, everything);
        assert.equal(readFileSync(path.join(home, 'runs'), 'utf8'), 'x\n');
        return told[0];
      });
      assert.equal(arn, ISSUED);
    });

    for (const [what, config] of [
      ['it fails', '[profile dev]\ncredential_process = echo s3cret >&2; exit 3\n'],
      ['it prints no JSON', printing('s3cret')],
      ['it prints no keys', printing('{"Version":1,"SessionToken":"s3cret"}')],
    ] as const) {
      it(`says that ${what}, and nothing of what it printed`, async () => {
        const says = (thrown: unknown) =>
          failsWith('no-credentials', /credential_process of the profile dev/)(thrown) &&
          failsWith('no-credentials', /^(?!.*s3cret)/s)(thrown);
        await assert.rejects(on({ config }, { profile: 'dev' }, whoami), says);
      });
    }
  });

  describe('roles', () => {
    const role = (name: string, more = '') =>
      `role_arn = arn:aws:iam::${ACCOUNT}:role/${name}\nrole_session_name = keyhole\n${more}`;
    const chain = [
      `[profile base]\n${KEYS}`,
      `[profile ci]\n${role('ci/deployer', 'source_profile = base\n')}`,
      `[profile dev]\n${role('reader', 'source_profile = ci\n')}`,
      `[profile other]\n${role('nobody', 'source_profile = base\n')}`,
    ].join('\n');

    it('a chain of them', async () => {
      assert.equal(
        await on({ config: chain }, { profile: 'dev' }, whoami),
        `arn:aws:sts::${ACCOUNT}:assumed-role/reader/keyhole`,
      );
      assert.equal(sandbox.calls.counts().byAction['sts:AssumeRole'], 2);
    });

    it('one on top of credentials of the environment', async () => {
      const config = `[profile dev]\n${role('reader', 'credential_source = Environment\n')}`;
      const env = { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE000000000', AWS_SECRET_ACCESS_KEY: 'not-a-real-key' };
      assert.match(await on({ config, env }, { profile: 'dev' }, whoami), /assumed-role\/reader\/keyhole$/);
    });

    it('asks for it in the Region of the connection, where the profile names none', async () => {
      const sts = await startFakeAws(() => ({ status: 403, body: {} }));
      try {
        const env = { AWS_ENDPOINT_URL_STS: sts.endpoint };
        await assert.rejects(on({ config: chain, env }, { profile: 'ci', region: 'ap-south-2' }, whoami));
        assert.match(sts.received[0]?.authorization ?? '', /\/ap-south-2\/sts\//);
      } finally {
        await sts.stop();
      }
    });

    it('ends where STS never answers', async () => {
      const sts = await startFakeAws(() => ({ never: true }));
      const { random } = Math;
      // The SDK waits a random part of its delay between attempts: none, here.
      Math.random = () => 0;
      try {
        const env = { AWS_ENDPOINT_URL_STS: sts.endpoint };
        await assert.rejects(on({ config: chain, env }, { profile: 'ci' }, whoami), failsWith('unreachable'));
        assert.equal(sts.received.length, 3);
      } finally {
        Math.random = random;
        await sts.stop();
      }
    }).timeout(60_000);

    it('one that may not be assumed: the missing action and the role', async () => {
      await assert.rejects(on({ config: chain }, { profile: 'other' }, whoami), thrown => {
        failsWith('denied', /sts:AssumeRole/)(thrown);
        assert.equal(
          (thrown as { failure: { resource?: string } }).failure.resource,
          `arn:aws:iam::${ACCOUNT}:role/nobody`,
        );
        return true;
      });
    });
  });

  describe('an MFA device', () => {
    const device = `arn:aws:iam::${ACCOUNT}:mfa/me`;
    const config = `[profile base]\n${KEYS}\n[profile dev]\nrole_arn = arn:aws:iam::${ACCOUNT}:role/reader\nsource_profile = base\nmfa_serial = ${device}\n`;

    it('asks for its code once, however many calls are on their way', async () => {
      const asked: string[] = [];
      const mfaCode = async (serial: string) => {
        asked.push(serial);
        return '123456';
      };
      await on({ config }, { profile: 'dev', mfaCode }, async aws => {
        const [arn] = await everything(aws);
        assert.match(arn, /assumed-role\/reader/);
        await everything(aws);
      });
      assert.deepEqual(asked, [device]);
      assert.equal(sandbox.calls.counts().byAction['sts:AssumeRole'], 1);
    });

    it('tells a wrong code from a missing permission', async () => {
      const mfaCode = async () => '000000';
      await assert.rejects(
        on({ config }, { profile: 'dev', mfaCode }, whoami),
        failsWith('mfa-required', /did not accept the code/),
      );
    });

    it('is named where nobody can be asked', async () => {
      await assert.rejects(
        on({ config }, { profile: 'dev' }, whoami),
        failsWith('mfa-required', /arn:aws:iam::123456789012:mfa\/me/),
      );
      await assert.rejects(
        on({ config: config.replaceAll('profile dev', 'default') }, {}, whoami),
        failsWith('mfa-required'),
      );
      assert.equal(sandbox.calls.counts().total, 0);
    });
  });

  describe('web identity', () => {
    const jwt = (claims: object) =>
      ['{}', JSON.stringify(claims), 'signature']
        .map(part => Buffer.from(part).toString('base64url'))
        .join('.');
    const soon = Math.floor(Date.now() / 1000) + 600;
    const withToken = <T>(token: string, run: (file: string) => Promise<T>) =>
      onMachine({}, () => run(inHome('token', token)));
    const arn = `arn:aws:iam::${ACCOUNT}:role/reader`;

    it('of the environment, as in a pod or a pipeline', async () => {
      const told = await withToken(jwt({ sub: 'me', exp: soon }), file =>
        on(
          { env: { AWS_WEB_IDENTITY_TOKEN_FILE: file, AWS_ROLE_ARN: arn, AWS_ROLE_SESSION_NAME: 'pod' } },
          {},
          whoami,
        ),
      );
      assert.equal(told, `arn:aws:sts::${ACCOUNT}:assumed-role/reader/pod`);
    });

    it('of a profile', async () => {
      const told = await withToken(jwt({ sub: 'me', exp: soon }), file =>
        on(
          { config: `[profile dev]\nrole_arn = ${arn}\nweb_identity_token_file = ${file}\n` },
          { profile: 'dev' },
          whoami,
        ),
      );
      assert.match(told, /assumed-role\/reader\//);
    });

    it('with a token that has expired, and with one that is none', async () => {
      const config = (file: string) =>
        `[profile dev]\nrole_arn = ${arn}\nweb_identity_token_file = ${file}\n`;
      await assert.rejects(
        withToken(jwt({ sub: 'me', exp: soon - 6000 }), file =>
          on({ config: config(file) }, { profile: 'dev' }, whoami),
        ),
        failsWith('expired'),
      );
      await assert.rejects(
        withToken('s3cret', file => on({ config: config(file) }, { profile: 'dev' }, whoami)),
        failsWith('no-credentials', /web identity/),
      );
    });
  });

  describe('IAM Identity Center', () => {
    const config =
      '[sso-session corp]\nsso_start_url = https://corp.example/start\nsso_region = eu-west-1\nsso_registration_scopes = sso:account:access\n' +
      `[profile dev]\nsso_session = corp\nsso_account_id = ${ACCOUNT}\nsso_role_name = Reader\n` +
      `[profile old]\nsso_start_url = https://corp.example/start\nsso_region = eu-west-1\nsso_account_id = ${ACCOUNT}\nsso_role_name = Reader\n`;
    const cacheFile = (key: string) => `.aws/sso/cache/${createHash('sha1').update(key).digest('hex')}.json`;
    const token = (accessToken: string, inMs: number, more: object = {}) =>
      JSON.stringify({ accessToken, expiresAt: new Date(Date.now() + inMs).toISOString(), ...more });
    const as = <T>(profile: string, prepare: () => void, run: (aws: AwsConnection) => Promise<T>) =>
      on({ config }, { profile }, aws => {
        prepare();
        return run(aws);
      });

    it('a token that another program left, of a session and of the older form', async () => {
      for (const [profile, key] of [
        ['dev', 'corp'],
        ['old', 'https://corp.example/start'],
      ] as const) {
        const arn = await as(profile, () => inHome(cacheFile(key), token('portal', 3_600_000)), whoami);
        assert.equal(arn, ISSUED, profile);
      }
      assert.deepEqual(services.asked, ['GET /federation/credentials', 'GET /federation/credentials']);
    });

    it('asks the portal once for all calls', async () => {
      await as('dev', () => inHome(cacheFile('corp'), token('portal', 3_600_000)), everything);
      assert.deepEqual(services.asked, ['GET /federation/credentials']);
    });

    it('renews a token that ends soon, and leaves it for the others', async () => {
      let file = '';
      const more = { clientId: 'c', clientSecret: 's', refreshToken: 'again' };
      const arn = await as(
        'dev',
        () => {
          file = inHome(cacheFile('corp'), token('old', 60_000, more));
        },
        async aws => {
          const told = await whoami(aws);
          assert.equal(JSON.parse(readFileSync(file, 'utf8')).accessToken, 'portal');
          return told;
        },
      );
      assert.equal(arn, ISSUED);
      assert.deepEqual(services.asked, ['POST /token', 'GET /federation/credentials']);
    });

    for (const [what, prepare] of [
      ['there is no token', () => {}],
      ['it has expired', () => void inHome(cacheFile('corp'), token('portal', -1000))],
      ['it was revoked', () => void inHome(cacheFile('corp'), token('revoked', 3_600_000))],
      ['its file is broken', () => void inHome(cacheFile('corp'), '{"accessTo')],
    ] as const) {
      it(`says how to sign in when ${what}`, async () => {
        await assert.rejects(as('dev', prepare, whoami), failsWith('expired', /aws sso login --profile dev/));
        assert.equal(sandbox.calls.counts().total, 0);
      });
    }
  });

  describe('aws login', () => {
    const login = `arn:aws:iam::${ACCOUNT}:user/me`;
    const config = `[profile dev]\nlogin_session = ${login}\n`;
    const file = `.aws/login/cache/${createHash('sha256').update(login).digest('hex')}.json`;
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const kept = (inMs: number, refreshToken: string) =>
      JSON.stringify({
        accessToken: {
          accessKeyId: session.accessKeyId,
          secretAccessKey: session.secretAccessKey,
          sessionToken: session.sessionToken,
          accountId: ACCOUNT,
          expiresAt: new Date(Date.now() + inMs).toISOString(),
        },
        clientId: 'arn:aws:signin:::devtools/same-device',
        refreshToken,
        dpopKey: privateKey.export({ format: 'pem', type: 'sec1' }),
      });
    const as = (prepare: () => void) =>
      on({ config }, { profile: 'dev' }, aws => {
        prepare();
        return whoami(aws);
      });

    it('a session that is under way', async () => {
      assert.equal(await as(() => inHome(file, kept(900_000, 'again'))), ISSUED);
      assert.deepEqual(services.asked, []);
    });

    it('one whose credentials ended, renewed', async () => {
      assert.equal(await as(() => inHome(file, kept(-1000, 'again'))), ISSUED);
      assert.deepEqual(services.asked, ['POST /v1/token']);
    });

    for (const [what, prepare] of [
      ['there is none', () => {}],
      ['it is over', () => void inHome(file, kept(-1000, 'used'))],
    ] as const) {
      it(`says how to sign in when ${what}`, async () => {
        await assert.rejects(as(prepare), failsWith('expired', /aws login --profile dev/));
      });
    }
  });

  describe('of the machine', () => {
    it('a container', async () => {
      const env = {
        AWS_CONTAINER_CREDENTIALS_FULL_URI: `${services.endpoint}/container`,
        AWS_CONTAINER_AUTHORIZATION_TOKEN: 'Bearer of-the-container',
      };
      assert.equal(await on({ env }, {}, whoami), ISSUED);
    });

    it('an instance', async () => {
      const env = {
        AWS_EC2_METADATA_DISABLED: 'false',
        AWS_EC2_METADATA_SERVICE_ENDPOINT: services.endpoint,
      };
      assert.equal(await on({ env }, {}, whoami), ISSUED);
    });
  });
});
