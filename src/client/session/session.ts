import * as vscode from 'vscode';
import { type Failure, failureError, failureOf, mfaRequired } from '../../core/failure';
import type { AwsConnection } from '../../core/ports';
import type { CallOptions } from '../../core/stores/call';
import type { AwsModule, Lazy, RunningSandbox } from '../lazy';
import {
  type ConnectionChoice,
  type ConnectionSettings,
  connectOptionsOf,
  emulators,
  hasProfile,
  parseChoice,
  profileLabel,
} from './choice';

/** What people read about a connection. Nothing here opens anything. */
export interface ConnectionLabel {
  readonly profile: string;
  /** What the person calls the connection, where it has a name. */
  readonly name?: string;
  readonly region?: string;
  /** Where requests go when it is not AWS itself. */
  readonly endpoint?: string;
  readonly sandbox: boolean;
  readonly account?: string;
  readonly arn?: string;
}

export type SessionState =
  | { readonly kind: 'locked'; readonly label: ConnectionLabel }
  | { readonly kind: 'idle'; readonly label: ConnectionLabel }
  | { readonly kind: 'connecting'; readonly label: ConnectionLabel }
  | { readonly kind: 'connected'; readonly label: ConnectionLabel; readonly problem?: Failure }
  | { readonly kind: 'failed'; readonly label: ConnectionLabel; readonly failure: Failure };

export interface Connected {
  readonly generation: number;
  readonly aws: AwsConnection;
  /** Resolves when the label says who we are, or when that could not be found out. */
  readonly identified: Promise<void>;
}

export interface Session extends vscode.Disposable {
  readonly state: SessionState;
  readonly choice: ConnectionChoice;
  /**
   * What will be connected to, as far as it can be told without connecting; undefined for the sandbox, and
   * while it is locked.
   */
  readonly place: string | undefined;
  /** Rises with every change of what is connected to; what came from an older one is stale. */
  readonly generation: number;
  /** The current connection, made when it is first asked for. Rejects with a FailureError. */
  connect(): Promise<Connected>;
  /** Resolves as `identified`, and asks AWS once more where it could not be found out before. */
  identify(): Promise<void>;
  choose(choice: ConnectionChoice): Promise<void>;
  /** Connects again with a code of the profile's MFA device, which AWS takes once. */
  enterMfaCode(code: string): void;
  /** Forgets the connection, so that the next use reads credentials and configuration again. */
  reconnect(): void;
  /** Forgets the connection and makes no other until it is unlocked, or something is chosen. */
  lock(): void;
  unlock(): void;
  /** Something else is connected to; what was read before does not hold. */
  readonly onDidChangeConnection: vscode.Event<void>;
  readonly onDidChangeState: vscode.Event<SessionState>;
}

export interface SessionDeps {
  readonly lazy: Lazy;
  readonly memento: vscode.Memento;
  readonly log: vscode.LogOutputChannel;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What it is connected to, whatever is chosen for the window. Absent: what was chosen, then the settings. */
  readonly fixed?: ConnectionChoice;
}

const CHOICE = 'keyhole.connection';

