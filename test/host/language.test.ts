import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  callCounts,
  codeOf,
  eventually,
  keyhole,
  keyholeProblems,
  openSample,
  positionOf,
  resetCalls,
  setFaults,
} from './support';

const host = '/my-app/prod/database/host';

describe('templates', () => {
  afterEach(async () => {
    await setFaults({});
  });

  async function hoverText(document: vscode.TextDocument, position: vscode.Position): Promise<string> {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      position,
    );
    return hovers
      .flatMap(({ contents }) => contents)
      .map(content => (typeof content === 'string' ? content : content.value))
      .join('\n');
  }

  async function template(body: string): Promise<vscode.TextDocument> {
    const content = `AWSTemplateFormatVersion: "2010-09-09"\nResources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Properties:\n      DisplayName: "${body}"\n`;
    const document = await vscode.workspace.openTextDocument({ language: 'yaml', content });
    await vscode.window.showTextDocument(document);
    return document;
  }

  it('marks a reference to a parameter that does not exist', async () => {
    const document = await openSample('template.yaml');
    await eventually(() => {
      const codes = keyholeProblems(document.uri).map(codeOf);
      assert.ok(codes.includes('reference/not-found'), codes.join());
    });
  });

  it('shows the value of a plain parameter in a hover', async () => {
    const document = await template(`{{resolve:ssm:${host}}}`);
    const text = await eventually(async () => {
      const shown = await hoverText(document, positionOf(document, host, 3));
      assert.match(shown, /Value/);
      return shown;
    });
    assert.match(text, /db-2\.prod\.example\.com/);
    assert.doesNotMatch(text, /command:keyhole\.reveal/);
  });

  it('names the account from the first answer on', async () => {
    const { session } = await keyhole();
    session.reconnect();
    const document = await template('{{resolve:ssm:/my-app/prod/nowhere}}');
    await eventually(() => {
      const [problem] = keyholeProblems(document.uri);
      assert.match(
        problem?.message ?? '',
        /No such parameter in sandbox · \d{12} · eu-west-1|No such parameter in [^·]+ · \d{12} · /,
      );
    });
  });

  it('shows a mask and a link for a SecureString and for a secret', async () => {
    for (const reference of [
      'ssm-secure:/my-app/prod/database/password',
      'secretsmanager:prod/my-app/database:SecretString:password',
    ]) {
      const document = await template(`{{resolve:${reference}}}`);
      await eventually(async () => {
        const shown = await hoverText(document, positionOf(document, 'my-app'));
        assert.match(shown, /••••••••/);
        assert.match(shown, /command:keyhole\.revealValue\?/);
      });
    }
  });

  it('hovers without a value when the account does not answer', async () => {
    const { session } = await keyhole();
    await setFaults({ deny: ['ssm:DescribeParameters', 'ssm:GetParameters'] });
    session.reconnect();
    const document = await template('{{resolve:ssm:/my-app/prod/database/port}}');
    const text = await eventually(async () => {
      const shown = await hoverText(document, positionOf(document, 'database'));
      assert.notEqual(shown, '');
      return shown;
    });
    assert.doesNotMatch(text, /^Value/m);
    await setFaults({});
    session.reconnect();
  });

  it('hovers without the value when it comes late', async () => {
    await setFaults({ actions: ['ssm:GetParameter'], delayMs: 6_000 });
    const document = await template('{{resolve:ssm:/my-app/dev/database/port}}');
    const text = await eventually(async () => {
      const shown = await hoverText(document, positionOf(document, 'database'));
      assert.notEqual(shown, '');
      return shown;
    });
    assert.doesNotMatch(text, /^Value/m);
  });

  it('completes names', async () => {
    const document = await template('{{resolve:ssm:/my-app/prod/database/');
    const position = positionOf(document, 'database/', 'database/'.length);
    await eventually(async () => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        position,
      );
      // Words of open documents are offered too; ours say what they are.
      const ours = list.items.filter(({ detail }) => detail?.startsWith('String'));
      assert.ok(ours.some(({ label }) => String(label).includes('host')));
    });
  });

  it('reports nothing live with keyhole.lint.live off', async () => {
    const settings = vscode.workspace.getConfiguration('keyhole.lint');
    await settings.update('live', false, vscode.ConfigurationTarget.Global);
    try {
      const document = await openSample('template.yaml');
      await eventually(() => {
        const codes = keyholeProblems(document.uri).map(codeOf);
        assert.ok(codes.length > 0 && !codes.includes('reference/not-found'), codes.join());
      });
    } finally {
      await settings.update('live', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('reads secrets for the names of their keys only when keyhole.lint.secretKeys is on', async () => {
    const code = 'reference/unknown-secret-key';
    await resetCalls();
    const document = await template(
      '{{resolve:secretsmanager:prod/my-app/database:SecretString:pasword}} {{resolve:secretsmanager:prod/my-app/legacy-token}}',
    );
    const codes = () => keyholeProblems(document.uri).map(codeOf);
    await eventually(() => assert.ok(codes().includes('reference/secret-deleted'), codes().join()));
    assert.ok(!codes().includes(code));
    assert.doesNotMatch(await callCounts(), /GetSecretValue/);
    const settings = vscode.workspace.getConfiguration('keyhole.lint');
    await settings.update('secretKeys', true, vscode.ConfigurationTarget.Global);
    try {
      await eventually(() => assert.ok(codes().includes(code), codes().join()));
    } finally {
      await settings.update('secretKeys', undefined, vscode.ConfigurationTarget.Global);
    }
    await eventually(() => assert.ok(!codes().includes(code), codes().join()));
  });

  it('puts no secret value into any document', async () => {
    const texts = vscode.workspace.textDocuments.map(document => document.getText());
    assert.equal(
      texts.some(text => text.includes('FAKE-')),
      false,
    );
  });
});
