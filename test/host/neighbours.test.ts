import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { createYamlNeighbour } from '../../src/client/language/yamlNeighbour';
import { codeOf, eventually, keyhole, keyholeProblems, openSample } from './support';

function memento(): vscode.Memento {
  const kept = new Map<string, unknown>();
  return {
    keys: () => [...kept.keys()],
    get: <T>(key: string, fallback?: T) => (kept.has(key) ? kept.get(key) : fallback) as T,
    update: async (key, value) => void kept.set(key, value),
  };
}

describe('beside other linters', () => {
  it('says of a rule what keyhole.lint.rules wants', async () => {
    await keyhole();
    const { uri } = await openSample('template.yaml');
    const code = 'reference/secure-not-supported-here';
    const severity = () => keyholeProblems(uri).find(problem => codeOf(problem) === code)?.severity;
    await eventually(() => assert.equal(severity(), vscode.DiagnosticSeverity.Error));
    const settings = vscode.workspace.getConfiguration('keyhole.lint');
    try {
      await settings.update(
        'rules',
        { [code]: 'info', 'policy/*': 'off' },
        vscode.ConfigurationTarget.Global,
      );
      await eventually(() => {
        assert.equal(severity(), vscode.DiagnosticSeverity.Information);
        assert.ok(
          !keyholeProblems(uri)
            .map(codeOf)
            .some(each => each.startsWith('policy/')),
        );
      });
    } finally {
      await settings.update('rules', undefined, vscode.ConfigurationTarget.Global);
    }
    await eventually(() => {
      assert.equal(severity(), vscode.DiagnosticSeverity.Error);
      assert.ok(
        keyholeProblems(uri)
          .map(codeOf)
          .some(each => each.startsWith('policy/')),
      );
    });
  });

  it('offers CloudFormation\u2019s tags to the YAML extension once, where it is there', async () => {
    await openSample('template.yaml');
    const asked: string[] = [];
    const ask = async (message: string) => {
      asked.push(message);
      return undefined;
    };
    const state = memento();
    createYamlNeighbour({ memento: state, isInstalled: () => false, ask }).dispose();
    await new Promise(resolve => setTimeout(resolve, 50));
    assert.equal(asked.length, 0);
    for (const _ of [1, 2]) createYamlNeighbour({ memento: state, isInstalled: () => true, ask }).dispose();
    await eventually(() => assert.equal(asked.length, 1));
    await new Promise(resolve => setTimeout(resolve, 50));
    assert.equal(asked.length, 1);
  });
});
