/** The entry of dist/aws.js: from a profile and a Region to the ports of core. Nothing is asked of AWS here. */
import { IAMClient } from '@aws-sdk/client-iam';
import { KMSClient } from '@aws-sdk/client-kms';
import { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SSMClient } from '@aws-sdk/client-ssm';
import { STSClient } from '@aws-sdk/client-sts';
import { failureError } from '../core/failure';
import type { AwsConnection, IdentityStore } from '../core/ports';
import { createCall } from './call';
import { systemTimer } from './clock';
import { credentialsFor, type MfaCode } from './credentials';
import { assertLoopback, type Environment, resolveEndpoints } from './endpoints';
import { createIdentityStore } from './identity';
import { createKeyStore } from './keyStore';
import { createLimiter } from './limiter';
import { createLimiterPool } from './limiterPool';
import { createParameterStore } from './parameterStore';
import { createPrincipalStore } from './principalStore';
import { readSharedConfig, type SharedConfig } from './profiles';
import { createSecretStore } from './secretStore';
import { createTagStore } from './tagStore';

// biome-ignore lint/performance/noBarrelFile: this file is the bundle's one entry, and its callers need both
export { listProfiles, type ProfileKind, type ProfileSummary, profileSettings } from './profiles';

export interface ConnectOptions {
  /** Absent: AWS_PROFILE, or the SDK's default chain (environment, `default` profile, SSO, container, instance). */
  readonly profile?: string;
  /** Absent: AWS_REGION, AWS_DEFAULT_REGION, the profile's. */
  readonly region?: string;
  /** One address for all services, as chosen by a person. Absent: AWS_ENDPOINT_URL* and the profile's. */
  readonly endpoint?: string;
  /** Credentials that go with `endpoint`, for the sandbox: nothing of the machine's configuration is used then. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** For roles that ask for a code. Absent: they fail with `mfa-required`. */
  readonly mfaCode?: MfaCode;
}

/** The SDK's own retries, `standard`: three attempts. */
const MAX_ATTEMPTS = 3;
/** `requestTimeout` alone only warns on stderr. */
const REQUEST_HANDLER = { connectionTimeout: 3_000, requestTimeout: 10_000, throwOnRequestTimeout: true };

/** The process's, as the quota is the account's: whoever connects a second time must not ask twice as fast. */
const limiters = createLimiterPool(() => createLimiter({ timer: systemTimer }));

/**
 * Connections to one account and Region share one limiter: by profile at first, by account once AWS has told it. Dispose
 * a connection when another takes its place; that ends its calls and nobody else's.
 * Rejects with `no-region`, or `invalid` for a profile or an address that cannot be used. Credentials are looked for with
 * the first request, which then fails with `no-credentials`, `expired` or `mfa-required`.
 */
export async function connect(options: ConnectOptions = {}): Promise<AwsConnection> {
  const { env } = process;
  const config = await readSharedConfig();
  const profile = options.profile ?? env['AWS_PROFILE'] ?? 'default';
  if (options.profile !== undefined && !config.profiles.has(options.profile)) {
    throw failure('no-credentials', `There is no AWS profile of that name: ${options.profile}`);
  }
  const region = regionOf(options, env, profile, config);
  const endpoints = resolveEndpoints({
    env,
    profile,
    config,
    ...(options.endpoint ? { endpoint: options.endpoint } : {}),
  });
  assertLoopback(endpoints, env);

  const shared = {
    region,
    profile,
    credentials:
      options.credentials ??
      credentialsFor({
        profile: options.profile,
        region,
        mfaCode: options.mfaCode,
        requestHandler: REQUEST_HANDLER,
      }),
    maxAttempts: MAX_ATTEMPTS,
    retryMode: 'standard',
    defaultsMode: 'standard',
    requestHandler: REQUEST_HANDLER,
    userAgentAppId: 'keyhole',
  } as const;
  const clients = {
    ssm: new SSMClient({ ...shared, ...at(endpoints.SSM) }),
    secrets: new SecretsManagerClient({ ...shared, ...at(endpoints.SECRETS_MANAGER) }),
    kms: new KMSClient({ ...shared, ...at(endpoints.KMS) }),
    sts: new STSClient({ ...shared, ...at(endpoints.STS) }),
    iam: new IAMClient({ ...shared, ...at(endpoints.IAM) }),
    tagging: new ResourceGroupsTaggingAPIClient({
      ...shared,
      ...at(endpoints.RESOURCE_GROUPS_TAGGING_API),
    }),
  };
  const place = [region, JSON.stringify(endpoints)];
  const accessKey = options.credentials?.accessKeyId ?? (options.profile ? '' : env['AWS_ACCESS_KEY_ID']);
  const limiter = limiters.lease(JSON.stringify(['profile', profile, accessKey, ...place]));
  const endpoint = Object.values(endpoints)[0];
  const who = { ...at(endpoint), ...((options.profile ?? env['AWS_PROFILE']) ? { profile } : {}) };
  const call = createCall({ limiter, region, ...who });
  const others = new Map<string, KMSClient>();
  const elsewhere = (other: string) => {
    assertRegion(other);
    const client = others.get(other) ?? new KMSClient({ ...shared, region: other, ...at(endpoints.KMS) });
    others.set(other, client);
    return createKeyStore(client, createCall({ limiter, region: other, ...who }));
  };
  return {
    parameters: createParameterStore(clients.ssm, call),
    secrets: createSecretStore(clients.secrets, call),
    keys: createKeyStore(clients.kms, call),
    keysIn: other => (other === region ? createKeyStore(clients.kms, call) : elsewhere(other)),
    tags: createTagStore(clients, call),
    identity: telling(createIdentityStore(clients.sts, call), account =>
      limiter.join(JSON.stringify(['account', account, ...place])),
    ),
    principals: createPrincipalStore(clients.iam, call),
    region,
    ...at(endpoint),
    dispose: () => {
      limiter.dispose();
      for (const client of [...Object.values(clients), ...others.values()]) client.destroy();
    },
  };
}

/** Two profiles may lead to one account, which only AWS knows. */
function telling({ callerIdentity }: IdentityStore, tell: (account: string) => void): IdentityStore {
  return {
    callerIdentity: async options => {
      const identity = await callerIdentity(options);
      if (identity.account) tell(identity.account);
      return identity;
    },
  };
}

function regionOf(options: ConnectOptions, env: Environment, profile: string, config: SharedConfig): string {
  const region =
    options.region ||
    env['AWS_REGION'] ||
    env['AWS_DEFAULT_REGION'] ||
    config.profiles.get(profile)?.['region'];
  if (!region) {
    throw failure(
      'no-region',
      `No AWS Region is set. Choose one, set AWS_REGION or give a region to the profile: ${profile}`,
    );
  }
  assertRegion(region);
  return region;
}

/** It becomes part of a host name. */
function assertRegion(region: string): void {
  if (!/^[a-z0-9-]{1,63}$/.test(region)) throw failure('invalid', 'The AWS Region is not well formed.');
}

function at(endpoint: string | undefined): { readonly endpoint?: string } {
  return endpoint ? { endpoint } : {};
}

function failure(code: 'no-region' | 'no-credentials' | 'invalid', message: string) {
  return failureError({ kind: 'failure', code, message, operation: 'connect' });
}
