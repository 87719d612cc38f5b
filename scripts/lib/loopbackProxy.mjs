// A front door for the VS Code server. The workbench encrypts SecretStorage with half a key that it asks
// `POST /mint-key` for; a bare server answers 405 there, and then no extension can keep a secret. Everything else,
// websockets included, passes through unchanged.
import { randomBytes } from 'node:crypto';
import http from 'node:http';
import net from 'node:net';

/**
 * @param {{port: number, token: string}} server
 * @returns {Promise<{port: number, stop: () => Promise<void>}>}
 */
export async function startLoopbackProxy({ port, token }) {
  const key = randomBytes(32);
  const sockets = new Set();
  const proxy = http.createServer((request, response) => {
    if (request.method === 'POST' && pathOf(request) === '/mint-key') {
      const allowed = hasToken(request, token);
      response.writeHead(allowed ? 200 : 403, { 'Content-Type': 'application/octet-stream' });
      response.end(allowed ? key : undefined);
      return;
    }
    const { method, url, headers } = request;
    const onward = http.request({ host: '127.0.0.1', port, method, path: url, headers }, answer => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => {
      if (!response.headersSent) response.writeHead(502);
      response.end();
    });
    response.on('close', () => onward.destroy());
    request.pipe(onward);
  });
  proxy.on('connection', socket => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  proxy.on('upgrade', (request, socket, head) => {
    const onward = net.connect(port, '127.0.0.1', () => {
      onward.write(`${request.method} ${request.url} HTTP/1.1\r\n${rawHeaders(request)}\r\n`);
      onward.write(head);
      onward.pipe(socket);
      socket.pipe(onward);
    });
    onward.on('error', () => socket.destroy());
    onward.on('close', () => socket.destroy());
    socket.on('error', () => onward.destroy());
    socket.on('close', () => onward.destroy());
  });
  await new Promise((resolve, reject) => {
    proxy.once('error', reject);
    proxy.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: proxy.address().port,
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise(resolve => proxy.close(resolve));
    },
  };
}

function pathOf(request) {
  return request.url?.split('?')[0];
}

/** The cookie the server sets once the address with the token was opened. */
function hasToken(request, token) {
  return (request.headers.cookie ?? '').split(/;\s*/).includes(`vscode-tkn=${token}`);
}

function rawHeaders(request) {
  let text = '';
  for (let at = 0; at < request.rawHeaders.length; at += 2)
    text += `${request.rawHeaders[at]}: ${request.rawHeaders[at + 1]}\r\n`;
  return text;
}
