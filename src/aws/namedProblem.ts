/** Errors that say by their names what is the matter, whatever service they come from. */
import type { FailureCode } from '../core/failure';
import type { ErrorFacts, Verdict } from './errorFacts';

const namedCodes: ReadonlyMap<string, FailureCode> = new Map([
  ...entries('not-found', [
    'ParameterNotFound',
    'ParameterVersionNotFound',
    'ResourceNotFoundException',
    'NotFoundException',
    'InvalidResourceId',
  ]),
  ...entries('throttled', [
    'ThrottlingException',
    'Throttling',
    'ThrottledException',
    'TooManyRequestsException',
    'RequestLimitExceeded',
    'RequestThrottled',
    'RequestThrottledException',
    'BandwidthLimitExceeded',
    'PriorRequestNotComplete',
    'SlowDown',
  ]),
  ...entries('conflict', [
    'ParameterAlreadyExists',
    'ResourceExistsException',
    'AlreadyExistsException',
    'TooManyUpdates',
    'ConflictException',
    'HierarchyTypeMismatchException',
    'ParameterMaxVersionLimitExceeded',
  ]),
  ...entries('invalid', [
    'ValidationException',
    'ValidationError',
    'InvalidParameterException',
    'InvalidParameterValue',
    'InvalidRequestException',
    'ParameterPatternMismatchException',
    'InvalidAllowedPatternException',
    'ParameterLimitExceeded',
    'TooManyTagsError',
    'TagException',
    'PoliciesLimitExceededException',
    'IncompatiblePolicyException',
    'InvalidPolicyTypeException',
    'InvalidPolicyAttributeException',
    'InvalidFilterKey',
    'InvalidFilterOption',
    'InvalidFilterValue',
    'InvalidNextToken',
    'InvalidNextTokenException',
    'InvalidMarkerException',
    'InvalidArnException',
    'InvalidAliasNameException',
    'LimitExceededException',
    'SerializationException',
    'UnsupportedOperationException',
  ]),
  ...entries('unsupported-region', ['RegionDisabledException', 'OptInRequired', 'EndpointError']),
]);

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html#API_PutParameter_Errors, and of tags */
const reasons: ReadonlyMap<string, string> = new Map([
  ['LimitExceededException', 'a quota of AWS is used up.'],
  // Of a grant: there is no such principal.
  ['InvalidArnException', 'AWS knows nothing of one of the ARNs.'],
  ['ParameterPatternMismatchException', 'the value does not match the allowed pattern of the parameter.'],
  ['InvalidAllowedPatternException', 'the allowed pattern is no regular expression.'],
  [
    'ParameterMaxVersionLimitExceeded',
    'AWS keeps a hundred versions, and the oldest has a label. Move the label to another version first.',
  ],
  ['ParameterLimitExceeded', 'the account has as many parameters as it may have.'],
  ['TooManyTagsError', 'it has as many tags as it may have: 50.'],
  ['TagException', 'a key or a value of a tag is none that AWS takes.'],
  ['PoliciesLimitExceededException', 'it has as many policies as it may have: 10.'],
  [
    'IncompatiblePolicyException',
    'the policies do not go together: a notification of the expiration needs one.',
  ],
  ['InvalidPolicyAttributeException', 'a date or a number of days of the policies is none that AWS takes.'],
]);

function entries(code: FailureCode, names: readonly string[]): [string, FailureCode][] {
  return names.map(name => [name, code]);
}

/** Undefined for a name that is none of these. */
export function namedProblem(facts: ErrorFacts, region: string): Verdict | undefined {
  const code = namedCodes.get(facts.name);
  switch (code) {
    case undefined:
      return undefined;
    case 'not-found':
      return {
        code,
        reason: isAboutVersion(facts)
          ? `it has no such version in ${region}.`
          : `there is none of that name in ${region}.`,
      };
    case 'throttled':
      return {
        code,
        reason: 'AWS throttled the request and kept doing so after 3 attempts. Try again in a moment.',
      };
    case 'conflict':
      return {
        code,
        reason: reasons.get(facts.name) ?? 'it exists already or somebody else is changing it.',
      };
    case 'unsupported-region':
      return { code, reason: `the service cannot be used in the Region: ${region}` };
    default:
      return {
        code,
        reason:
          reasons.get(facts.name) ??
          sandboxReason(facts) ??
          (/deletion|deleted/i.test(facts.message)
            ? 'it is scheduled for deletion.'
            : /\breplica\b/i.test(facts.message)
              ? 'it is a replica, or has replicas.'
              : 'AWS does not accept the request.'),
      };
  }
}

/** The sandbox says what it lacks; of a message from elsewhere nothing is passed on. */
function sandboxReason({ name, message }: ErrorFacts): string | undefined {
  const [, what] = LACKING.exec(message) ?? [];
  return name !== 'UnsupportedOperationException' || what === undefined
    ? undefined
    : `the sandbox has no such thing yet: ${what}.`;
}

const LACKING = /^Keyhole sandbox: ([\w ]{1,80}) is not in the sandbox yet\.$/;

/** Secrets Manager uses one code for both: "can't find the specified secret" and "… secret value for staging label: X". */
function isAboutVersion({ name, message }: ErrorFacts): boolean {
  if (name === 'ParameterVersionNotFound') return true;
  return (
    name === 'ResourceNotFoundException' && /secret value for (?:staging label|VersionId)/i.test(message)
  );
}
