/** Where credentials come from: the SDK's own providers, asked once for all clients of a connection. */
import { fromIni, fromNodeProviderChain } from '@aws-sdk/credential-providers';
import { memoize } from '@smithy/core/config';
import type { AwsCredentialIdentityProvider } from '@smithy/types';
import { mfaRequired } from '../core/failure';

/** Credentials that end sooner are fetched anew, as the SDK's clients do it (isIdentityExpired). */
const EXPIRES_SOON_MS = 300_000;

/** A code of the device a profile names as `mfa_serial`. Rejects with `mfa-required` where nobody has given one. */
export type MfaCode = (serial: string) => Promise<string>;

/** As the clients take it instead of a handler; without one a request may take for ever. */
export interface RequestTimeouts {
  readonly connectionTimeout: number;
  readonly requestTimeout: number;
  readonly throwOnRequestTimeout: boolean;
}

export interface CredentialSource {
  readonly profile: string | undefined;
  /** Where STS is asked, as far as the profile says nothing else. */
  readonly region: string;
  readonly mfaCode?: MfaCode | undefined;
  /** How long STS and the other services that give out credentials may take. */
  readonly requestHandler: RequestTimeouts;
}

/**
 * Of a profile, or without one of the SDK's default chain. Each client would ask for itself: five sign-ins for one
 * connection, and AWS takes a code of an MFA device once.
 * `ignoreCache`: someone who edited ~/.aws or signed in again connects anew and means the new content.
 */
export function credentialsFor({
  profile,
  region,
  mfaCode = nobodyToAsk,
  requestHandler,
}: CredentialSource): AwsCredentialIdentityProvider {
  const init = {
    ignoreCache: true,
    logger: silent,
    mfaCodeProvider: mfaCode,
    clientConfig: { requestHandler },
  };
  const provider = profile === undefined ? fromNodeProviderChain(init) : fromIni({ ...init, profile });
  // What a client would say of itself: without it STS is asked in us-east-1, whatever the partition.
  const callerClientConfig = { region: async () => region, ...(profile !== undefined && { profile }) };
  return memoize(
    () => provider({ callerClientConfig }),
    ({ expiration }) => expiration !== undefined && expiration.getTime() - Date.now() < EXPIRES_SOON_MS,
    ({ expiration }) => expiration !== undefined,
  );
}

/** The command runs where nobody may be looking. */
const nobodyToAsk: MfaCode = serial => Promise.reject(mfaRequired(serial));

/** The provider chain falls back to console.warn, and stderr belongs to the editor. */
const ignore = (): void => {};
const silent = { debug: ignore, info: ignore, warn: ignore, error: ignore, trace: ignore };
