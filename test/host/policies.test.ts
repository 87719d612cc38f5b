import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { applyPolicy } from '../../src/client/documents/applyPolicy';
import { closeAll, deps, replace } from './policySupport';
import {
  callCounts,
  codeOf,
  eventually,
  item,
  keyhole,
  keyholeProblems,
  resetCalls,
  setFaults,
} from './support';

const DEV = 'alias/my-app-dev';

async function opened(alias: string): Promise<vscode.TextDocument> {
  const { views } = await keyhole();
  await vscode.commands.executeCommand('keyhole.openKeyPolicy', await item(views.keys, alias));
  const document = vscode.window.activeTextEditor?.document;
  assert.ok(document, 'an editor is open');
  return document;
}

function withSid(text: string, sid: string): string {
  const policy = JSON.parse(text);
  policy.Statement[0].Sid = sid;
  return `${JSON.stringify(policy, null, 2)}\n`;
}

/** Somebody else's change of the first statement's Sid, until it is undone. */
async function changedByOthers(alias: string): Promise<{ undo(): Promise<void> }> {
  const { session, views } = await keyhole();
  const key = await item(views.keys, alias);
  assert.ok(key.kind === 'key');
  const { aws } = await session.connect();
  const before = await aws.keys.policy(key.keyId);
  await aws.keys.putPolicy(key.keyId, withSid(before, 'theirs'));
  return { undo: () => aws.keys.putPolicy(key.keyId, before) };
}

async function inAccount(alias: string): Promise<string> {
  const { session, views } = await keyhole();
  const key = await item(views.keys, alias);
  assert.ok(key.kind === 'key');
  const { aws } = await session.connect();
  return aws.keys.policy(key.keyId);
}

describe('live key policy', () => {
  afterEach(async () => {
    await setFaults({});
    await closeAll();
  });

  it('opens as JSON under the name of its alias', async () => {
    const document = await opened('alias/my-app-prod');
    assert.equal(document.uri.scheme, 'keyhole-policy');
    assert.equal(document.languageId, 'json');
    assert.match(document.uri.path, /\/SANDBOX my-app-prod\.json$/);
    assert.match(document.uri.query, /account=\d{12}&spec=SYMMETRIC_DEFAULT&usage=ENCRYPT_DECRYPT/);
    assert.ok('Statement' in JSON.parse(document.getText()));
    assert.equal(vscode.workspace.fs.isWritableFileSystem(document.uri.scheme), true);
  });

  it('is completed with the roles of the account', async () => {
    const document = await opened('alias/my-app-dev');
    const text = document.getText();
    const at = text.indexOf('"arn:aws:iam::');
    assert.ok(at > 0);
    await eventually(async () => {
      const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        document.positionAt(at + 1),
      );
      const labels = items.map(({ label }) => (typeof label === 'string' ? label : label.label));
      assert.ok(
        labels.some(label => label.endsWith(':role/ci/deploy')),
        labels.slice(0, 5).join(),
      );
      assert.ok(labels.some(label => label.endsWith(':user/alice')));
    });
  });

  it('is told of another account until that is trusted', async () => {
    const document = await opened('alias/my-app-dev');
    const policy = JSON.parse(document.getText());
    policy.Statement.push({
      Sid: 'Other',
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::444455556666:root' },
      Action: 'kms:Decrypt',
      Resource: '*',
    });
    await replace(document, JSON.stringify(policy, null, 2));
    const foreign = () => keyholeProblems(document.uri).find(one => codeOf(one) === 'policy/foreign-account');
    const { range } = await eventually(() => {
      const found = foreign();
      assert.ok(found);
      return found;
    });
    const actions = await vscode.commands.executeCommand<readonly vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      range,
    );
    const trust = actions.find(({ title }) => title === 'Trust account 444455556666 in policies');
    assert.ok(trust?.command);
    const settings = () => vscode.workspace.getConfiguration('keyhole.lint');
    try {
      await vscode.commands.executeCommand(trust.command.command, ...(trust.command.arguments ?? []));
      assert.deepEqual(settings().get('trustedAccounts'), ['444455556666']);
      await eventually(() => assert.equal(foreign(), undefined));
      // Twice is once.
      await vscode.commands.executeCommand('keyhole.trustAccount', '444455556666');
      assert.deepEqual(settings().get('trustedAccounts'), ['444455556666']);
    } finally {
      await settings().update('trustedAccounts', undefined, vscode.ConfigurationTarget.Global);
    }
    await eventually(() => assert.ok(foreign()));
  });

  it('is linted', async () => {
    const document = await opened('alias/partner-share');
    await eventually(() => {
      const codes = keyholeProblems(document.uri).map(codeOf);
      assert.ok(codes.includes('policy/reachable-from-any-account'), codes.join());
    });
  });

  it('is read again on request', async () => {
    const document = await opened(DEV);
    const before = document.getText();
    await vscode.commands.executeCommand('keyhole.refreshDocument', document.uri);
    assert.equal(document.getText(), before);
  });

  it('opens no editor when KMS says no', async () => {
    await setFaults({ deny: ['kms:GetKeyPolicy'] });
    const { views } = await keyhole();
    await vscode.commands.executeCommand(
      'keyhole.openKeyPolicy',
      await item(views.keys, 'alias/my-app-prod'),
    );
    assert.equal(vscode.window.activeTextEditor, undefined);
  });

  it('does not ask KMS for an address that is none of its own', async () => {
    await resetCalls();
    const uri = vscode.Uri.from({ scheme: 'keyhole-policy', path: '/somewhere/else.json' });
    await assert.rejects(async () => vscode.workspace.openTextDocument(uri));
    assert.ok(!(await callCounts()).includes('GetKeyPolicy'));
  });
});

