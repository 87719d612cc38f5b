/**
 * Where requests go: the order of https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html.
 * Decided here and handed to the SDK, so that the product can show it and the guard can see it before the first request.
 */
import { failureError } from '../core/failure';
import type { SharedConfig } from './profiles';

export type Service = 'SSM' | 'SECRETS_MANAGER' | 'KMS' | 'STS' | 'IAM' | 'RESOURCE_GROUPS_TAGGING_API';
export type Endpoints = Readonly<Partial<Record<Service, string>>>;
export type Environment = Readonly<Record<string, string | undefined>>;

const services: readonly Service[] = [
  'SSM',
  'SECRETS_MANAGER',
  'KMS',
  'STS',
  'IAM',
  'RESOURCE_GROUPS_TAGGING_API',
];

export interface EndpointSources {
  /** Chosen by a person; wins over everything. */
  readonly endpoint?: string;
  readonly env: Environment;
  readonly profile: string;
  readonly config: SharedConfig;
}

/** A service without an entry talks to AWS itself. Throws `invalid` for what is not an address. */
export function resolveEndpoints(sources: EndpointSources): Endpoints {
  const endpoints: Partial<Record<Service, string>> = {};
  for (const service of services) {
    const found = sources.endpoint ?? configured(service, sources);
    if (found) endpoints[service] = checked(found, service);
  }
  return endpoints;
}

/**
 * Tests and the demo set KEYHOLE_LOOPBACK_ONLY: whatever the machine's configuration says, nothing leaves it.
 * Throws `invalid` for the first service that would.
 */
export function assertLoopback(endpoints: Endpoints, env: Environment): void {
  if (env['KEYHOLE_LOOPBACK_ONLY'] !== '1' || env['KEYHOLE_TEST_ENDPOINT']) return;
  for (const service of services) {
    const endpoint = endpoints[service];
    if (!endpoint || !isLoopback(new URL(endpoint).hostname)) {
      throw invalid(`KEYHOLE_LOOPBACK_ONLY is set and the endpoint is not on this machine: ${service}`);
    }
  }
}

function configured(service: Service, { env, profile, config }: EndpointSources): string | undefined {
  const section = config.profiles.get(profile) ?? {};
  const ignore = env['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'] ?? section['ignore_configured_endpoint_urls'];
  if (ignore?.toLowerCase() === 'true') return undefined;
  const fromEnv = env[`AWS_ENDPOINT_URL_${service}`] || env['AWS_ENDPOINT_URL'];
  if (fromEnv) return fromEnv;
  const named = section['services'];
  const servicesSection = named ? config.services.get(named) : undefined;
  if (named && !servicesSection) {
    throw invalid(`The AWS profile ${profile} names a services section that does not exist: ${named}`);
  }
  return servicesSection?.[`${service.toLowerCase()}.endpoint_url`] || section['endpoint_url'];
}

function checked(endpoint: string, service: Service): string {
  if (!URL.canParse(endpoint) || !/^https?:$/.test(new URL(endpoint).protocol)) {
    // The text may hold a password (user:password@host): it is not repeated.
    throw invalid(`The endpoint configured for ${service} is not an http or https address.`);
  }
  // It would be shown, in the status bar and in failures; and the SDK does not send it.
  const { username, password } = new URL(endpoint);
  if (username || password)
    throw invalid(`The endpoint configured for ${service} must not hold a user name or a password.`);
  return endpoint;
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

function invalid(message: string) {
  return failureError({ kind: 'failure', code: 'invalid', message, operation: 'connect' });
}
