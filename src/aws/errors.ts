/**
 * Every error the SDK, its credential providers and the network can throw, as a Failure. AWS's own message is read for
 * what it names (a missing action, a key, a state) and never passed on: services echo input in it.
 */
import type { Failure } from '../core/failure';
import type { ErrorFacts, Verdict } from './errorFacts';
import { keyUseProblem } from './keyUseProblem';
import { namedProblem } from './namedProblem';
import { type Operation, phraseOf } from './operations';
import { policyProblem } from './policyProblem';

export interface ErrorContext {
  readonly operation: Operation;
  /** A name or an ARN; never a value. */
  readonly resource?: string;
  readonly region: string;
  /** Where requests go when it is not AWS itself. */
  readonly endpoint?: string;
  /** The profile in use, for the command that signs in again. */
  readonly profile?: string;
}

export function toFailure(thrown: unknown, context: ErrorContext): Failure {
  const facts = factsOf(thrown);
  const { code, reason, ...rest } = judge(facts, context);
  const what = context.resource
    ? `${phraseOf(context.operation)} ${context.resource}`
    : phraseOf(context.operation);
  const resource = rest.resource ?? context.resource;
  return {
    kind: 'failure',
    code,
    message: code === 'cancelled' ? 'Cancelled.' : `Could not ${what}: ${reason}`,
    operation: context.operation,
    ...(resource ? { resource } : {}),
    ...(rest.missingAction ? { missingAction: rest.missingAction } : {}),
    ...(rest.explicitDeny ? { explicitDeny: true } : {}),
    ...(facts.fromService && identifier(facts.name) ? { awsCode: facts.name } : {}),
    ...(facts.requestId ? { requestId: facts.requestId } : {}),
  };
}

function factsOf(thrown: unknown): ErrorFacts {
  const fields = recordOf(thrown);
  const metadata = recordOf(fields['$metadata']);
  const name = textOf(fields['name']);
  const status = metadata['httpStatusCode'];
  const requestId = textOf(metadata['requestId']);
  return {
    // Emulators and older services send `namespace#Code`.
    name: name.slice(name.indexOf('#') + 1),
    message: textOf(fields['message']),
    systemCode: textOf(fields['code']),
    status: typeof status === 'number' ? status : undefined,
    requestId: requestId || undefined,
    fromService: '$fault' in fields && name !== '',
  };
}

/** Order matters: the name AWS gave wins over the HTTP status, which wins over what the socket said. */
function judge(facts: ErrorFacts, context: ErrorContext): Verdict {
  if (facts.name === 'AbortError') return { code: 'cancelled', reason: '' };
  return (
    credentialProblem(facts, context) ??
    deniedProblem(facts, context) ??
    keyUseProblem(facts, context.operation) ??
    keyProblem(facts) ??
    policyProblem(facts) ??
    namedProblem(facts, context.region) ??
    networkProblem(facts, context) ??
    statusProblem(facts) ?? {
      code: 'internal',
      // A type's name is safe to show, a message is not.
      reason: `unexpected error: ${identifier(facts.name) ?? 'unknown'}`,
    }
  );
}

const expiredNames = new Set([
  'ExpiredToken',
  'ExpiredTokenException',
  'RequestExpired',
  'UnauthorizedSSOTokenError',
]);
/** Of the SDK's CLOCK_SKEW_ERROR_CODES those that can mean nothing else. */
const skewedNames = ['RequestTimeTooSkewed', 'RequestInTheFuture'];
const refusedNames = new Set([
  'UnrecognizedClientException',
  'InvalidClientTokenId',
  'InvalidClientTokenIdException',
  'InvalidAccessKeyId',
  'InvalidToken',
  'AuthFailure',
  'SignatureDoesNotMatch',
  'InvalidSignatureException',
  'IncompleteSignature',
  'IncompleteSignatureException',
  'MissingAuthenticationToken',
  'MissingAuthenticationTokenException',
  ...skewedNames,
]);

