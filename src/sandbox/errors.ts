/**
 * An error as AWS sends it. A tagged value rather than a class, so that a check reads a field and works across bundles.
 * Statuses: https://docs.aws.amazon.com/systems-manager/latest/APIReference/CommonErrors.html
 */
export interface AwsError extends Error {
  readonly awsError: { readonly status: number; readonly code: string };
}

export function awsError(code: string, message: string, status = 400): AwsError {
  return Object.assign(new Error(message), { awsError: { status, code } });
}

export function isAwsError(thrown: unknown): thrown is AwsError {
  return thrown instanceof Error && 'awsError' in thrown;
}

export function validationError(message: string): AwsError {
  return awsError('ValidationException', message);
}

/** The wording of AWS's request validation. The offending value is left out: it may be a secret. */
export function constraintError(member: string, constraint: string): AwsError {
  const at = member.charAt(0).toLowerCase() + member.slice(1);
  return validationError(
    `1 validation error detected: Value at '${at}' failed to satisfy constraint: ${constraint}`,
  );
}

/** For what AWS can do and the sandbox cannot: said plainly, never silently ignored. */
export function notInSandbox(what: string): AwsError {
  return awsError('UnsupportedOperationException', `Keyhole sandbox: ${what} is not in the sandbox yet.`);
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html gives the sentence. */
export function accessDenied(
  callerArn: string,
  action: string,
  resource: string,
  policyType: 'identity' | 'resource' = 'identity',
): AwsError {
  return awsError(
    'AccessDeniedException',
    `User: ${callerArn} is not authorized to perform: ${action} on resource: ${resource} because no ${policyType}-based policy allows the ${action} action`,
  );
}
