import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Chosen, Offered } from '../../src/client/run/offered';
import { createPrograms } from '../../src/client/run/programTerminal';
import { briefly, commandProblem, type RunQuestions } from '../../src/client/run/runQuestions';
import { runWithValues } from '../../src/client/run/runWithValues';
import { callCounts, eventually, keyhole, resetCalls, setFaults } from './support';

const PASSWORD = 'FAKE-prod-password';

describe('Run a program with values', () => {
  let folder: string;
  let told: string;
  const programs = createPrograms();
  after(() => programs.dispose());
  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'run-with-values-'));
    told = path.join(folder, 'told');
    await resetCalls();
  });
  afterEach(async () => {
    await setFaults({});
    for (const terminal of vscode.window.terminals) terminal.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  /** A program that writes what it was given into a file. */
  const words = (...names: readonly string[]): [string, ...string[]] => [
    'sh',
    '-c',
    `printf '%s\\n' ${names.map(name => `"$${name}"`).join(' ')} >"$0.tmp"; mv "$0.tmp" "$0"`,
    told,
  ];

  async function run(chosen: readonly Chosen[], answers: Partial<RunQuestions> = {}) {
    const { session } = await keyhole();
    await session.connect();
    const seen: Offered[] = [];
    const questions: RunQuestions = {
      variables: async offered => {
        seen.push(offered);
        return offered.variables;
      },
      command: async () => words('DATABASE_PASSWORD', 'VSCODE_PID', 'ELECTRON_RUN_AS_NODE'),
      ...answers,
    };
    const terminal = await runWithValues(chosen, {
      session,
      generation: session.generation,
      questions,
      programs,
    });
    return { terminal, offered: seen[0] };
  }

  const prod: Chosen = {
    kind: 'path',
    path: '/my-app/prod',
    names: ['/my-app/prod/database/password', '/my-app/prod/database/host', '/my-app/prod/path'],
  };

  it('starts a program with the values below a path, and VS Code is told none of them', async () => {
    const { terminal, offered } = await run([prod]);
    assert.deepEqual(
      offered?.variables.map(({ name }) => name),
      ['DATABASE_HOST', 'DATABASE_PASSWORD'],
    );
    assert.match(offered?.leftOut.join() ?? '', /PATH/);
    await eventually(() => assert.equal(readFileSync(told, 'utf8'), `${PASSWORD}\n\n\n`));
    assert.ok(terminal && !('env' in terminal.creationOptions));
    assert.doesNotMatch(JSON.stringify(terminal.creationOptions), new RegExp(PASSWORD));
  });

  it('makes one variable of each key of a JSON secret', async () => {
    const { secrets } = (await (await keyhole()).session.connect()).aws;
    const { arn, name } = await secrets.describe('prod/my-app/database');
    const keys = await secrets.jsonKeys(arn);
    assert.ok(keys.form === 'json');
    const { offered: all } = await run([{ kind: 'secret', name, arn }], {
      command: async () => undefined,
    });
    assert.deepEqual(
      all?.variables.map(each => each.name),
      keys.keys.map(key => key.toUpperCase().replace(/[^A-Z0-9_]/g, '_')),
    );
    assert.equal(existsSync(told), false);
  });

  it('leaves out both of two that become one name', async () => {
    const { offered } = await run(
      [
        { kind: 'parameter', name: '/my-app/prod/database/host' },
        { kind: 'parameter', name: '/my-app/dev/database/host' },
        { kind: 'parameter', name: 'release-channel' },
      ],
      { command: async () => undefined },
    );
    assert.deepEqual(
      offered?.variables.map(({ name }) => name),
      ['RELEASE_CHANNEL'],
    );
    assert.equal(offered?.leftOut.length, 2);
  });

  it('starts nothing when one value is denied', async () => {
    const { terminal } = await run([prod], {
      command: async () => {
        await setFaults({ deny: ['ssm:GetParameters'] });
        return words('DATABASE_PASSWORD');
      },
    });
    assert.equal(terminal, undefined);
    assert.equal(existsSync(told), false);
  });

  it('starts nothing, and reads nothing, when something else is connected to meanwhile', async () => {
    const { session } = await keyhole();
    const { terminal } = await run([prod], {
      command: async () => {
        session.reconnect();
        await resetCalls();
        return words('DATABASE_PASSWORD');
      },
    });
    assert.equal(terminal, undefined);
    assert.doesNotMatch(await callCounts(), /"ssm:GetParameters"/);
    assert.equal(existsSync(told), false);
  });

  it('starts nothing where a question was left, or nothing was ticked', async () => {
    for (const answers of [
      { variables: async () => undefined },
      { variables: async () => [] },
      { command: async () => undefined },
    ]) {
      assert.equal((await run([prod], answers)).terminal, undefined);
    }
    assert.doesNotMatch(await callCounts(), /"ssm:GetParameters"/);
  });

  it('passes what is typed on, and Ctrl-C to what the program has started', async () => {
    const script = 'trap "echo ended >$0; exit" INT; read line; echo "$line" >"$0.line"; sleep 60 & wait';
    const { terminal } = await run([prod], { command: async () => ['sh', '-c', script, told] });
    assert.ok(terminal);
    await eventually(() => assert.ok(terminal.exitStatus === undefined));
    terminal.sendText('typed');
    await eventually(() => assert.equal(readFileSync(`${told}.line`, 'utf8'), 'typed\n'));
    terminal.sendText('\x03', false);
    await eventually(() => assert.equal(readFileSync(told, 'utf8'), 'ended\n'));
  });

  for (const [what, end] of [
    ['its terminal is closed', (terminal: vscode.Terminal) => terminal.dispose()],
    ['the window is', () => programs.dispose()],
  ] as const) {
    it(`ends the program and what it has started when ${what}`, async () => {
      const script = 'sleep 60 & echo "$$ $!" >"$0.tmp"; mv "$0.tmp" "$0"; wait';
      const { terminal } = await run([prod], { command: async () => ['sh', '-c', script, told] });
      assert.ok(terminal);
      const pids = await eventually(() => readFileSync(told, 'utf8').trim().split(' ').map(Number));
      for (const pid of pids) process.kill(pid, 0);
      end(terminal);
      await eventually(() => {
        for (const pid of pids) assert.throws(() => process.kill(pid, 0), { code: 'ESRCH' });
      });
    });
  }

  it('tells the first of many that are left out', () => {
    assert.equal(briefly(['a', 'b']), 'a; b');
    assert.match(
      briefly(Array.from({ length: 1_000 }, (_, index) => `v${index}`)),
      /^v0; .{1,20} and 995 more$/,
    );
  });

  it('says what a command line lacks', () => {
    assert.equal(commandProblem('npm start'), undefined);
    assert.match(commandProblem('a | b') ?? '', /no shell to read \|/);
    assert.notEqual(commandProblem(''), undefined);
    assert.notEqual(commandProblem('"a'), undefined);
  });
});
