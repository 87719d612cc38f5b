import { IAMClient } from '@aws-sdk/client-iam';
import { KMSClient } from '@aws-sdk/client-kms';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SSMClient } from '@aws-sdk/client-ssm';
import { STSClient } from '@aws-sdk/client-sts';
import { region } from './targets';

export interface Clients {
  readonly endpoint: string;
  readonly ssm: SSMClient;
  readonly secrets: SecretsManagerClient;
  readonly kms: KMSClient;
  readonly sts: STSClient;
  readonly iam: IAMClient;
  destroy(): void;
}

/** The real SDK without its retries: what a service answers is what a test sees. */
export function clientsFor(endpoint: string, inRegion = region): Clients {
  const config = {
    endpoint,
    region: inRegion,
    maxAttempts: 1,
    ...(isLoopback(endpoint) ? { credentials: { accessKeyId: 'AKIDFAKE', secretAccessKey: 'fake' } } : {}),
  };
  const clients = {
    ssm: new SSMClient(config),
    secrets: new SecretsManagerClient(config),
    kms: new KMSClient(config),
    sts: new STSClient(config),
    iam: new IAMClient(config),
  };
  return {
    ...clients,
    endpoint,
    destroy() {
      for (const client of Object.values(clients)) client.destroy();
    },
  };
}

function isLoopback(endpoint: string): boolean {
  return /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])$/.test(new URL(endpoint).hostname);
}
