import * as vscode from 'vscode';
import { registerCommands } from './commands/table';
import { createPolicyDocuments } from './documents/policyDocuments';
import { createStagedMark } from './documents/stagedMark';
import { createLanguageSupport } from './language/starter';
import { createLazy } from './lazy';
import { createLazyPart } from './lazyPart';
import { createLazyParts } from './lazyParts';
import type { ConnectionSettings } from './session/choice';
import { createConfigFile } from './session/configFile';
import { createConfigWatch } from './session/configWatch';
import { createSession } from './session/session';
import { createStatusBar } from './session/statusBar';
import { createTestApi, type TestApi } from './testApi';
import type { Explorer } from './tree/explorer';
import { createViewShells } from './tree/shells';

/** Only wires: no request, no file is read, nothing heavy is loaded before someone asks for it. */
export function activate(context: vscode.ExtensionContext): TestApi | undefined {
  const log = vscode.window.createOutputChannel('Keyhole', { log: true });
  const lazy = createLazy();
  const parts = createLazyParts();
  const session = createSession({ lazy, memento: context.workspaceState, log, env: process.env });
  const { extensionUri, globalStorageUri: globalStorage, secrets, globalState } = context;
  const inventory = createLazyPart(() =>
    parts.inventory().createInventory({ globalStorage, secrets, globalState, log }),
  );
  const shells = createViewShells(name => explorer.get().views[name].provider);
  const explorer = createLazyPart(
    (): Explorer =>
      parts.explorer().makeExplorer({ session, shells, inventory: inventory.get, extensionUri, log }),
  );
  const policies = createPolicyDocuments(session);
  const writes = createLazyPart(() => parts.writes().createWrites({ session, policies }));
  const server = {
    start: context.asAbsolutePath('dist/serverStart.js'),
    module: context.asAbsolutePath('dist/server.js'),
    codeCache: vscode.Uri.joinPath(globalStorage, 'server.codecache').fsPath,
  };
  const openSession = (fixed: ConnectionSettings) => {
    const { env } = process;
    const bound = createSession({ lazy, memento: context.workspaceState, log, env, fixed });
    const watch = createConfigWatch({ session: bound, lazy, env, log, failures: () => [] });
    const all = vscode.Disposable.from(watch, bound);
    return { session: bound, dispose: () => all.dispose() };
  };
  const language = createLanguageSupport(parts.languageClient, {
    session,
    log,
    server,
    memento: context.workspaceState,
    globalState,
    inventory: inventory.get,
    openSession,
  });
  const commandContext = {
    session,
    explorer,
    policies,
    writes,
    inventory,
    language,
    lazy,
    extensionUri,
    log,
  };
  const commands = registerCommands(commandContext, {
    tools: () => parts.tools().createTools(commandContext),
    items: () => parts.explorer().createItemCommands(commandContext),
  });

  // Disposed from the last to the first: what uses the session ends before it.
  context.subscriptions.push(
    log,
    session,
    createStatusBar(session),
    createConfigFile(() => parts.tools().configProblems(process.env), process.env),
    createConfigWatch({
      session,
      lazy,
      env: process.env,
      log,
      failures: () => explorer.made()?.failures() ?? [],
    }),
    inventory,
    ...Object.values(shells),
    explorer,
    policies,
    writes,
    createStagedMark(policies),
    language,
    commands,
  );
  if (context.extensionMode !== vscode.ExtensionMode.Test) return undefined;
  return createTestApi({ session, explorer: explorer.get, policies, language, inventory: inventory.get });
}
