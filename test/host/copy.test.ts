import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { createTimedClipboard } from '../../src/client/value/clipboard';
import { eventually, item, keyhole } from './support';

describe('copy commands', () => {
  const host = '/my-app/prod/database/host';

  async function copied(command: string, ...args: readonly unknown[]): Promise<string> {
    await vscode.env.clipboard.writeText('');
    await vscode.commands.executeCommand(command, ...args);
    return vscode.env.clipboard.readText();
  }

  it('copies names, of keys by their alias', async () => {
    const { views } = await keyhole();
    assert.equal(await copied('keyhole.copyName', await item(views.parameters, host)), host);
    assert.equal(
      await copied('keyhole.copyName', await item(views.keys, 'alias/my-app-prod')),
      'alias/my-app-prod',
    );
  });

  it('copies the ARN', async () => {
    const { views } = await keyhole();
    assert.match(
      await copied('keyhole.copyArn', await item(views.secrets, 'dev/my-app/database')),
      /^arn:aws:secretsmanager:eu-west-1:\d{12}:secret:dev\/my-app\/database-\w{6}$/,
    );
  });

  it('copies the reference that fits the type', async () => {
    const { views } = await keyhole();
    const { parameters, secrets } = views;
    assert.equal(
      await copied('keyhole.copyReference', await item(parameters, host)),
      '{{resolve:ssm:/my-app/prod/database/host}}',
    );
    assert.equal(
      await copied('keyhole.copyReference', await item(parameters, '/my-app/prod/database/password')),
      '{{resolve:ssm-secure:/my-app/prod/database/password}}',
    );
    assert.equal(
      await copied('keyhole.copyReference', await item(secrets, 'dev/my-app/database')),
      '{{resolve:secretsmanager:dev/my-app/database}}',
    );
  });

  it('copies a selection, one line each', async () => {
    const { views } = await keyhole();
    const nodes = [await item(views.parameters, host), await item(views.parameters, 'release-channel')];
    assert.equal(await copied('keyhole.copyName', nodes[0], nodes), `${host}\nrelease-channel`);
  });

  it('asks which item when there is none, as the palette does', async () => {
    const { views } = await keyhole();
    await item(views.keys, 'alias/partner-share');
    await vscode.env.clipboard.writeText('');
    const done = vscode.commands.executeCommand('keyhole.copyReference');
    await eventually(async () => {
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      assert.match(await vscode.env.clipboard.readText(), /^\{\{resolve:/);
    });
    await done;
  });

  it('does nothing with an argument that is no item', async () => {
    assert.equal(await copied('keyhole.copyName', { kind: 'parameter' }), '');
    assert.equal(await copied('keyhole.copyReference', 'text'), '');
  });
});

describe('clipboard with a value', () => {
  const settings = () => vscode.workspace.getConfiguration('keyhole.clipboard');

  beforeEach(() => settings().update('clearSeconds', 1, vscode.ConfigurationTarget.Global));
  afterEach(() => settings().update('clearSeconds', undefined, vscode.ConfigurationTarget.Global));

  it('is cleared after a time', async () => {
    const clipboard = createTimedClipboard();
    await clipboard.copyValue('a fake value');
    assert.equal(await vscode.env.clipboard.readText(), 'a fake value');
    await eventually(async () => assert.equal(await vscode.env.clipboard.readText(), ''));
    clipboard.dispose();
  });

  it('is left alone when something else was copied', async () => {
    const clipboard = createTimedClipboard();
    await clipboard.copyValue('a fake value');
    await vscode.env.clipboard.writeText('something else');
    clipboard.dispose();
    await new Promise(resolve => setTimeout(resolve, 200));
    assert.equal(await vscode.env.clipboard.readText(), 'something else');
  });
});
