// The demo's data: what a small team has, with the weaknesses Keyhole finds. Every value is plainly fake.
import type { KeySeed, ParameterSeed, RegionSeed, SandboxSeed, SecretSeed } from './seed';

export interface SampleOptions {
  /** `eu-west-1` by default. */
  readonly region?: string;
}

/** Fixed ids, so that the demo's pictures and the tests can name the keys. */
export const sampleKeyIds = {
  prod: '7d1c9a52-3b0e-4f86-9c41-0a5e2f6b8d13',
  dev: '2f84e6b0-51c7-4d29-8e3a-b96d07c4f251',
  partner: 'c05b73de-96a4-4128-a7f9-4e81d2b6093c',
  disabled: '9ae2f417-08d5-4c6b-b1d8-63f705ca9e24',
  pending: '48b6d0c9-e723-4a95-9f0e-d17a5c3b8260',
} as const;

const ACCOUNT = '123456789012';

/** Whom a key policy may let in. */
const roles = ['my-app-prod', 'my-app-dev', 'key-admin', 'ci/deploy'];
const users = ['alice'];

export function sampleSeed({ region = 'eu-west-1' }: SampleOptions = {}): SandboxSeed {
  return { version: 1, account: ACCOUNT, roles, users, regions: { [region]: sampleRegion() } };
}

/** The sample and `count` more parameters below /large, spread over folders as a big account has them. */
export function largeSeed(count: number, { region = 'eu-west-1' }: SampleOptions = {}): SandboxSeed {
  const sample = sampleRegion();
  const parameters = [...(sample.parameters ?? []), ...manyParameters(count)];
  return { version: 1, account: ACCOUNT, roles, users, regions: { [region]: { ...sample, parameters } } };
}

function sampleRegion(): RegionSeed {
  return { keys: keys(), parameters: parameters(), secrets: secrets() };
}

function parameters(): readonly ParameterSeed[] {
  return [
    ...database('prod', ['db-old.prod.example.com', 'db-1.prod.example.com', 'db-2.prod.example.com']),
    ...database('staging', ['db.staging.example.com']),
    ...database('dev', ['db.dev.example.com']),
    {
      name: '/my-app/prod/api/url',
      type: 'String',
      values: ['https://api.example.com/v2'],
      description: 'Base URL of the public API',
      modified: '2026-05-18T08:05:00Z',
      tags: { Stage: 'prod', Team: 'payments' },
    },
    {
      name: '/my-app/prod/api/key',
      type: 'SecureString',
      values: ['FAKE-api-key-0000', 'FAKE-api-key-0001'],
      keyId: 'alias/my-app-prod',
      description: 'Key for the payment API. Rotate with the vendor (see the runbook)',
      modified: '2026-09-30T14:20:00Z',
      tags: { Stage: 'prod', Team: 'payments' },
    },
    {
      name: '/my-app/prod/network/subnets',
      type: 'StringList',
      values: ['subnet-0fake0001,subnet-0fake0002,subnet-0fake0003'],
      description: 'Private subnets, one per zone',
      modified: '2026-01-22T16:40:00Z',
      tags: { Stage: 'prod', Team: 'platform' },
    },
    {
      name: '/my-app/prod/feature-flags',
      type: 'String',
      values: [JSON.stringify({ newCheckout: true, darkMode: false, maxUploadMb: 25 })],
      description: 'Read by the web front end every minute',
      modified: '2026-11-02T11:11:00Z',
      tags: { Stage: 'prod', Team: 'web' },
    },
    {
      name: 'release-channel',
      type: 'String',
      values: ['stable'],
      allowedPattern: '^(stable|beta)$',
      description: 'stable or beta',
      modified: '2026-02-10T09:00:00Z',
    },
  ];
}

function database(stage: string, hosts: readonly string[]): readonly ParameterSeed[] {
  const folder = `/my-app/${stage}/database`;
  const tags = { Stage: stage, Team: 'platform' };
  return [
    {
      name: `${folder}/host`,
      type: 'String',
      values: hosts,
      description: `Primary of the ${stage} database`,
      modified: '2026-10-12T07:30:00Z',
      tags,
    },
    {
      name: `${folder}/port`,
      type: 'String',
      values: ['5432'],
      allowedPattern: '^\\d+$',
      modified: '2025-12-01T10:00:00Z',
      tags,
    },
    {
      name: `${folder}/username`,
      type: 'String',
      values: ['my_app'],
      modified: '2025-12-01T10:00:00Z',
      tags,
    },
    {
      name: `${folder}/password`,
      type: 'SecureString',
      values: [`FAKE-${stage}-password`],
      ...(stage === 'prod' ? { keyId: 'alias/my-app-prod' } : {}),
      description: `Password of my_app on the ${stage} database`,
      modified: '2026-08-03T12:45:00Z',
      tags,
    },
  ];
}

