import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import { createSession } from '../../src/client/session/session';
import { failureOf } from '../../src/core/failure';
import { eventually, keyhole, setFaults } from './support';

describe('a session that ends', () => {
  it('opens nothing more when it ends while it connects', async () => {
    await keyhole();
    const { extensionPath } = vscode.extensions.getExtension('keyhole-aws.keyhole') ?? {};
    assert.ok(extensionPath);
    const aws = require(path.join(extensionPath, 'dist/aws.js'));
    let opened = 0;
    let closed = 0;
    const session = createSession({
      // The real connection, counted.
      lazy: {
        aws: () => ({
          ...aws,
          connect: async (options: object) => {
            const connection = await aws.connect(options);
            opened += 1;
            return { ...connection, dispose: () => (closed += 1) };
          },
        }),
        sandbox: () => assert.fail('nobody asked for it'),
        fileEncryption: () => assert.fail('nobody asked for it'),
      },
      memento: { get: () => undefined, update: async () => {}, keys: () => [] },
      log: vscode.window.createOutputChannel('session test', { log: true }),
      env: process.env,
    });
    const connecting = session.connect();
    session.dispose();
    await assert.rejects(connecting, (thrown: unknown) => failureOf(thrown).code === 'cancelled');
    assert.deepEqual([opened, closed], [1, 1]);
  });

  it('is another from the moment something else is chosen, not once that is kept', async () => {
    const { session } = await keyhole();
    const { generation, place } = session;
    const chosen = session.choose({ kind: 'aws', profile: 'chosen-next' });
    try {
      assert.deepEqual([session.generation, session.state.kind], [generation + 1, 'idle']);
      assert.notEqual(session.place, place);
    } finally {
      await chosen;
      await session.choose({ kind: 'aws' });
    }
  });

  it('asks who it is once more on a refresh, where that could not be found out', async () => {
    const { session } = await keyhole();
    await setFaults({ actions: ['sts:*'], error: 1 });
    session.reconnect();
    const { identified } = await session.connect();
    await identified;
    assert.equal(session.state.label.account, undefined);
    assert.ok(session.state.kind === 'connected' && session.state.problem);
    await setFaults({});
    await vscode.commands.executeCommand('keyhole.parameters.refresh');
    await eventually(() => assert.equal(session.state.label.account, '123456789012'));
    assert.ok(session.state.kind === 'connected' && session.state.problem === undefined);
  });
});
