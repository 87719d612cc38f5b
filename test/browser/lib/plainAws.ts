// The sandbox without its sign: what the workbench sees is an account like any other, where production is production.
import { createServer, request } from 'node:http';

export interface PlainAws {
  readonly endpoint: string;
  /** Where it passes requests on to. */
  lead(endpoint: string): void;
  stop(): Promise<void>;
}

export async function startPlainAws(): Promise<PlainAws> {
  let target: string | undefined;
  const server = createServer((incoming, outgoing) => {
    if (target === undefined) {
      outgoing.writeHead(503).end();
      return;
    }
    const onward = request(
      new URL(incoming.url ?? '/', target),
      { method: incoming.method, headers: incoming.headers },
      answer => {
        const { 'x-keyhole-sandbox': _, ...headers } = answer.headers;
        outgoing.writeHead(answer.statusCode ?? 502, headers);
        answer.pipe(outgoing);
      },
    );
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    lead(endpoint) {
      target = endpoint;
    },
    stop: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
