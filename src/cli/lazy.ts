/**
 * The one place that loads what `lint` must not pay for: the SDK, the sandbox, the language server. Each is an entry of its
 * own in esbuild.mjs and `external` here; `require`, because a dynamic import of a path esbuild can resolve would be inlined.
 */
export type AwsModule = Pick<typeof import('../aws/connection'), 'connect'>;

type WholeSandbox = typeof import('../sandbox/sandbox');

export interface SandboxModule extends Pick<WholeSandbox, 'sampleSeed' | 'parseSeed'> {
  startSandbox(
    ...options: Parameters<WholeSandbox['startSandbox']>
  ): Promise<Pick<Awaited<ReturnType<WholeSandbox['startSandbox']>>, 'endpoint'>>;
}

export type ServerModule = Pick<typeof import('../server/main'), 'serve'>;

export interface Lazy {
  aws(): AwsModule;
  sandbox(): SandboxModule;
  server(): ServerModule;
}

export function createLazy(): Lazy {
  return {
    aws: () => require('./aws.js'),
    sandbox: () => require('./sandbox.js'),
    server: () => require('./server.js'),
  };
}
