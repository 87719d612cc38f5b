import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import * as vscode from 'vscode';
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
      readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('dist/server.js')
    );
  } catch {
    // It ended while it was looked at.
    return false;
  }
}