export function createSession({ lazy, memento, log, env, fixed }: SessionDeps): Session {
  const changedConnection = new vscode.EventEmitter<void>();
  const changedState = new vscode.EventEmitter<SessionState>();
  let choice = fixed ?? parseChoice(memento.get(CHOICE));
  let generation = 1;
  let state: SessionState = { kind: 'idle', label: guessedLabel(choice) };
  let pending: Promise<Connected> | undefined;
  let current: Connected | undefined;
  let identifying: Promise<void> | undefined;
  let sandbox: Promise<RunningSandbox> | undefined;
  let ended = new AbortController();
  let disposed = false;
  let locked = false;
  /** Kept until the role is assumed with it, and no longer. */
  let mfaCode: string | undefined;

  function guessedLabel(of: ConnectionChoice): ConnectionLabel {
    if (of.kind === 'sandbox') return { profile: 'sandbox', region: sandboxRegion, sandbox: true };
    if (of.kind === 'emulator') {
      const { emulator, region = emulatorRegion(env) } = of;
      return { profile: emulator, region, endpoint: emulators[emulator], sandbox: false };
    }
    const options = connectOptionsOf(of, readSettings());
    const region = options.region ?? env['AWS_REGION'] ?? env['AWS_DEFAULT_REGION'];
    return {
      profile: profileLabel(options.profile, env),
      sandbox: false,
      ...(of.kind === 'named' && { name: of.name }),
      ...(region && { region }),
      ...(options.endpoint && { endpoint: options.endpoint }),
    };
  }

  function setState(next: SessionState): void {
    state = next;
    if (!fixed) announce(choice, locked);
    changedState.fire(next);
  }

  async function optionsOf(of: ConnectionChoice, mine: number): Promise<Parameters<AwsModule['connect']>[0]> {
    if (hasProfile(of))
      return { ...connectOptionsOf(of, readSettings()), mfaCode: serial => takeMfaCode(serial, mine) };
    if (of.kind === 'emulator') {
      const { emulator, region = emulatorRegion(env) } = of;
      // None of the person's own: emulators take any, and write them into their logs.
      const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
      return { endpoint: emulators[emulator], region, credentials };
    }
    const { startSandbox, sampleSeed } = lazy.sandbox();
    if (disposed) throw new vscode.CancellationError();
    sandbox ??= startSandbox({ seed: sampleSeed() });
    const { endpoint } = await sandbox;
    return { endpoint, region: sandboxRegion, credentials: sandboxKeys };
  }

  /**
   * Nobody is asked from here: a file that is opened must not bring up a box. What failed offers to enter a code.
   */
  async function takeMfaCode(serial: string, mine: number): Promise<string> {
    // A call of the connection before, still on its way, must not take what is meant for this one.
    const code = mine === generation ? mfaCode : undefined;
    if (code === undefined) throw mfaRequired(serial);
    mfaCode = undefined;
    return code;
  }

  async function open(mine: number): Promise<Connected> {
    setState({ kind: 'connecting', label: guessedLabel(choice) });
    try {
      const aws = await lazy.aws().connect(await optionsOf(choice, mine));
      if (mine !== generation) {
        aws.dispose();
        return await connectAgain();
      }
      const label: ConnectionLabel = {
        ...guessedLabel(choice),
        region: aws.region,
        ...(aws.endpoint && { endpoint: aws.endpoint }),
      };
      log.info(`Connected: profile ${label.profile}, Region ${label.region}`);
      setState({ kind: 'connected', label });
      current = { generation: mine, aws, identified: describe(aws, mine) };
      return current;
    } catch (thrown) {
      if (mine !== generation) return connectAgain();
      // The next use tries again: credentials may have come in the meantime.
      pending = undefined;
      const failure = failureOf(thrown, 'connect');
      log.warn(`Not connected: ${failure.code}: ${failure.message}`);
      setState({ kind: 'failed', label: guessedLabel(choice), failure });
      throw thrown;
    }
  }

  /** What was opened is no longer wanted; nothing is, once this is disposed. */
  function connectAgain(): Promise<Connected> {
    return disposed ? Promise.reject(new vscode.CancellationError()) : connect();
  }

  /** Who we are and whether the other end is a sandbox: in the background, and never a reason to fail. */
  function describe(aws: AwsConnection, mine: number): Promise<void> {
    const asking = askWho(aws, mine, ended.signal).finally(() => {
      if (identifying === asking) identifying = undefined;
    });
    identifying = asking;
    return asking;
  }

  async function askWho(aws: AwsConnection, mine: number, signal: AbortSignal): Promise<void> {
    const options: CallOptions = { urgency: 'background', signal };
    const [isSandbox, identity] = await Promise.all([
      aws.endpoint ? isSandboxEndpoint(aws.endpoint, signal) : false,
      aws.identity
        .callerIdentity(options)
        .catch((thrown: unknown) => failureOf(thrown, 'sts:GetCallerIdentity')),
    ]);
    if (mine !== generation || state.kind !== 'connected') return;
    const label = { ...state.label, sandbox: state.label.sandbox || isSandbox };
    if ('kind' in identity) {
      log.warn(`sts:GetCallerIdentity: ${identity.code}: ${identity.message}`);
      setState({ kind: 'connected', label, problem: identity });
      return;
    }
    setState({ kind: 'connected', label: { ...label, account: identity.account, arn: identity.arn } });
  }

  function connect(): Promise<Connected> {
    if (locked) return Promise.reject(lockedFailure());
    pending ??= open(generation);
    return pending;
  }

  function reset(): void {
    generation += 1;
    mfaCode = undefined;
    ended.abort();
    ended = new AbortController();
    current?.aws.dispose();
    current = undefined;
    pending = undefined;
    identifying = undefined;
    setState({ kind: locked ? 'locked' : 'idle', label: guessedLabel(choice) });
    changedConnection.fire();
  }

  async function stopSandbox(): Promise<void> {
    const running = sandbox;
    sandbox = undefined;
    await running?.then(
      ({ stop }) => stop(),
      () => undefined, // It did not start: whoever asked for it was told.
    );
  }

  if (!fixed) announce(choice, locked);
  const settingsChanged = vscode.workspace.onDidChangeConfiguration(event => {
    if (event.affectsConfiguration('keyhole.aws') && choice.kind === 'aws') reset();
  });

  return {
    get state() {
      return state;
    },
    get choice() {
      return choice;
    },
    get place() {
      return locked || choice.kind === 'sandbox' ? undefined : placeOf(guessedLabel(choice), env);
    },
    get generation() {
      return generation;
    },
    connect,
    async identify() {
      if (identifying !== undefined || current === undefined || state.label.account !== undefined) {
        return identifying;
      }
      return describe(current.aws, current.generation);
    },
    async choose(next) {
      choice = next;
      locked = false;
      // At once: what a list of the connection before brings meanwhile must not be kept as one of this.
      reset();
      const stopped = next.kind === 'sandbox' ? undefined : stopSandbox();
      if (!fixed) await memento.update(CHOICE, next);
      await stopped;
    },
    enterMfaCode(code) {
      reset();
      mfaCode = code;
    },
    reconnect: reset,
    lock() {
      locked = true;
      reset();
    },
    unlock() {
      if (!locked) return;
      locked = false;
      reset();
    },
    onDidChangeConnection: changedConnection.event,
    onDidChangeState: changedState.event,
    dispose() {
      disposed = true;
      generation += 1;
      settingsChanged.dispose();
      ended.abort();
      current?.aws.dispose();
      void stopSandbox();
      changedConnection.dispose();
      changedState.dispose();
    },
  };
}

