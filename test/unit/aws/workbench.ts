/** An AWS that is one HTTP server on loopback, and a machine whose configuration is what the test says. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface Received {
  readonly target: string;
  readonly body: Record<string, unknown>;
  readonly authorization: string;
}

export interface Answer {
  readonly status?: number;
  readonly body?: unknown;
  /** The connection is closed without an answer. */
  readonly hangUp?: boolean;
  /** No answer at all, until the client goes. */
  readonly never?: boolean;
}

export interface FakeAws {
  readonly endpoint: string;
  readonly received: Received[];
  readonly openRequests: () => number;
  stop(): Promise<void>;
}

export async function startFakeAws(respond: (request: Received) => Answer): Promise<FakeAws> {
  const received: Received[] = [];
  let openRequests = 0;
  const server = createServer((request, response) => {
    openRequests += 1;
    request.socket.once('close', () => {
      openRequests = 0;
    });
    void read(request).then(text => {
      const call: Received = {
        target: String(request.headers['x-amz-target'] ?? '').replace(/^.*\./, ''),
        body: text.startsWith('{') ? JSON.parse(text) : {},
        authorization: String(request.headers.authorization ?? ''),
      };
      received.push(call);
      const { status = 200, body = {}, hangUp, never } = respond(call);
      if (hangUp) return request.socket.destroy();
      if (never) return undefined;
      openRequests -= 1;
      return response
        .writeHead(status, { 'content-type': 'application/x-amz-json-1.1' })
        .end(typeof body === 'string' ? body : JSON.stringify(body));
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    received,
    openRequests: () => openRequests,
    stop: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

export interface Machine {
  readonly config?: string;
  readonly credentials?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs with an empty AWS configuration but for what is given, and puts the environment back. */
export async function onMachine<T>(machine: Machine, run: () => Promise<T>): Promise<T> {
  const home = mkdtempSync(path.join(tmpdir(), 'keyhole-aws-'));
  const files = {
    AWS_CONFIG_FILE: path.join(home, 'config'),
    AWS_SHARED_CREDENTIALS_FILE: path.join(home, 'credentials'),
  };
  writeFileSync(files.AWS_CONFIG_FILE, machine.config ?? '');
  writeFileSync(files.AWS_SHARED_CREDENTIALS_FILE, machine.credentials ?? '');
  const before = { ...process.env };
  for (const name of Object.keys(process.env)) if (/^(AWS|KEYHOLE)_/.test(name)) delete process.env[name];
  Object.assign(process.env, { HOME: home, AWS_EC2_METADATA_DISABLED: 'true', KEYHOLE_LOOPBACK_ONLY: '1' });
  Object.assign(process.env, files, machine.env);
  try {
    return await run();
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
    rmSync(home, { recursive: true, force: true });
  }
}
