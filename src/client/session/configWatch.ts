import path from 'node:path';
import * as vscode from 'vscode';
import type { FailureCode } from '../../core/failure';
import type { Lazy } from '../lazy';
import { awsFiles } from './awsFiles';
import { connectOptionsOf, hasProfile } from './choice';
import { readSettings, type Session } from './session';

/** What a change of the files may mend. */
const MENDABLE: ReadonlySet<FailureCode> = new Set([
  'expired',
  'mfa-required',
  'no-credentials',
  'no-region',
]);
/** A sign-in writes several files; all are there then. */
const SETTLE_MS = 400;
/** Watchers are installed in another process: what was edited until they are there is seen by a look after this. */
const INSTALLED_MS = 2_000;

export interface ConfigWatchDeps {
  readonly session: Session;
  readonly lazy: Lazy;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly log: vscode.LogOutputChannel;
  /** Failures of what was read from the connection: the views know of a session that has expired since. */
  failures(): readonly FailureCode[];
}

/**
 * Connects again by itself after a sign-in elsewhere or an edited profile: when something has failed for want of
 * credentials and the files of the AWS configuration change, or when the profile in use says something else. A token that
 * the SDK renews is neither. Watches nothing before the first connection.
 */
export function createConfigWatch(deps: ConfigWatchDeps): vscode.Disposable {
  const { session, lazy, log } = deps;
  const watchers: vscode.Disposable[] = [];
  let timer: NodeJS.Timeout | undefined;
  let known: string | undefined;
  let disposed = false;

  const stateChanged = session.onDidChangeState(({ kind }) => {
    // What is edited while it connects is news.
    if (kind !== 'connecting' || !hasProfile(session.choice)) return;
    if (watchers.length === 0) watch();
    void remember();
  });

  function watch(): void {
    for (const pattern of patterns(deps.env)) {
      const watcher = vscode.workspace.createFileSystemWatcher(pattern);
      watchers.push(watcher, watcher.onDidChange(changed), watcher.onDidCreate(changed));
    }
    timer = setTimeout(() => void look('edited'), INSTALLED_MS);
  }

  function changed(): void {
    clearTimeout(timer);
    timer = setTimeout(() => void look('changed'), SETTLE_MS);
  }

  /** `edited`: whether the files say something else of the profile is all there is to see. */
  async function look(what: 'changed' | 'edited'): Promise<void> {
    if (disposed || !hasProfile(session.choice)) return;
    const { generation, state } = session;
    const failed = [
      ...(state.kind === 'failed' ? [state.failure.code] : []),
      ...(state.kind === 'connected' && state.problem ? [state.problem.code] : []),
      ...deps.failures(),
    ];
    const before = known;
    const now = await settingsNow();
    if (disposed || generation !== session.generation) return;
    const edited = before !== undefined && now !== before;
    const mended = what === 'changed' && failed.some(code => MENDABLE.has(code));
    if (!edited && !mended) return;
    log.info(
      edited ? 'The AWS profile was edited: connecting again' : 'The AWS files changed: connecting again',
    );
    known = now;
    session.reconnect();
  }

  async function remember(): Promise<void> {
    const { generation } = session;
    const now = await settingsNow();
    if (generation === session.generation) known = now;
  }

  async function settingsNow(): Promise<string | undefined> {
    if (!hasProfile(session.choice)) return undefined;
    const { profile } = connectOptionsOf(session.choice, readSettings());
    return lazy.aws().profileSettings(profile);
  }

  return {
    dispose() {
      disposed = true;
      clearTimeout(timer);
      stateChanged.dispose();
      for (const watcher of watchers) watcher.dispose();
    },
  };
}

function patterns(env: ConfigWatchDeps['env']): readonly vscode.RelativePattern[] {
  const { config, credentials, tokens } = awsFiles(env);
  const inFolder = (folder: string, glob: string) =>
    new vscode.RelativePattern(vscode.Uri.file(folder), glob);
  return [
    ...[config, credentials].map(file => inFolder(path.dirname(file), path.basename(file))),
    ...tokens.map(folder => inFolder(folder, '*.json')),
  ];
}
