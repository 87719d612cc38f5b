import * as vscode from 'vscode';
import { type CommandContext, handlersOf } from './commands/context';
import { registerCommands } from './commands/registerCommands';
import { eagerCommands } from './commands/table';
import { createLiveDocuments } from './documents/liveDocuments';
import { policyKind } from './documents/policyKind';
import { createStagedMark } from './documents/stagedMark';
import { valueKind } from './documents/valueKind';
import { createLanguageSupport } from './language/starter';
import { createLazy } from './lazy';
import { createLazyPart } from './lazyPart';
import { createLazyParts } from './lazyParts';
import type { ConnectionChoice } from './session/choice';
import { createConfigFile } from './session/configFile';
import { createConfigWatch } from './session/configWatch';
import { createExplored } from './session/explored';
import { createSession, type Session } from './session/session';
import { createStatusBar } from './session/statusBar';
import { createTestApi, type TestApi } from './testApi';
import type { Explorer } from './tree/explorer';
import { createViewShells } from './tree/shells';

/** Only wires: no request, no file is read, nothing heavy is loaded before someone asks for it. */
export function activate(context: vscode.ExtensionContext): TestApi | undefined {
  const log = vscode.window.createOutputChannel('Keyhole', { log: true });
  const lazy = createLazy();
  const parts = createLazyParts();
  const { env } = process;
  const memento = context.workspaceState;
  const session = createSession({ lazy, memento, log, env });
  const failures = (of: Session) => explorer.made()?.failures(of) ?? [];
  const watch = (of: Session) =>
    createConfigWatch({ session: of, lazy, env, log, failures: () => failures(of) });
  const openSession = (fixed: ConnectionChoice) => {
    const opened = createSession({ lazy, memento, log, env, fixed });
    const all = vscode.Disposable.from(watch(opened), opened);
    return { session: opened, dispose: () => all.dispose() };
  };
  const explored = createExplored({ session, memento, open: openSession });
  const { extensionUri, globalStorageUri: globalStorage, secrets, globalState } = context;
  const inventory = createLazyPart(() =>
    parts.inventory().createInventory({ globalStorage, secrets, globalState, log }),
  );
  const shells = createViewShells(name => explorer.get().views[name].provider);
  const explorer = createLazyPart(
    (): Explorer =>
      parts.explorer().makeExplorer({
        explored,
        shells,
        inventory: inventory.get,
        extensionUri,
        log,
        memento,
        globalState,
        saveValue: (saving, of) => writes.get().saveValue(saving, of),
      }),
  );
  const policies = createLiveDocuments(explored, policyKind);
  const values = createLiveDocuments(explored, valueKind);
  const writes = createLazyPart(() =>
    parts.writes().createWrites({ policies, values, log, onChange: () => onChange() }),
  );
  const server = {
    start: context.asAbsolutePath('dist/serverStart.js'),
    module: context.asAbsolutePath('dist/server.js'),
    codeCache: vscode.Uri.joinPath(globalStorage, 'server.codecache').fsPath,
  };
  const language = createLanguageSupport(parts.languageClient, {
    session,
    log,
    server,
    memento,
    globalState,
    inventory: inventory.get,
    openSession,
  });
  const commandContext: CommandContext = {
    session,
    explored,
    explorer,
    policies,
    values,
    writes,
    inventory,
    language,
    lazy,
    memento,
    globalState,
    extensionUri,
    log,
  };
  const onChange = () => {
    language.refresh();
    const views = explorer.made()?.views;
    void views?.parameters.refresh();
    void views?.secrets.refresh();
  };
  const tools = createLazyPart(() => parts.tools().createTools(commandContext));
  const health = createLazyPart(() => parts.health().createHealth(commandContext));
  const handlers = [
    () => handlersOf(eagerCommands, commandContext),
    () => parts.explorer().createItemCommands(commandContext),
    () => tools.get().commands,
    () => writes.get().commands(commandContext),
    () => health.get().commands,
  ];
  const commands = registerCommands(context.extension.packageJSON, handlers, log);

  // Disposed from the last to the first: what uses the session ends before it.
  context.subscriptions.push(
    log,
    session,
    createStatusBar(session),
    createConfigFile(() => parts.tools().configProblems(env), env),
    watch(session),
    inventory,
    explored,
    ...Object.values(shells),
    explorer,
    policies,
    values,
    writes,
    createStagedMark([policies, values]),
    language,
    tools,
    health,
    commands,
  );
  if (context.extensionMode !== vscode.ExtensionMode.Test) return undefined;
  return createTestApi({
    session,
    explored,
    explorer: explorer.get,
    policies,
    values,
    language,
    inventory: inventory.get,
  });
}
