// One whole Keyhole in one temporary folder: sandbox, VS Code server with the extension, sample workspace. What
// `npm start` shows, what the host tests run in, what the browser tests open.
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { isolatedEnvironment } from './environment.mjs';
import { startLoopbackProxy } from './loopbackProxy.mjs';
import { root, temporaryDirectory } from './paths.mjs';
import { stageExtension } from './stage.mjs';
import { startVsCodeServer } from './vscodeServer.mjs';

/** See session.d.mts for the types tests see. */
export async function startSession(options = {}) {
  const directory = temporaryDirectory('session');
  const closers = [];
  const halt = async () => {
    while (closers.length > 0) await closers.pop()();
  };
  const stop = async () => {
    await halt();
    rmSync(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  };
  try {
    const extension = options.extension ?? (await stageExtension(path.join(directory, 'keyhole')));
    const sandbox = await startSandboxOf(extension.folder, options.seed);
    if (sandbox) closers.push(() => sandbox.stop());
    const workspace = path.join(directory, 'my-app');
    if (options.workspace === null) mkdirSync(workspace);
    else cpSync(options.workspace ?? path.join(root, 'media/sample'), workspace, { recursive: true });
    const env = {
      ...isolatedEnvironment(directory, { endpoint: sandbox?.endpoint, credentials: sandbox !== undefined }),
      ...options.env,
    };
    // The test driver is given the extension as one under development; it must not be installed as well.
    const extensions = options.driver ? [] : [extension];
    const server = await startVsCodeServer({ ...options, directory, env, extensions });
    closers.push(server.stop);
    const proxy = await startLoopbackProxy(server);
    closers.push(proxy.stop);
    const opened = options.workspaceFile
      ? { workspace: path.join(workspace, options.workspaceFile) }
      : { folder: workspace };
    const query = new URLSearchParams({ tkn: server.token, ...opened });
    return {
      url: `http://127.0.0.1:${proxy.port}/?${query}`,
      authority: `127.0.0.1:${proxy.port}`,
      directory,
      extension,
      workspace,
      userData: server.userData,
      environment: env,
      exited: server.exited,
      ...(sandbox && { endpoint: sandbox.endpoint }),
      halt,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Waits until the workbench's page is really served, cookie and redirect included. */
export async function untilAnswering(url, { signal } = {}) {
  const end = Date.now() + 30_000;
  for (;;) {
    const answer = await page(url, signal).catch(() => undefined);
    if (answer?.includes('vscode-workbench-web-configuration')) return;
    if (Date.now() > end) throw new Error('VS Code did not answer within 30 s');
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}

async function page(url, signal) {
  const first = await fetch(url, { redirect: 'manual', signal });
  if (first.status === 200) return first.text();
  const cookie = first.headers
    .getSetCookie()
    .map(line => line.split(';')[0])
    .join('; ');
  const second = await fetch(new URL(first.headers.get('location') ?? '/', url), {
    headers: { cookie },
    signal,
  });
  return second.text();
}

/** `false` starts none; a seed replaces the sample data. */
export async function startSandboxOf(extensionFolder, seed) {
  if (seed === false) return undefined;
  const { startSandbox, sampleSeed } = sandboxModule(extensionFolder);
  return startSandbox({
    seed: typeof seed === 'function' ? seed(sandboxModule(extensionFolder)) : (seed ?? sampleSeed()),
  });
}

function sandboxModule(extensionFolder) {
  return createRequire(path.join(extensionFolder, 'package.json'))('./dist/sandbox.js');
}