function secrets(): readonly SecretSeed[] {
  return [
    {
      name: 'prod/my-app/database',
      values: ['FAKE-first-password', 'FAKE-second-password'].map(password =>
        connection('db-2.prod.example.com', password),
      ),
      description: 'Login of the application; rotated by hand every quarter',
      kmsKeyId: 'alias/my-app-prod',
      modified: '2026-09-01T06:00:00Z',
      tags: { Stage: 'prod', Team: 'platform' },
    },
    {
      name: 'dev/my-app/database',
      values: [connection('db.dev.example.com', 'FAKE-dev-password')],
      description: 'Shared login for local development',
      modified: '2026-03-15T13:00:00Z',
      tags: { Stage: 'dev', Team: 'platform' },
    },
    {
      name: 'prod/my-app/stripe-api-key',
      values: ['FAKE-stripe-key-do-not-use'],
      description: 'Restricted key, read and write on charges',
      modified: '2026-06-20T15:30:00Z',
      tags: { Stage: 'prod', Team: 'payments' },
    },
    {
      name: 'prod/my-app/reports',
      values: ['FAKE-reports-password'],
      description: 'Login for the reports; its key was disabled with the old bucket',
      kmsKeyId: 'alias/my-app-reports',
      modified: '2024-02-12T09:30:00Z',
    },
    {
      name: 'prod/my-app/legacy-token',
      values: ['FAKE-legacy-token'],
      description: 'Old partner integration, switched off in spring',
      deleted: true,
      modified: '2024-11-05T10:10:00Z',
    },
  ];
}

function connection(host: string, password: string): string {
  return JSON.stringify({
    username: 'my_app',
    password,
    engine: 'postgres',
    host,
    port: 5432,
    dbname: 'my_app',
  });
}

function keys(): readonly KeySeed[] {
  return [
    {
      id: sampleKeyIds.prod,
      alias: 'alias/my-app-prod',
      description: 'Parameters and secrets of my-app in production',
      rotationPeriodInDays: 365,
      created: '2025-02-03T09:00:00Z',
      tags: { Stage: 'prod', Team: 'platform' },
    },
    {
      id: sampleKeyIds.dev,
      alias: 'alias/my-app-dev',
      description: 'Parameters and secrets of my-app in development',
      created: '2025-02-03T09:05:00Z',
      tags: { Stage: 'dev', Team: 'platform' },
    },
    {
      id: sampleKeyIds.partner,
      alias: 'alias/partner-share',
      description: 'Files we exchange with the partner',
      policy: partnerPolicy,
      created: '2024-07-11T12:00:00Z',
    },
    {
      id: sampleKeyIds.disabled,
      alias: 'alias/my-app-reports',
      description: 'Reports before the move to the new bucket',
      state: 'Disabled',
      created: '2023-05-30T08:00:00Z',
    },
    {
      id: sampleKeyIds.pending,
      description: 'Trial of last year, nobody needs it',
      state: 'PendingDeletion',
      created: '2025-08-19T17:00:00Z',
    },
  ];
}

/** The mistake the policy linter is for: "*" is everyone on AWS, and no condition bounds it. */
const partnerPolicy = {
  Version: '2012-10-17',
  Id: 'partner-share',
  Statement: [
    {
      Sid: 'Enable IAM User Permissions',
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
      Action: 'kms:*',
      Resource: '*',
    },
    {
      Sid: 'Allow the partner to read files',
      Effect: 'Allow',
      Principal: '*',
      Action: ['kms:Decrypt', 'kms:DescribeKey'],
      Resource: '*',
    },
  ],
};

function manyParameters(count: number): readonly ParameterSeed[] {
  const leaves = [
    'host',
    'port',
    'timeout',
    'log-level',
    'replicas',
    'url',
    'bucket',
    'topic',
    'queue',
    'token',
  ];
  return Array.from({ length: count }, (_, index) => {
    const service = String(Math.floor(index / 100)).padStart(3, '0');
    const component = String(Math.floor((index % 100) / 10));
    const leaf = leaves[index % leaves.length] ?? 'value';
    return {
      name: `/large/service-${service}/component-${component}/${leaf}`,
      type: leaf === 'token' ? 'SecureString' : 'String',
      values: [`FAKE-${leaf}-${index}`],
      modified: '2026-04-01T00:00:00Z',
    };
  });
}
