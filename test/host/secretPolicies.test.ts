import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { applyPolicy } from '../../src/client/documents/applyPolicy';
import { closeAll, deps, replace } from './policySupport';
import { codeOf, eventually, item, keyhole, keyholeProblems, setFaults } from './support';

describe('the resource policy of a secret', () => {
  const SECRET = 'dev/my-app/database';
  const policyFor = (Principal: unknown) => ({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal, Action: 'secretsmanager:GetSecretValue', Resource: '*' }],
  });
  const laidOut = (policy: unknown) => `${JSON.stringify(policy, null, 2)}\n`;

  async function openedOf(name: string): Promise<vscode.TextDocument> {
    const { views } = await keyhole();
    await vscode.commands.executeCommand('keyhole.openSecretPolicy', await item(views.secrets, name));
    const document = vscode.window.activeTextEditor?.document;
    assert.ok(document, 'an editor is open');
    return document;
  }

  async function live(): Promise<{
    readonly root: string;
    policy(): Promise<string>;
    remove(): Promise<void>;
  }> {
    const { session, views } = await keyhole();
    const secret = await item(views.secrets, SECRET);
    assert.ok(secret.kind === 'secret' && secret.metadata.arn !== undefined);
    const { arn } = secret.metadata;
    const { aws } = await session.connect();
    return {
      root: `arn:aws:iam::${arn.split(':')[4]}:root`,
      policy: () => aws.secrets.policy(arn),
      remove: () => aws.secrets.deletePolicy(arn),
    };
  }

  afterEach(async () => {
    await setFaults({});
    await (await live()).remove();
    const document = await openedOf(SECRET);
    await vscode.commands.executeCommand('keyhole.discardDocument', document.uri);
    await closeAll();
  });

  it('opens, without a statement where there is none', async () => {
    const document = await openedOf(SECRET);
    assert.match(document.uri.path, /\/SANDBOX dev∕my-app∕database\.json$/);
    assert.deepEqual(JSON.parse(document.getText()), { Version: '2012-10-17', Statement: [] });
  });

  it('is linted as the policy of a secret', async () => {
    const document = await openedOf(SECRET);
    await replace(document, laidOut(policyFor('*')));
    await eventually(() => {
      const codes = keyholeProblems(document.uri).map(codeOf);
      assert.ok(codes.includes('secret/public'), codes.join());
      assert.ok(!codes.includes('policy/lockout'), codes.join());
    });
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('is put, and taken away when no statement is left', async () => {
    const { root, policy } = await live();
    const document = await openedOf(SECRET);
    const none = document.getText();
    const wanted = policyFor({ AWS: root });
    await replace(document, laidOut(wanted));
    await applyPolicy(document.uri, await deps());
    assert.deepEqual(JSON.parse(await policy()), wanted);
    await replace(document, none);
    const removal = await deps();
    await applyPolicy(document.uri, removal);
    assert.equal(await policy(), '');
    const [change] = removal.asked;
    assert.ok(typeof change === 'object');
    assert.match(change.question, /^Remove the policy of SANDBOX dev\/my-app\/database\?/);
  });

  it('is not put, and nobody asked, where AWS finds something wrong with it', async () => {
    const { policy } = await live();
    const document = await openedOf(SECRET);
    await replace(document, laidOut(policyFor('*')));
    const open = await deps();
    await assert.rejects(
      applyPolicy(document.uri, open),
      /The policy of SANDBOX dev\/my-app\/database was not sent: it would let everybody in.*\(check PUBLIC_ACCESS\)\.$/,
    );
    const locking = { Effect: 'Deny', Principal: '*', Action: 'secretsmanager:*', Resource: '*' };
    await replace(document, laidOut({ Version: '2012-10-17', Statement: [locking] }));
    await assert.rejects(applyPolicy(document.uri, open), /would lock you out.*\(check LOCKOUT\)/);
    assert.deepEqual(open.asked, []);
    assert.equal(await policy(), '');
  });

  it('is put where AWS may not check it, and says so', async () => {
    const { root, policy } = await live();
    const document = await openedOf(SECRET);
    const wanted = policyFor({ AWS: root });
    await replace(document, laidOut(wanted));
    await setFaults({ deny: ['secretsmanager:ValidateResourcePolicy'] });
    const unchecked = await deps();
    await applyPolicy(document.uri, unchecked);
    assert.deepEqual(JSON.parse(await policy()), wanted);
    const [change] = unchecked.asked;
    assert.ok(typeof change === 'object');
    assert.match(
      change.details.join('\n'),
      /AWS did not check the policy.*The missing permission is: secretsmanager:ValidateResourcePolicy\. What lets everybody/,
    );
    await replace(document, laidOut(policyFor('*')));
    await assert.rejects(applyPolicy(document.uri, unchecked), /BlockPublicPolicy/);
    assert.deepEqual(JSON.parse(await policy()), wanted);
  });

  it('is not checked where no statement is left, as nothing is put', async () => {
    const { root, policy } = await live();
    const document = await openedOf(SECRET);
    const none = document.getText();
    await replace(document, laidOut(policyFor({ AWS: root })));
    await applyPolicy(document.uri, await deps());
    await replace(document, none);
    await setFaults({ deny: ['secretsmanager:ValidateResourcePolicy'] });
    await applyPolicy(document.uri, await deps());
    assert.equal(await policy(), '');
  });

  it('is not put when it lets everybody in, or when that is denied', async () => {
    const { root, policy } = await live();
    const document = await openedOf(SECRET);
    await replace(document, laidOut(policyFor('*')));
    await assert.rejects(applyPolicy(document.uri, await deps()), /would let everybody in/);
    await replace(document, laidOut(policyFor({ AWS: root })));
    await setFaults({ deny: ['secretsmanager:PutResourcePolicy'] });
    await assert.rejects(
      applyPolicy(document.uri, await deps()),
      /The missing permission is: secretsmanager:PutResourcePolicy/,
    );
    await setFaults({});
    assert.equal(await policy(), '');
  });

  it('cannot be read where that is denied', async () => {
    const { views } = await keyhole();
    await setFaults({ deny: ['secretsmanager:GetResourcePolicy'] });
    await vscode.commands.executeCommand('keyhole.openSecretPolicy', await item(views.secrets, SECRET));
    assert.equal(vscode.window.activeTextEditor, undefined);
  });
});
