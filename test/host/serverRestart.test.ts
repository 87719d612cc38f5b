import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { CloseAction } from 'vscode-languageclient/node';
import { createErrorHandler } from '../../src/client/language/errorHandler';
import { codeOf, eventually, keyhole, keyholeProblems, openSample } from './support';

describe('a language server that dies', () => {
  it('comes back and checks what is open', async () => {
    const { language } = await keyhole();
    const sample = await openSample('template.yaml');
    await eventually(() => assert.ok(keyholeProblems(sample.uri).length > 0));
    assert.ok(language.client);
    const [server, ...others] = serverProcesses();
    assert.ok(server !== undefined && others.length === 0, 'one server runs');
    process.kill(server, 'SIGKILL');
    await eventually(() => {
      const [again] = serverProcesses();
      assert.ok(again !== undefined && again !== server, 'another server runs');
    });
    const content =
      'Resources:\n  A:\n    Type: AWS::SNS::Topic\n    Properties:\n      TopicName: "{{resolve:ssm:}}"\n';
    const document = await vscode.workspace.openTextDocument({ language: 'yaml', content });
    await vscode.window.showTextDocument(document);
    await eventually(() => assert.deepEqual(keyholeProblems(document.uri).map(codeOf), ['reference/syntax']));
    await eventually(() =>
      assert.ok(keyholeProblems(sample.uri).length > 0, 'what was open is checked again'),
    );
  });
});

describe('a language server that dies again and again', () => {
  /** What a handler did, with a clock that is set by hand. */
  function watched(answer?: string) {
    const seen = { time: 0, told: 0, logShown: 0 };
    const { closed } = createErrorHandler({
      log: { error: () => {}, show: () => (seen.logShown += 1) },
      now: () => seen.time,
      tell: async (_message, button) => {
        seen.told += 1;
        assert.equal(button, 'Show Log');
        return answer;
      },
    });
    const deaths = async (count: number) => {
      const actions: CloseAction[] = [];
      for (let i = 0; i < count; i += 1) actions.push((await closed()).action);
      return actions;
    };
    return { seen, deaths };
  }
  const { Restart, DoNotRestart } = CloseAction;

  it('is given up after the fourth time in three minutes, and the log is one click away', async () => {
    const { seen, deaths } = watched('Show Log');
    assert.deepEqual(await deaths(3), [Restart, Restart, Restart]);
    assert.equal(seen.told, 0);
    seen.time = 179_999;
    assert.deepEqual(await deaths(1), [DoNotRestart]);
    await eventually(() => assert.deepEqual([seen.told, seen.logShown], [1, 1]));
  });

  it('shows no log to a person who does not ask for it', async () => {
    const { seen, deaths } = watched();
    await deaths(4);
    await new Promise(resolve => setImmediate(resolve));
    assert.deepEqual([seen.told, seen.logShown], [1, 0]);
  });

  it('is started again where the deaths are far apart', async () => {
    const { seen, deaths } = watched();
    await deaths(3);
    seen.time = 180_000;
    assert.deepEqual(await deaths(1), [Restart]);
    assert.equal(seen.told, 0);
  });
});

/** Children of this extension host that run the server's bundle. */
function serverProcesses(): readonly number[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .filter(pid => isServer(pid))
    .map(Number);
}

function isServer(pid: string): boolean {
  try {
    const parent = /^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return (
      Number(parent) === process.pid &&
      readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('dist/serverStart.js')
    );
  } catch {
    // It ended while it was looked at.
    return false;
  }
}
