/**
 * Loads what only some commands need, so that `keyhole lint` starts without the SDK and without the language server.
 * Each is a bundle of its own beside dist/cli.js; `require`, because esbuild would inline a dynamic import.
 */
export type AwsModule = Pick<typeof import('../aws/connection'), 'connect'>;
export type SandboxModule = Pick<
  typeof import('../sandbox/sandbox'),
  'startSandbox' | 'sampleSeed' | 'parseSeed'
>;
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
