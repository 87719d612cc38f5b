import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { item, keyhole } from './support';

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

  it('does nothing with an argument that is no item', async () => {
    assert.equal(await copied('keyhole.copyName', { kind: 'parameter' }), '');
    assert.equal(await copied('keyhole.copyReference', 'text'), '');
  });
});
