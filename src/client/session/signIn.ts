import { type ChildProcess, spawn } from 'node:child_process';
import * as vscode from 'vscode';
import type { Lazy } from '../lazy';
import { hasProfile } from './choice';
import type { Session } from './session';

/**
 * `aws sso login`, or `aws login` for a profile that was made by it, in a terminal the person sees; the tokens stay in
 * `~/.aws`, where the SDK reads them. The views read
 * again when it ended well.
 */
export async function signIn(session: Session, lazy: Lazy): Promise<void> {
  const { choice, state } = session;
  if (!hasProfile(choice)) return;
  const { profile } = state.label;
  const profiles = await lazy.aws().listProfiles();
  const isLogin = profiles.find(({ name }) => name === profile)?.kind === 'login';
  const terminal = vscode.window.createTerminal({
    name: vscode.l10n.t('AWS Sign In'),
    iconPath: new vscode.ThemeIcon('key'),
    pty: createLogin(signInArguments(profile, isLogin ? ['login'] : ['sso', 'login']), () =>
      session.reconnect(),
    ),
  });
  terminal.show();
}

/** `default` and credentials of the environment need no name. One argument, whatever the name begins with. */
function signInArguments(profile: string, command: readonly string[]): readonly string[] {
  const named = profile !== 'default' && profile !== 'environment';
  return [...command, ...(named ? [`--profile=${profile}`] : [])];
}

/** The command without a shell: a profile's name comes from a file and may hold anything. */
function createLogin(args: readonly string[], onSignedIn: () => void): vscode.Pseudoterminal {
  const written = new vscode.EventEmitter<string>();
  let child: ChildProcess | undefined;

  function run(): void {
    say(`$ aws ${args.join(' ')}\n`);
    const login = spawn('aws', args, { stdio: ['ignore', 'pipe', 'pipe'] });
    child = login;
    for (const stream of [login.stdout, login.stderr]) stream.on('data', (data: Buffer) => say(String(data)));
    login.on('error', error => ended(notStarted(error)));
    login.on('close', code => {
      // An error of the start was told.
      if (child !== login) return;
      ended(
        code === 0
          ? undefined
          : vscode.l10n.t('The sign-in ended without success (exit code {0}).', String(code)),
      );
    });
  }

  function ended(failure: string | undefined): void {
    child = undefined;
    if (failure === undefined) {
      say(
        `\n${vscode.l10n.t('Signed in. Keyhole reads your account again; this terminal can be closed.')}\n`,
      );
      onSignedIn();
    } else say(`\n${failure}\n${vscode.l10n.t('Press Enter to try again.')}\n`);
  }

  function say(text: string): void {
    written.fire(text.replaceAll(/\r?\n/g, '\r\n'));
  }

  return {
    onDidWrite: written.event,
    open: run,
    close: () => child?.kill(),
    handleInput(keys) {
      if (keys === '\x03') child?.kill();
      else if (keys === '\r' && child === undefined) run();
    },
  };
}

function notStarted(error: Error): string {
  const missing = 'code' in error && error.code === 'ENOENT';
  return missing
    ? vscode.l10n.t(
        'The AWS CLI is not on the PATH of this machine. Sign in where you have it, then use Refresh.',
      )
    : vscode.l10n.t('The AWS CLI did not start: {0}', error.message);
}
