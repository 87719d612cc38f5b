import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { startLoopbackProxy } from '../../../scripts/lib/loopbackProxy.mjs';

/** A stand-in for the VS Code server: says what it was asked, and echoes on an upgraded connection. */
async function startEcho(): Promise<http.Server> {
  const server = http.createServer((request, response) => {
    response.writeHead(202, { 'x-seen': `${request.method} ${request.url}`, 'set-cookie': ['a=1', 'b=2'] });
    request.pipe(response);
  });
  server.on('upgrade', (_request, socket) => {
    socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n');
    socket.pipe(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

function portOf(server: http.Server): number {
  const address: AddressInfo | string | null = server.address();
  assert.ok(typeof address === 'object' && address);
  return address.port;
}

describe('scripts: loopback proxy', () => {
  let server: http.Server;
  let proxy: Awaited<ReturnType<typeof startLoopbackProxy>>;
  let origin: string;
  beforeEach(async () => {
    server = await startEcho();
    proxy = await startLoopbackProxy({ port: portOf(server), token: 'right' });
    origin = `http://127.0.0.1:${proxy.port}`;
  });
  afterEach(async () => {
    await proxy.stop();
    server.closeAllConnections();
    server.close();
  });

  it('gives the key for SecretStorage to whoever has the token, the same each time', async () => {
    const ask = () =>
      fetch(`${origin}/mint-key`, { method: 'POST', headers: { cookie: 'x=1; vscode-tkn=right' } });
    const keys = await Promise.all(
      [ask(), ask()].map(async answer => Buffer.from(await (await answer).arrayBuffer())),
    );
    assert.equal(keys[0]?.length, 32);
    assert.deepEqual(keys[0], keys[1]);
  });

  for (const cookie of ['', 'vscode-tkn=wrong', 'vscode-tkn=', 'other=right']) {
    it(`refuses the key with the cookie "${cookie}"`, async () => {
      const answer = await fetch(`${origin}/mint-key`, { method: 'POST', headers: { cookie } });
      assert.equal(answer.status, 403);
      assert.equal((await answer.arrayBuffer()).byteLength, 0);
    });
  }

  it('passes everything else through', async () => {
    const answer = await fetch(`${origin}/a/b?c=d`, { method: 'PUT', body: 'text' });
    assert.equal(answer.status, 202);
    assert.equal(answer.headers.get('x-seen'), 'PUT /a/b?c=d');
    assert.deepEqual(answer.headers.getSetCookie(), ['a=1', 'b=2']);
    assert.equal(await answer.text(), 'text');
  });

  it('passes upgraded connections through both ways', async () => {
    const socket = net.connect(proxy.port, '127.0.0.1');
    socket.write('GET /ws HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
    let received = '';
    for await (const chunk of socket) {
      received += chunk;
      if (received.endsWith('\r\n\r\n')) socket.write('ping');
      if (received.endsWith('ping')) break;
    }
    assert.match(received, /^HTTP\/1\.1 101 /);
  });

  it('answers 502 when the server is gone', async () => {
    server.closeAllConnections();
    server.close();
    assert.equal((await fetch(origin)).status, 502);
  });
});
