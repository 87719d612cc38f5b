import assert from 'node:assert/strict';
import { request } from 'node:http';
import { startSandbox } from '../../../src/sandbox/sandbox';
import { ask, authorization, given, jsonOf, refusal, withSandbox } from './ask';

describe('the sandbox over HTTP', () => {
  it('says what it is', () =>
    withSandbox({}, async ({ endpoint }) => {
      assert.match(endpoint, /^http:\/\/127\.0\.0\.1:\d+$/);
      const response = await fetch(endpoint);
      assert.equal(response.headers.get('x-keyhole-sandbox'), '1');
      assert.equal(await response.text(), 'Keyhole sandbox: fake data, not AWS\n');
    }));

  it('gives every answer a request id', () =>
    withSandbox({}, async sandbox => {
      const ids = [await ask(sandbox, 'kms:ListKeys'), await ask(sandbox, 'kms:ListKeys')].map(reply =>
        reply.headers.get('x-amzn-requestid'),
      );
      assert.ok(ids[0] && ids[1] && ids[0] !== ids[1]);
    }));

  it('keeps a state for every Region', () =>
    withSandbox({}, async sandbox => {
      await given(sandbox, 'ssm:PutParameter', { Name: '/a', Value: 'x', Type: 'String' }, 'eu-west-1');
      assert.equal(
        await refusal(sandbox, 'ssm:GetParameter', { Name: '/a' }, 'us-east-1'),
        'ParameterNotFound',
      );
    }));

  const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'AmazonSSM.GetParameter' };
  const refused: [string, Record<string, string>, string, number, string][] = [
    ['no credentials', headers, '{}', 403, 'MissingAuthenticationTokenException'],
    [
      'half an Authorization header',
      { ...headers, authorization: 'AWS4-HMAC-SHA256' },
      '{}',
      400,
      'IncompleteSignatureException',
    ],
    [
      'an unknown operation',
      { ...headers, authorization: authorization('eu-west-1'), 'x-amz-target': 'AmazonSSM.SendCommand' },
      '{}',
      400,
      'UnknownOperationException',
    ],
    [
      'an unknown service',
      { ...headers, authorization: authorization('eu-west-1'), 'x-amz-target': 'constructor.constructor' },
      '{}',
      400,
      'UnknownOperationException',
    ],
    [
      'a body that is not JSON',
      { ...headers, authorization: authorization('eu-west-1') },
      '{',
      400,
      'SerializationException',
    ],
    [
      'a body that is no object',
      { ...headers, authorization: authorization('eu-west-1') },
      '[]',
      400,
      'SerializationException',
    ],
    [
      'a missing member',
      { ...headers, authorization: authorization('eu-west-1') },
      '{}',
      400,
      'ValidationException',
    ],
    [
      'a member of another type',
      { ...headers, authorization: authorization('eu-west-1') },
      '{"Name":7}',
      400,
      'SerializationException',
    ],
  ];
  for (const [what, sent, body, status, code] of refused) {
    it(`refuses ${what}`, () =>
      withSandbox({}, async ({ endpoint }) => {
        const response = await fetch(endpoint, { method: 'POST', headers: sent, body });
        assert.equal(response.status, status);
        assert.equal((await jsonOf(response))['__type'], code);
      }));
  }

  it('refuses what is too large without reading it all', () =>
    withSandbox({}, async ({ endpoint }) => {
      const response = await fetch(endpoint, { method: 'POST', body: 'x'.repeat(1_048_577) });
      assert.equal(response.status, 413);
    }));

  it('refuses another host name, as a rebound web page would send it', () =>
    withSandbox({}, async ({ endpoint }) => {
      assert.equal(await statusFor(endpoint, 'evil.example.com'), 403);
      assert.equal(await statusFor(endpoint, 'localhost'), 200);
    }));

  const pages: [string, (endpoint: string) => Record<string, string>, number][] = [
    ['the web', () => ({ origin: 'https://evil.example.com' }), 403],
    ['no origin of its own', () => ({ origin: 'null' }), 403],
    ['another port of this machine', () => ({ origin: 'http://127.0.0.1:8080' }), 403],
    ['the same port by another scheme', endpoint => ({ origin: endpoint.replace('http:', 'https:') }), 403],
    ['the sandbox itself', endpoint => ({ origin: endpoint }), 200],
  ];
  for (const [what, headers, status] of pages) {
    it(`answers ${status} to a page of ${what}`, () =>
      withSandbox({}, async ({ endpoint }) => {
        const path = `${endpoint}/_sandbox/faults`;
        const response = await fetch(path, { method: 'POST', headers: headers(endpoint), body: '{}' });
        assert.equal(response.status, status);
      }));
  }

  it('refuses what a page embeds, which comes without an origin', () =>
    withSandbox({}, async ({ endpoint }) => {
      const host = new URL(endpoint).host;
      assert.equal(await statusFor(endpoint, host, { 'sec-fetch-site': 'cross-site' }), 403);
      assert.equal(await statusFor(endpoint, host, { 'sec-fetch-site': 'same-site' }), 403);
      assert.equal(await statusFor(endpoint, host, { 'sec-fetch-site': 'none' }), 200);
    }));

  it('refuses other methods', () =>
    withSandbox({}, async ({ endpoint }) => {
      assert.equal((await fetch(endpoint, { method: 'PUT', body: '' })).status, 405);
    }));

  it('speaks XML for STS', () =>
    withSandbox({}, async ({ endpoint }) => {
      const send = (action: string) =>
        fetch(endpoint, {
          method: 'POST',
          headers: {
            'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
            authorization: authorization('eu-west-1', 'sts'),
          },
          body: `Action=${action}&Version=2011-06-15`,
        });
      const known = await send('GetCallerIdentity');
      assert.match(await known.text(), /<Account>123456789012<\/Account>/);
      const unknown = await send('GetSessionToken');
      assert.equal(unknown.status, 400);
      assert.match(await unknown.text(), /<Code>InvalidAction<\/Code>/);
    }));

  it('says when its port is taken', () =>
    withSandbox({}, async ({ endpoint }) => {
      await assert.rejects(startSandbox({ port: Number(new URL(endpoint).port) }), /EADDRINUSE/);
    }));

  it('stops although a request is waiting', async () => {
    const sandbox = await startSandbox({});
    sandbox.faults.set({ delayMs: 600_000 });
    const waiting = assert.rejects(ask(sandbox, 'kms:ListKeys'));
    while (sandbox.calls.counts().total === 0) await new Promise(resolve => setImmediate(resolve));
    await sandbox.stop();
    await waiting;
  });
});

function statusFor(
  endpoint: string,
  host: string,
  more: Record<string, string> = {},
): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(endpoint, { headers: { host, ...more } }, response => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.once('error', reject);
    sent.end();
  });
}
