// The HTTP around the answers. Nothing is logged: requests carry values.
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AnswerDeps, answer } from './answer';
import type { CallRecorder } from './calls';
import { control } from './control';
import { parseCall } from './protocol';

/** AWS's largest request here is a secret of 65,536 bytes, escaped and in base64 well below this. */
const MAX_BODY_BYTES = 1_048_576;

export interface HttpDeps extends AnswerDeps {
  readonly calls: CallRecorder;
}

export function createSandboxServer(deps: HttpDeps): Server {
  return createServer((request, response) => {
    serve(request, response, deps).catch(() => {
      // The client hung up while it was sending: nobody is left to answer.
      response.destroy();
    });
  });
}

async function serve(request: IncomingMessage, response: ServerResponse, deps: HttpDeps): Promise<void> {
  response.setHeader('x-keyhole-sandbox', '1');
  // A web page must not reach the sandbox: neither by its own name for 127.0.0.1 nor by a request across origins.
  const { host, origin, 'sec-fetch-site': site = 'none' } = request.headers;
  // Another port is another origin: a page of some development server must not set faults or count calls either.
  const foreign =
    (origin !== undefined && origin !== `http://${host}`) || !/^(none|same-origin)$/.test(site.toString());
  if (!isLoopbackName(host) || foreign) return send(response, 403, 'text/plain', 'Loopback only.\n');
  const body = await bodyOf(request);
  if (body === undefined) {
    response.setHeader('connection', 'close');
    return send(response, 413, 'text/plain', `The request is larger than ${MAX_BODY_BYTES} bytes.\n`);
  }
  const path = (request.url ?? '/').replace(/\?.*$/, '');
  if (path.startsWith('/_sandbox/')) {
    const { status, contentType, body: text } = control(request.method ?? '', path, body, deps);
    return send(response, status, contentType, text);
  }
  if (request.method === 'GET' && path === '/')
    return send(response, 200, 'text/plain', 'Keyhole sandbox: fake data, not AWS\n');
  if (request.method !== 'POST')
    return send(response, 405, 'text/plain', 'The sandbox takes AWS requests by POST.\n');
  await serveAws(request, response, body, deps);
}

async function serveAws(
  request: IncomingMessage,
  response: ServerResponse,
  body: string,
  deps: HttpDeps,
): Promise<void> {
  const parsed = parseCall(request.headers, body);
  const end = deps.calls.begin(parsed.action);
  response.once('close', end);
  const delay = deps.faults.delayOf(parsed.action);
  if (delay > 0 && !(await waited(delay, response))) return;
  const misbehaviour = deps.faults.misbehaviourOf(parsed.action);
  if (misbehaviour === 'drop') {
    request.socket.destroy();
    return;
  }
  const requestId = randomUUID();
  const { status, contentType, body: text } = answer(parsed, request.headers, requestId, misbehaviour, deps);
  // Before the last byte goes out, so that a client that asks next does not overlap with itself.
  end();
  response.setHeader('x-amzn-requestid', requestId);
  send(response, status, contentType, text);
}

function send(response: ServerResponse, status: number, contentType: string, body: string): void {
  response.writeHead(status, { 'content-type': contentType, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

/** Undefined when it is too large; the rest is not read. */
async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > MAX_BODY_BYTES) return undefined;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** False when the client gave up first. */
function waited(milliseconds: number, response: ServerResponse): Promise<boolean> {
  return new Promise(resolve => {
    const timer = setTimeout(() => {
      response.off('close', gone);
      resolve(true);
    }, milliseconds);
    const gone = () => {
      clearTimeout(timer);
      resolve(false);
    };
    response.once('close', gone);
  });
}

function isLoopbackName(host: string | undefined): boolean {
  return /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])(:\d+)?$/.test(host ?? '');
}