describe('a key policy that is edited', () => {
  const files = () => vscode.workspace.getConfiguration('files');
  const discard = async (document: vscode.TextDocument) => {
    await vscode.commands.executeCommand('keyhole.discardDocument', document.uri);
    await closeAll();
  };

  afterEach(async () => {
    await files().update('autoSave', undefined, vscode.ConfigurationTarget.Global);
    await files().update('autoSaveDelay', undefined, vscode.ConfigurationTarget.Global);
    await closeAll();
  });

  for (const mode of ['off', 'afterDelay', 'onFocusChange', 'onWindowChange']) {
    it(`is staged by saving and sent by nothing: autosave ${mode}`, async () => {
      await files().update('autoSave', mode, vscode.ConfigurationTarget.Global);
      await files().update('autoSaveDelay', 200, vscode.ConfigurationTarget.Global);
      const { policies } = await keyhole();
      const document = await opened(DEV);
      await resetCalls();
      const wanted = withSid(document.getText(), `staged ${mode}`);
      await replace(document, wanted);
      if (mode === 'onFocusChange') await vscode.commands.executeCommand('workbench.action.focusSideBar');
      // Without autosave, and in a window that never loses its focus, a person saves.
      if (mode === 'off' || mode === 'onWindowChange') await document.save();
      await eventually(() => assert.equal(policies.draft(document.uri)?.staged, wanted));
      await eventually(() => assert.equal(document.isDirty, false));
      assert.ok(!(await callCounts()).includes('PutKeyPolicy'));
      assert.ok(!(await inAccount(DEV)).includes('staged'));
      await discard(document);
      assert.equal(policies.draft(document.uri)?.staged, undefined);
      assert.ok(!(await opened(DEV)).getText().includes('staged'));
    });
  }

  it('is there again when its editor is opened again, until it is discarded', async () => {
    const document = await opened(DEV);
    const wanted = withSid(document.getText(), 'kept');
    await replace(document, wanted);
    await document.save();
    await closeAll();
    const again = await opened(DEV);
    assert.equal(again.getText(), wanted);
    await discard(again);
  });

  it('rests on what it was made from, whatever is read again', async () => {
    const { policies } = await keyhole();
    const document = await opened(DEV);
    const base = policies.draft(document.uri)?.base;
    await replace(document, withSid(document.getText(), 'mine'));
    await document.save();
    const theirs = await changedByOthers(DEV);
    try {
      await vscode.commands.executeCommand('keyhole.refreshDocument', document.uri);
      assert.equal(policies.draft(document.uri)?.base, base);
      await opened(DEV);
      assert.equal(policies.draft(document.uri)?.base, base);
      await vscode.commands.executeCommand('keyhole.discardDocument', document.uri);
      await eventually(() => assert.equal(JSON.parse(document.getText()).Statement[0].Sid, 'theirs'));
    } finally {
      await theirs.undo();
      await closeAll();
    }
  });

  it('keeps what is staged while something else is sent', async () => {
    const { policies } = await keyhole();
    const document = await opened(DEV);
    const before = document.getText();
    await replace(document, withSid(before, 'newer'));
    await document.save();
    policies.applied(document.uri, withSid(before, 'sent'));
    assert.ok(policies.draft(document.uri)?.staged?.includes('newer'));
    policies.applied(document.uri, before);
    await discard(document);
  });

  it('typed back to what it was is not staged', async () => {
    const { policies } = await keyhole();
    const document = await opened(DEV);
    const before = document.getText();
    await replace(document, withSid(before, 'other'));
    await document.save();
    await replace(document, before);
    await document.save();
    assert.equal(policies.draft(document.uri)?.staged, undefined);
  });

  it('is told of a lockout as one types', async () => {
    const document = await opened(DEV);
    const policy = JSON.parse(document.getText());
    const Statement = [
      {
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::111122223333:role/app' },
        Action: 'kms:Decrypt',
        Resource: '*',
      },
    ];
    await replace(document, JSON.stringify({ ...policy, Statement }, null, 2));
    await eventually(() => assert.ok(keyholeProblems(document.uri).map(codeOf).includes('policy/lockout')));
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });
});