function credentialProblem(facts: ErrorFacts, context: ErrorContext): Verdict | undefined {
  const profile = profileOption(context.profile);
  if (facts.name === 'CredentialsProviderError' || facts.name === 'TokenProviderError') {
    // The providers' texts: @aws-sdk/credential-provider-sso resolveSSOCredentials.js, token-providers fromSso.js,
    // credential-provider-login LoginCredentialsFetcher.js.
    if (/aws sso login|session token/i.test(facts.message)) {
      return { code: 'expired', reason: `the sign-in session has expired. Run: aws sso login${profile}` };
    }
    // Whoever fetches credentials wraps what the network said.
    if (
      /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|E(?:HOST|NET)UNREACH)\b/.test(facts.message)
    ) {
      return { code: 'unreachable', reason: 'the service that gives out credentials cannot be reached.' };
    }
    // A login cache that is not there is all that `aws login` leaves before its first run: "Failed to load token from …".
    if (/aws login|login session|reauthenticate|failed to load token from/i.test(facts.message)) {
      return { code: 'expired', reason: `the sign-in session has expired. Run: aws login${profile}` };
    }
    // Of child_process, `Command failed: …`, and of what was printed; never passed on, as it may hold both.
    if (/^Command failed|credential_process/i.test(facts.message)) {
      const of = context.profile ? ` of the profile ${context.profile}` : '';
      return { code: 'no-credentials', reason: `the credential_process${of} gave no credentials.` };
    }
    const where = context.profile ? ` in the profile: ${context.profile}` : '';
    return { code: 'no-credentials', reason: `no AWS credentials were found${where}` };
  }
  if (expiredNames.has(facts.name)) {
    return {
      code: 'expired',
      reason: `the credentials have expired. Sign in again, for IAM Identity Center with: aws sso login${profile}`,
    };
  }
  if (/^(InvalidIdentityToken|IDPRejectedClaim)(Exception)?$/.test(facts.name)) {
    return { code: 'no-credentials', reason: 'AWS does not accept the web identity token.' };
  }
  if (!refusedNames.has(facts.name)) return undefined;
  return skewedNames.includes(facts.name) || /signature expired|not yet current/i.test(facts.message)
    ? { code: 'no-credentials', reason: "AWS refused the signature's time. Check this machine's clock." }
    : {
        code: 'no-credentials',
        reason: `AWS does not accept these credentials in ${context.region}. They are wrong, or the Region is not enabled for the account.`,
      };
}

/** For a command people copy into a shell; a name no shell takes as one plain word is left to them. */
function profileOption(profile: string | undefined): string {
  if (!profile) return '';
  if (/^\w[\w.@+/-]*$/.test(profile)) return ` --profile ${profile}`;
  return /^[\w.@+/ -]+$/.test(profile) ? ` --profile "${profile}"` : ' --profile YOUR-PROFILE';
}

const deniedNames = new Set([
  'AccessDeniedException',
  'AccessDenied',
  'UnauthorizedException',
  'UnauthorizedOperation',
  'NotAuthorized',
  'AuthorizationError',
]);

/**
 * The action is in the text alone: "User: … is not authorized to perform: kms:Decrypt on resource: … because …".
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 * KMS behind another service may say less: "Access to KMS is not allowed", "The ciphertext refers to a customer
 * master key that does not exist, does not exist in this region, or you are not allowed to access."
 */
