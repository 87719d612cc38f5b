// Who somebody is, and how somebody becomes a role. Trust policies are not looked at: whoever asks may.
// https://docs.aws.amazon.com/STS/latest/APIReference/API_Operations.html
import { createHash } from 'node:crypto';
import { accessDenied, awsError, constraintError } from './errors';
import type { Identity, QueryContext, QueryOperation } from './queryOperation';
import { members } from './queryXml';
import { claimsIn, issueSession } from './stsSession';

/** The code every MFA device of the sandbox shows. Unlike a real one it is good more than once. */
const MFA_CODE = '123456';
const SHORTEST_S = 900;
const LONGEST_S = 43_200;

export const stsOperations: readonly (readonly [action: string, operation: QueryOperation])[] = [
  [
    'sts:GetCallerIdentity',
    {
      resourceOf: () => '*',
      run: (_, { caller: { arn, userId, account } }) =>
        members({ Arn: arn, UserId: userId, Account: account }),
    },
  ],
  [
    'sts:AssumeRole',
    {
      resourceOf: form => form.get('RoleArn') ?? '',
      run(form, context) {
        const role = roleOf(form, context, 'sts:AssumeRole');
        if (form.get('SerialNumber') !== null && form.get('TokenCode') !== MFA_CODE)
          throw awsError(
            'AccessDeniedException',
            'MultiFactorAuthentication failed with invalid MFA one time pass code. ',
            403,
          );
        return sessionOf(role, form, context);
      },
    },
  ],
  [
    'sts:AssumeRoleWithWebIdentity',
    {
      unsigned: true,
      resourceOf: form => form.get('RoleArn') ?? '',
      run(form, context) {
        const role = roleOf(form, context, 'sts:AssumeRoleWithWebIdentity');
        const [, payload = '', signature] = (form.get('WebIdentityToken') ?? '').split('.');
        const { sub, exp } = signature === undefined ? {} : claimsIn(payload);
        if (typeof sub !== 'string' || typeof exp !== 'number')
          throw awsError('InvalidIdentityToken', 'The ID Token provided is not a valid JWT.');
        if (exp * 1000 <= context.clock.now())
          throw awsError('ExpiredTokenException', 'Token expired: current date/time must be before it');
        return `${members({ SubjectFromWebIdentityToken: sub })}${sessionOf(role, form, context)}`;
      },
    },
  ],
];

/** An account or role that is not there is denied, not missed: AWS tells nobody which roles there are. */
function roleOf(form: URLSearchParams, { state, caller }: QueryContext, action: string): string {
  const arn = form.get('RoleArn') ?? '';
  const [, account, name] =
    /^arn:aws:iam::(\d{12}):role\/(?:[\w+=,.@/-]*\/)?([\w+=,.@-]{1,64})$/.exec(arn) ?? [];
  if (name === undefined) throw constraintError('RoleArn', 'Member must be the ARN of a role');
  if (account !== state.account || state.principals.get(`role/${name.toLowerCase()}`) === undefined)
    throw accessDenied(caller.arn, action, arn);
  return name;
}

function sessionOf(role: string, form: URLSearchParams, { state, clock }: QueryContext): string {
  const session = form.get('RoleSessionName') ?? '';
  if (!/^[\w+=,.@-]{2,64}$/.test(session))
    throw constraintError('RoleSessionName', 'Member must satisfy regular expression pattern: [\\w+=,.@-]*');
  const seconds = Number(form.get('DurationSeconds') ?? 3600);
  if (!Number.isInteger(seconds) || seconds < SHORTEST_S || seconds > LONGEST_S)
    throw constraintError('DurationSeconds', `Member must have value between ${SHORTEST_S} and ${LONGEST_S}`);
  const digest = createHash('sha256').update(`role/${role}`).digest('hex').toUpperCase();
  const identity: Identity = {
    account: state.account,
    arn: `arn:aws:sts::${state.account}:assumed-role/${role}/${session}`,
    userId: `AROA${digest.slice(0, 17)}:${session}`,
  };
  const issued = issueSession(identity, clock.now() + seconds * 1000);
  const credentials = members({
    AccessKeyId: issued.accessKeyId,
    SecretAccessKey: issued.secretAccessKey,
    SessionToken: issued.sessionToken,
    Expiration: new Date(issued.expires).toISOString(),
  });
  const user = members({ AssumedRoleId: identity.userId, Arn: identity.arn });
  return `<Credentials>${credentials}</Credentials><AssumedRoleUser>${user}</AssumedRoleUser>`;
}