describe('applying a key policy', () => {
  let original = '';
  before(async () => {
    original = await inAccount(DEV);
  });
  afterEach(async () => {
    const { session, views } = await keyhole();
    const key = await item(views.keys, DEV);
    assert.ok(key.kind === 'key');
    const { aws } = await session.connect();
    await aws.keys.putPolicy(key.keyId, original);
    const document = await opened(DEV);
    await vscode.commands.executeCommand('keyhole.discardDocument', document.uri);
    await closeAll();
  });

  async function staged(sid: string): Promise<vscode.TextDocument> {
    const document = await opened(DEV);
    await replace(document, withSid(document.getText(), sid));
    return document;
  }

  it('saves what is not saved, asks the gate, and sends it', async () => {
    const { policies } = await keyhole();
    const document = await staged('applied');
    const all = await deps();
    await applyPolicy(document.uri, all);
    assert.equal(JSON.parse(await inAccount(DEV)).Statement[0].Sid, 'applied');
    assert.equal(policies.draft(document.uri)?.staged, undefined);
    const [change] = all.asked;
    assert.ok(typeof change === 'object');
    assert.equal(change.question, 'Replace the policy of SANDBOX my-app-dev?');
  });

  it('sends nothing without the gate, and keeps it', async () => {
    const { policies } = await keyhole();
    const document = await staged('refused');
    await applyPolicy(document.uri, await deps(false));
    assert.ok(!(await inAccount(DEV)).includes('refused'));
    assert.ok(policies.draft(document.uri)?.staged?.includes('refused'));
  });

  it('does not lose what somebody else has changed meanwhile', async () => {
    const document = await staged('mine');
    const { session, views } = await keyhole();
    const key = await item(views.keys, DEV);
    assert.ok(key.kind === 'key');
    await (await session.connect()).aws.keys.putPolicy(key.keyId, withSid(original, 'theirs'));
    const no = await deps();
    await applyPolicy(document.uri, no);
    assert.deepEqual(no.asked, ['overwrite?']);
    assert.equal(JSON.parse(await inAccount(DEV)).Statement[0].Sid, 'theirs');
    await applyPolicy(document.uri, await deps(true, true));
    assert.equal(JSON.parse(await inAccount(DEV)).Statement[0].Sid, 'mine');
  });

  it('sends no text that is no JSON, and says what KMS says to the rest', async () => {
    const document = await opened(DEV);
    await replace(document, '{"Version": "2012-10-17", // all of it\n"Statement": []}');
    const broken = await deps();
    await assert.rejects(applyPolicy(document.uri, broken), /not valid JSON/);
    assert.deepEqual(broken.asked, []);
    await replace(
      document,
      JSON.stringify({
        Version: '2012-10-17',
        Statement: {
          Effect: 'Allow',
          Principal: { AWS: '444455556666' },
          Action: 'kms:Decrypt',
          Resource: '*',
        },
      }),
    );
    await eventually(() => assert.ok(keyholeProblems(document.uri).map(codeOf).includes('policy/lockout')));
    const locked = await deps();
    await assert.rejects(applyPolicy(document.uri, locked), /could not change it again/);
    const [change] = locked.asked;
    assert.ok(typeof change === 'object');
    assert.match(change.details.join(), /Nobody is allowed kms:PutKeyPolicy/);
    assert.equal(await inAccount(DEV), original);
  });

  it('says so when KMS denies it', async () => {
    const document = await staged('denied');
    await setFaults({ deny: ['kms:PutKeyPolicy'] });
    await assert.rejects(
      applyPolicy(document.uri, await deps()),
      /The missing permission is: kms:PutKeyPolicy/,
    );
    await setFaults({});
    assert.equal(await inAccount(DEV), original);
  });

  it('has nothing to do where nothing is staged', async () => {
    const document = await opened(DEV);
    const all = await deps();
    await resetCalls();
    await applyPolicy(document.uri, all);
    assert.deepEqual(all.asked, []);
    assert.ok(!(await callCounts()).includes('PutKeyPolicy'));
  });
});
