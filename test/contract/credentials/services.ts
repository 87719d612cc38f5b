/**
 * What gives out credentials beside STS, as far as a provider asks it: the portal and the token endpoint of IAM Identity
 * Center, the one of `aws login`, a container's and an instance's metadata. Nothing of these can be had on a machine
 * without an account, so they are played here: by the API references, each refusing what AWS refuses.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { IssuedSession } from '../../../src/sandbox/stsSession';

export interface CredentialServices {
  readonly endpoint: string;
  /** `GET /federation/credentials`, in the order they came. */
  readonly asked: string[];
  stop(): Promise<void>;
}

export interface CredentialServiceOptions {
  /** What a token buys. */
  readonly session: IssuedSession;
  /** The access token of the portal, and the refresh token that buys a new one. */
  readonly accessToken: string;
  readonly refreshToken: string;
}

export async function startCredentialServices(
  options: CredentialServiceOptions,
): Promise<CredentialServices> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    asked.push(`${request.method} ${pathname}`);
    void answer(request, pathname, options, response);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    asked,
    stop: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  request: IncomingMessage,
  pathname: string,
  { session, accessToken, refreshToken }: CredentialServiceOptions,
  response: ServerResponse,
): Promise<void> {
  const { headers } = request;
  const body = await bodyOf(request);
  const { accessKeyId, secretAccessKey, sessionToken, expires } = session;
  const expiration = new Date(expires).toISOString();
  const metadata = { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, Token: sessionToken };
  switch (`${request.method} ${pathname}`) {
    // https://docs.aws.amazon.com/singlesignon/latest/PortalAPIReference/API_GetRoleCredentials.html
    case 'GET /federation/credentials':
      if (headers['x-amz-sso_bearer_token'] !== accessToken)
        return send(
          response,
          401,
          { message: 'Session token not found or invalid' },
          'UnauthorizedException',
        );
      return send(response, 200, {
        roleCredentials: { accessKeyId, secretAccessKey, sessionToken, expiration: expires },
      });
    // https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/API_CreateToken.html
    case 'POST /token':
      if (body['grantType'] !== 'refresh_token' || body['refreshToken'] !== refreshToken)
        return send(response, 400, { error: 'invalid_grant' }, 'InvalidGrantException');
      return send(response, 200, { accessToken, expiresIn: 3600, refreshToken, tokenType: 'Bearer' });
    // https://docs.aws.amazon.com/signin/latest/APIReference/API_CreateOAuth2Token.html
    case 'POST /v1/token':
      if (typeof headers['dpop'] !== 'string' || body['refreshToken'] !== refreshToken)
        return send(response, 403, { error: 'TOKEN_EXPIRED', message: 'expired' }, 'AccessDeniedException');
      return send(response, 200, {
        accessToken: { accessKeyId, secretAccessKey, sessionToken },
        tokenType: 'aws_sigv4',
        expiresIn: 900,
        refreshToken,
      });
    // https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html
    case 'GET /container':
      if (headers.authorization !== 'Bearer of-the-container') return send(response, 403, {});
      return send(response, 200, { ...metadata, Expiration: expiration });
    // https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-metadata-security-credentials.html
    case 'PUT /latest/api/token':
      response.writeHead(200, { 'content-type': 'text/plain' }).end('of-the-instance');
      return;
    case 'GET /latest/meta-data/iam/security-credentials/':
      response.writeHead(200, { 'content-type': 'text/plain' }).end('instance-role');
      return;
    case 'GET /latest/meta-data/iam/security-credentials/instance-role':
      if (headers['x-aws-ec2-metadata-token'] !== 'of-the-instance') return send(response, 401, {});
      return send(response, 200, {
        ...metadata,
        Code: 'Success',
        Type: 'AWS-HMAC',
        LastUpdated: new Date().toISOString(),
        Expiration: expiration,
      });
    default:
      return send(response, 404, {});
  }
}

function send(response: ServerResponse, status: number, body: object, error?: string): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    ...(error && { 'x-amzn-errortype': error }),
  });
  response.end(JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const text = Buffer.concat(chunks).toString('utf8');
  return text.startsWith('{') ? JSON.parse(text) : {};
}