function deniedProblem(facts: ErrorFacts, context: ErrorContext): Verdict | undefined {
  if (!deniedNames.has(facts.name)) return undefined;
  // "MultiFactorAuthentication failed with invalid MFA one time pass code." or "… unable to validate MFA code."
  if (/MultiFactorAuthentication failed/i.test(facts.message)) {
    return {
      code: 'mfa-required',
      reason: 'AWS did not accept the code of the MFA device. Each is good once.',
    };
  }
  const named = /not authorized to perform:?\s+([a-z0-9-]+:[A-Za-z0-9]+)/.exec(facts.message)?.[1];
  const behindKms = /access to kms|ciphertext refers to|kms key/i.test(facts.message);
  const missingAction = named ?? (behindKms ? 'kms:Decrypt' : context.operation);
  const resource = /\bon (?:the )?resource:?\s+(arn:[\w+=,.@:/*-]+)/.exec(facts.message)?.[1];
  const explicitDeny = /explicit deny/i.test(facts.message);
  const by = explicitDeny ? ` (an explicit deny${policyType(facts.message)})` : '';
  return {
    code: 'denied',
    reason: `not allowed${by}. The missing permission is: ${missingAction}`,
    missingAction,
    ...(explicitDeny ? { explicitDeny: true } : {}),
    ...(resource ? { resource } : {}),
  };
}

function policyType(message: string): string {
  const type = /explicit deny in (?:an?|the) ([a-z -]{3,40}?) ?policy/i.exec(message)?.[1];
  return type ? ` in ${/^[aeiou]/i.test(type) ? 'an' : 'a'} ${type.toLowerCase()} policy` : '';
}

const keyNames = new Set([
  'DisabledException',
  'KMSInvalidStateException',
  'InvalidStateException',
  'KeyUnavailableException',
  'InvalidKeyUsageException',
  'InvalidKeyId',
  'DecryptionFailure',
  'EncryptionFailure',
]);

/** https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html */
function keyProblem(facts: ErrorFacts): Verdict | undefined {
  const throughSecrets =
    facts.name === 'InvalidRequestException' && /\bKMS\b|customer master key/i.test(facts.message);
  if (!keyNames.has(facts.name) && !throughSecrets) return undefined;
  const resource = /arn:[\w-]+:kms:[\w-]*:\d*:(?:key|alias)\/[\w/-]+/.exec(facts.message)?.[0];
  return {
    code: 'key-unusable',
    reason: `its KMS key ${keyState(facts)}.`,
    ...(resource ? { resource } : {}),
  };
}

function keyState({ name, message }: ErrorFacts): string {
  if (name === 'DisabledException' || /disabled/i.test(message)) return 'is disabled';
  if (/pending ?deletion/i.test(message)) return 'is scheduled for deletion';
  if (/pending ?import/i.test(message)) return 'has no key material yet';
  if (/does(?: not|n't) exist|not found/i.test(message)) return 'does not exist';
  return 'cannot be used';
}

const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EPIPE',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EHOSTDOWN',
  'ENETDOWN',
  'ECONNABORTED',
  'EPROTO',
]);

function networkProblem(facts: ErrorFacts, context: ErrorContext): Verdict | undefined {
  const target = context.endpoint ?? `AWS in ${context.region}`;
  const code = 'unreachable';
  // The SDK names every ECONNRESET and EPIPE a TimeoutError too (node-http-handler, NODEJS_TIMEOUT_ERROR_CODES).
  const timedOut = facts.systemCode === 'ETIMEDOUT' || facts.systemCode === 'ERR_SOCKET_CONNECTION_TIMEOUT';
  if (timedOut || (facts.name === 'TimeoutError' && facts.systemCode === '')) {
    return { code, reason: `no answer in time from ${target}.` };
  }
  if (facts.systemCode === 'ENOTFOUND' || facts.systemCode === 'EAI_AGAIN') {
    // https://docs.aws.amazon.com/sdkref/latest/guide/feature-endpoints.html: not every Region has them.
    const fips = /-fips\./.test(facts.message)
      ? ' It is a FIPS endpoint, by AWS_USE_FIPS_ENDPOINT or use_fips_endpoint of the profile, which not every Region has.'
      : '';
    return {
      code,
      reason: `the address of ${target} was not found. Check the network, and that the Region exists: ${context.region}.${fips}`,
    };
  }
  if (
    /^(CERT_|CRL_|ERR_TLS|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|HOSTNAME_MISMATCH|INVALID_CA)/.test(
      facts.systemCode,
    )
  ) {
    return {
      code,
      reason: `the TLS certificate of ${target} is not trusted. NODE_EXTRA_CA_CERTS can name one.`,
    };
  }
  // Whoever answers speaks no TLS (`ERR_SSL_WRONG_VERSION_NUMBER`), or no HTTP (`HPE_INVALID_CONSTANT`).
  if (/^(ERR_SSL|HPE_)/.test(facts.systemCode)) {
    return { code, reason: `something that is not AWS answered for ${target}. Check proxy and endpoint.` };
  }
  if (networkCodes.has(facts.systemCode) || /socket hang up/i.test(facts.message)) {
    return { code, reason: `${target} cannot be reached.` };
  }
  // A captive portal or proxy answers in HTML, which the SDK fails to parse.
  return facts.name === 'SyntaxError' && !facts.fromService
    ? { code, reason: `something that is not AWS answered for ${target}. Check proxy and endpoint.` }
    : undefined;
}

function statusProblem({ status }: ErrorFacts): Verdict | undefined {
  if (status === 429)
    return { code: 'throttled', reason: 'AWS throttled the request. Try again in a moment.' };
  if (status === 401 || status === 403) return { code: 'no-credentials', reason: 'the request was refused.' };
  return status !== undefined && status >= 500
    ? { code: 'unreachable', reason: 'AWS has a problem of its own. Try again in a moment.' }
    : undefined;
}

function recordOf(candidate: unknown): Readonly<Record<string, unknown>> {
  return typeof candidate === 'object' && candidate !== null ? (candidate as Record<string, unknown>) : {};
}

function textOf(candidate: unknown): string {
  return typeof candidate === 'string' ? candidate : '';
}

function identifier(name: string): string | undefined {
  return /^[A-Za-z][\w.]{0,80}$/.test(name) ? name : undefined;
}
