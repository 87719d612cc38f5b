// Credentials of a role. What they stand for is written in their session token, so that nothing has to be kept.
import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { awsError } from './errors';
import { isRecord } from './input';
import type { Identity } from './queryOperation';

export interface IssuedSession {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** Milliseconds since 1970. */
  readonly expires: number;
}

const PREFIX = 'keyhole-sandbox.';

export function issueSession({ arn, userId }: Identity, expires: number): IssuedSession {
  const digest = createHash('sha256').update(`${arn} ${expires}`).digest('hex').toUpperCase();
  const claims = Buffer.from(JSON.stringify({ arn, userId, expires })).toString('base64url');
  return {
    accessKeyId: `ASIA${digest.slice(0, 16)}`,
    secretAccessKey: digest.slice(16, 56),
    sessionToken: `${PREFIX}${claims}`,
    expires,
  };
}

/** Whose credentials a request is signed with: a role's session, or the one user there is. */
export function callerOf(account: string, headers: IncomingHttpHeaders, now: number): Identity {
  const token = headers['x-amz-security-token'];
  if (typeof token !== 'string' || !token.startsWith(PREFIX)) {
    return userOf(account);
  }
  const { arn, userId, expires } = claimsIn(token.slice(PREFIX.length));
  if (typeof arn !== 'string' || typeof userId !== 'string' || typeof expires !== 'number')
    throw awsError(
      'UnrecognizedClientException',
      'The security token included in the request is invalid',
      403,
    );
  if (expires <= now)
    throw awsError('ExpiredTokenException', 'The security token included in the request is expired', 403);
  return { account, arn, userId };
}

/** Whoever signs with credentials that are no role's. */
export function userOf(account: string): Identity {
  return { account, arn: `arn:aws:iam::${account}:user/sandbox`, userId: 'AIDASANDBOXSANDBOX000' };
}

/** What a part of a token says, here and in a JWT; nothing where it is none. Nobody checks signatures here. */
export function claimsIn(encoded: string): Readonly<Record<string, unknown>> {
  try {
    const claims: unknown = JSON.parse(Buffer.from(encoded, 'base64url').toString('utf8'));
    return isRecord(claims) ? claims : {};
  } catch {
    return {};
  }
}
