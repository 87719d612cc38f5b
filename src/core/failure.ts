/**
 * Why a request to AWS did not do what was asked. The adapters map every error to one of these; the rest of the
 * product looks at `code` alone. Bundles do not share classes, so the guard reads a tag, never `instanceof`.
 */
export type FailureCode =
  | 'not-found'
  | 'denied'
  | 'expired'
  | 'no-credentials'
  /** A role asks for a code of an MFA device, which is the `resource`. */
  | 'mfa-required'
  | 'no-region'
  /** Somebody locked the extension, and has not unlocked it. */
  | 'locked'
  | 'throttled'
  | 'unreachable'
  | 'unsupported-region'
  | 'key-unusable'
  | 'invalid'
  | 'conflict'
  | 'cancelled'
  | 'internal';

export interface Failure {
  readonly kind: 'failure';
  readonly code: FailureCode;
  /** One sentence for people: what was tried, why it failed. Holds no value and no credential. */
  readonly message: string;
  /** The IAM name of what was tried, `ssm:DescribeParameters`. */
  readonly operation: string;
  /** The name or ARN it was tried on. */
  readonly resource?: string;
  /** With `denied`: the IAM action that is missing; not always the operation (`kms:Decrypt` behind GetParameter). */
  readonly missingAction?: string;
  /** With `denied`: a policy denies it in so many words, and no other that allows it can help. */
  readonly explicitDeny?: true;
  /** AWS's own error code, `AccessDeniedException`. */
  readonly awsCode?: string;
  readonly requestId?: string;
}

/** An Error that carries a Failure, because what an adapter returns is a promise. */
export interface FailureError extends Error {
  readonly failure: Failure;
}

export function failureError(failure: Failure): FailureError {
  return Object.assign(new Error(failure.message), { name: 'FailureError', failure });
}

/**
 * A role that is assumed with a code, and nobody to ask for one.
 * @param serial ARN or serial number of the device: https://docs.aws.amazon.com/cli/latest/topic/config-vars.html
 */
export function mfaRequired(serial: string): FailureError {
  return failureError({
    kind: 'failure',
    code: 'mfa-required',
    message: `The role of this profile asks for a code of the MFA device ${serial}`,
    operation: 'sts:AssumeRole',
    resource: serial,
  });
}

/** The Failure an unknown thrown thing carries, or an `internal` one whose message names the thing's type alone. */
export function failureOf(thrown: unknown, operation = 'unknown'): Failure {
  if (isFailureError(thrown)) return thrown.failure;
  const name = thrown instanceof Error ? thrown.name : typeof thrown;
  if (name === 'AbortError' || name === 'CancellationError' || name === 'Canceled') {
    return { kind: 'failure', code: 'cancelled', message: 'Cancelled.', operation };
  }
  // The message of an unknown error may echo input; its type is safe to show.
  return { kind: 'failure', code: 'internal', message: `Unexpected failure: ${name}`, operation };
}

function isFailureError(thrown: unknown): thrown is FailureError {
  if (typeof thrown !== 'object' || thrown === null || !('failure' in thrown)) return false;
  const { failure } = thrown;
  return typeof failure === 'object' && failure !== null && 'kind' in failure && failure.kind === 'failure';
}
