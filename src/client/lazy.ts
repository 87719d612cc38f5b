/**
 * The one place that loads what talks to AWS, which must not be part of start-up. Each is an entry of its own in
 * esbuild.mjs and `external` here; `require`, because a dynamic import of a path esbuild can resolve would be inlined.
 */
export type AwsModule = Pick<
  typeof import('../aws/connection'),
  'connect' | 'listProfiles' | 'profileSettings'
>;

export type FileEncryptionModule = Pick<
  typeof import('../aws/fileEncryption'),
  'encryptFile' | 'decryptFile'
>;

export type SandboxModule = Pick<typeof import('../sandbox/sandbox'), 'startSandbox' | 'sampleSeed'>;

export type RunningSandbox = Pick<Awaited<ReturnType<SandboxModule['startSandbox']>>, 'endpoint' | 'stop'>;

export interface Lazy {
  aws(): AwsModule;
  sandbox(): SandboxModule;
  fileEncryption(): FileEncryptionModule;
}

/** Node keeps a module that was loaded, so asking twice costs nothing. */
export function createLazy(): Lazy {
  return {
    aws: () => require('./aws.js'),
    sandbox: () => require('./sandbox.js'),
    fileEncryption: () => require('./fileEncryption.js'),
  };
}
