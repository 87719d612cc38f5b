import { type ChildProcess, spawn } from 'node:child_process';
import * as vscode from 'vscode';
import { childEnvironment } from '../../core/environment/childEnvironment';
import type { Sensitive } from '../../core/value/sensitive';

export interface Program {
  readonly words: readonly [command: string, ...args: string[]];
  readonly cwd: string;
  readonly values: ReadonlyMap<string, Sensitive<string>>;
}

export interface Programs extends vscode.Disposable {
  /** A program in a terminal of its own, with values in its environment. */
  open(program: Program): vscode.Terminal;
}

/**
 * Programs that end with the window, or with this: in groups of their own they would outlive it otherwise.
 *
 * Not `TerminalOptions.env`: every extension reads that in `vscode.window.terminals[…].creationOptions`, and VS Code writes
 * the launch configuration of terminals it brings back after a reload to its storage (`isTransient` keeps it from the
 * second alone). A pseudoterminal tells VS Code what the program prints, and nothing else. The price: the program sees
 * pipes and no terminal.
 */
export function createPrograms(): Programs {
  const running = new Set<ChildProcess>();
  return {
    open(program) {
      const terminal = vscode.window.createTerminal({
        name: program.words[0],
        iconPath: new vscode.ThemeIcon('key'),
        isTransient: true,
        pty: createPty(program, running),
      });
      terminal.show();
      return terminal;
    },
    dispose() {
      for (const child of running) signal(child, 'SIGHUP');
    },
  };
}

function createPty({ words, cwd, values }: Program, running: Set<ChildProcess>): vscode.Pseudoterminal {
  const written = new vscode.EventEmitter<string>();
  let child: ChildProcess | undefined;

  function run(): void {
    say(`${words.join(' ')}\n`);
    const [command, ...args] = words;
    try {
      child = spawn(command, args, {
        cwd,
        env: environmentWith(values),
        shell: false,
        // A group of its own, so that Ctrl-C reaches what the program has started.
        detached: process.platform !== 'win32',
        stdio: 'pipe',
      });
    } catch (thrown) {
      ended(notStarted(thrown));
      return;
    }
    const started = child;
    running.add(started);
    for (const stream of [started.stdout, started.stderr]) {
      stream?.setEncoding('utf8');
      stream?.on('data', (text: string) => say(text));
    }
    // Ended before it read what was typed: no failure.
    started.stdin?.on('error', () => {});
    started.on('error', error => {
      running.delete(started);
      ended(notStarted(error));
    });
    started.on('close', (code, signal) => {
      running.delete(started);
      // An error of the start was told.
      if (child === started) ended(vscode.l10n.t('Ended with {0}.', signal ?? String(code)));
    });
  }

  function ended(how: string): void {
    child = undefined;
    say(`\n${how}\n`);
  }

  function say(text: string): void {
    written.fire(text.replaceAll(/\r?\n/g, '\r\n'));
  }

  return {
    onDidWrite: written.event,
    open: run,
    close: () => signal(child, 'SIGHUP'),
    handleInput(keys) {
      if (keys === '\x03') signal(child, 'SIGINT');
      else if (keys === '\x04') child?.stdin?.end();
      else if (child?.stdin?.writable) {
        const text = keys.replaceAll('\r', '\n');
        say(text);
        child.stdin.write(text);
      }
    },
  };
}

/** What is VS Code's own (`ELECTRON_RUN_AS_NODE`) would make another program of some. */
function environmentWith(values: Program['values']): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(?:VSCODE|ELECTRON)_/.test(name));
  const given = [...values].map(([name, value]) => [name, value.reveal()]);
  return { ...childEnvironment(Object.fromEntries(inherited), Object.fromEntries(given), process.platform) };
}

function signal(child: ChildProcess | undefined, name: NodeJS.Signals): void {
  if (child?.pid === undefined) return;
  if (process.platform === 'win32') {
    child.kill();
    return;
  }
  try {
    process.kill(-child.pid, name);
  } catch {
    // It has ended meanwhile.
  }
}

/** The message of the system is about the program; a value is in none of them. */
function notStarted(thrown: unknown): string {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
  if (code === 'ENOENT' && process.platform === 'win32')
    return vscode.l10n.t(
      'There is no such program. A batch file, like npm, needs a shell: begin with cmd.exe /d /c.',
    );
  if (code === 'ENOENT') return vscode.l10n.t('There is no such program, or its folder is gone.');
  if (code === 'E2BIG')
    return vscode.l10n.t('The environment is too long for this machine: choose fewer values.');
  if (code === 'EINVAL' && process.platform === 'win32')
    return vscode.l10n.t('A batch file needs a shell: begin the command with cmd.exe /d /c.');
  return vscode.l10n.t('The program did not start: {0}', String(code ?? ''));
}