/** Without a Region in it, the profile's own is meant, and whoever compares finds out whether that changed. */
function placeOf({ profile, region, endpoint }: ConnectionLabel, env: SessionDeps['env']): string {
  return JSON.stringify([profile, region ?? '', endpoint ?? env['AWS_ENDPOINT_URL'] ?? '']);
}

function lockedFailure() {
  return failureError({
    kind: 'failure',
    code: 'locked',
    message: vscode.l10n.t('Keyhole is locked: nothing is read from AWS until you unlock it.'),
    operation: 'connect',
  });
}

/** For menus: "Leave the Sandbox" is there only where one was entered, "Unlock" only where it is locked. */
function announce({ kind }: ConnectionChoice, locked: boolean): void {
  void vscode.commands.executeCommand('setContext', 'keyhole.locked', locked);
  void vscode.commands.executeCommand('setContext', 'keyhole.sandbox', kind === 'sandbox');
}

/** What emulators are used with most. */
function emulatorRegion(env: SessionDeps['env']): string {
  return env['AWS_REGION'] ?? env['AWS_DEFAULT_REGION'] ?? 'us-east-1';
}

/** The Region the sample data is seeded in. */
const sandboxRegion = 'eu-west-1';
const sandboxKeys = { accessKeyId: 'AKIAKEYHOLESANDBOX00', secretAccessKey: 'sandbox' };

/** Machine-scoped settings: a repository cannot set them. */
export function readSettings(): ConnectionSettings {
  const settings = vscode.workspace.getConfiguration('keyhole.aws');
  const profile = settings.get<string>('profile');
  const region = settings.get<string>('region');
  const endpoint = settings.get<string>('endpoint');
  return { ...(profile && { profile }), ...(region && { region }), ...(endpoint && { endpoint }) };
}

/** The sandbox says what it is in a header. Asked on loopback alone: nothing else can be ours. */
async function isSandboxEndpoint(endpoint: string, signal: AbortSignal): Promise<boolean> {
  const { hostname } = new URL(endpoint);
  if (hostname !== '127.0.0.1' && hostname !== 'localhost' && hostname !== '[::1]') return false;
  try {
    const answer = await fetch(endpoint, { signal: AbortSignal.any([signal, AbortSignal.timeout(5_000)]) });
    return answer.headers.has('x-keyhole-sandbox');
  } catch {
    // Unreachable or another emulator: the first real request says so.
    return false;
  }
}
