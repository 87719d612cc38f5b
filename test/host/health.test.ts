import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { answerRequest } from '../../src/client/health/answerRequest';
import { exportReport } from '../../src/client/health/exportReport';
import { fixesOf } from '../../src/client/health/fixesOf';
import { createFollower } from '../../src/client/health/follower';
import type { HealthPanel } from '../../src/client/health/healthPanel';
import { readAgain } from '../../src/client/health/readAgain';
import type { HealthRequest } from '../../src/client/health/requests';
import { runFix } from '../../src/client/health/runFix';
import { type Mentions, type ReadShown, readShown, type ShownHealth } from '../../src/client/health/shown';
import { workspaceMentions } from '../../src/client/health/workspaceMentions';
import { type Finding, healthReport } from '../../src/core/health/report';
import { devKey, kms, restoreKey } from './keySupport';
import { callCounts, eventually, keyhole, resetCalls, setFaults } from './support';

const nothing: Mentions = { byArn: new Map(), incomplete: false };

async function read(more: Partial<ReadShown> = {}): Promise<ShownHealth | undefined> {
  const { session } = await keyhole();
  const options: ReadShown = { leaveOut: async () => 'nothing', mentionsOf: async () => nothing, ...more };
  return readShown({ session, source: undefined }, options);
}

async function shownNow(more?: Partial<ReadShown>): Promise<ShownHealth> {
  const shown = await read(more);
  assert.ok(shown);
  return shown;
}

function finding({ reading }: ShownHealth, code: string, name: string): Finding | undefined {
  const { groups } = healthReport(reading.facts);
  return groups.find(group => group.code === code)?.findings.find(each => each.name === name);
}

function found(shown: ShownHealth, code: string, name: string): Finding {
  const one = finding(shown, code, name);
  assert.ok(one, `${code}: ${name}`);
  return one;
}

/** A panel without a page. */
function screen(): Pick<HealthPanel, 'drawn' | 'show'> & { readonly shows: number } {
  let drawn: HealthPanel['drawn'];
  let shows = 0;
  return {
    get drawn() {
      return drawn;
    },
    get shows() {
      return shows;
    },
    show(shown) {
      shows += 1;
      drawn = { shown, report: healthReport(shown.reading.facts), drawing: shows };
    },
  };
}

const tabs = () =>
  vscode.window.tabGroups.all.flatMap(group => group.tabs.filter(({ label }) => label === 'Health Report'));
const command = (...args: readonly unknown[]) =>
  vscode.commands.executeCommand('keyhole.healthReport', ...args);

describe('Report on the health of an account', () => {
  afterEach(async () => {
    await setFaults({});
    await vscode.commands.executeCommand('keyhole.stopScreenShare');
    await vscode.window.tabGroups.close(tabs());
    const { session, views } = await keyhole();
    await session.connect();
    for (const view of Object.values(views)) await view.listing.ensure();
  });

  it('is one panel, however often it is read, and reads no value', async () => {
    await keyhole();
    await resetCalls();
    await command();
    await command({ kind: 'connection', label: 'x' });
    await eventually(() => assert.equal(tabs().length, 1));
    assert.doesNotMatch(await callCounts(), /GetParameter|GetSecretValue|"kms:Decrypt|Put|Update/);
  });

  it('is read once where it is asked for twice', async () => {
    await keyhole();
    await resetCalls();
    await Promise.all([command(), command()]);
    const { byAction } = JSON.parse(await callCounts());
    assert.equal(byAction['kms:GetKeyPolicy'], 4);
    await command();
    assert.equal(JSON.parse(await callCounts()).byAction['kms:GetKeyPolicy'], 8);
  });

  it('goes when Keyhole is locked', async () => {
    await command();
    await eventually(() => assert.equal(tabs().length, 1));
    await vscode.commands.executeCommand('keyhole.lock');
    await eventually(() => assert.equal(tabs().length, 0));
    await vscode.commands.executeCommand('keyhole.unlock');
  });

  it('is of no connection that is not shown', async () => {
    await command({ kind: 'connection', source: 'no such' });
    assert.equal(tabs().length, 0);
  });

  it('names what is denied, and shows the rest', async () => {
    await setFaults({ deny: ['kms:GetKeyPolicy', 'ssm:DescribeParameters'] });
    const shown = await shownNow();
    assert.deepEqual(
      shown.reading.notRead.map(({ action, items }) => [action, items]),
      [
        ['ssm:DescribeParameters', undefined],
        ['kms:GetKeyPolicy', 4],
      ],
    );
    found(shown, 'key-rotation-off', 'my-app-dev');
    assert.equal(finding(shown, 'key-policy-wide', 'partner-share'), undefined);
  });

  it('keeps what it read when it is cancelled, and says that it is not all', async () => {
    const controller = new AbortController();
    const onList = (action: string) => action === 'secretsmanager:ListSecrets' && controller.abort();
    const { reading } = await shownNow({ signal: controller.signal, onList });
    assert.equal(reading.stopped, true);
    assert.ok(reading.facts.parameters.length > 0);
    assert.deepEqual(reading.facts.keys, []);
  });

  it('is not shown where something else is connected to meanwhile', async () => {
    const { session } = await keyhole();
    let changed = false;
    const onDetail = () => {
      if (!changed) session.reconnect();
      changed = true;
    };
    assert.equal(await read({ onDetail }), undefined);
    const mentionsOf = async () => {
      session.reconnect();
      return nothing;
    };
    assert.equal(await read({ mentionsOf }), undefined);
  });

  it('tells where the workspace refers to what is scheduled for deletion', async () => {
    const token = new vscode.CancellationTokenSource().token;
    const shown = await shownNow({ mentionsOf: facts => workspaceMentions(facts, token) });
    const { message, severity } = found(shown, 'secret-deletion-referenced', 'prod/my-app/legacy-token');
    assert.match(message, /live\.yaml/);
    assert.equal(severity, 'warning');
  });

  it('says that files were missed where looking through them is cancelled', async () => {
    const source = new vscode.CancellationTokenSource();
    source.cancel();
    const shown = await shownNow({ mentionsOf: facts => workspaceMentions(facts, source.token) });
    assert.equal(shown.filesMissed, true);
    assert.equal(finding(shown, 'secret-deletion-referenced', 'prod/my-app/legacy-token'), undefined);
  });

  it('reads what is open as it is there, saved or not', async () => {
    const document = await vscode.workspace.openTextDocument({
      language: 'yaml',
      content: 'Resources:\n  A:\n    Type: A::B::C\n    Properties: {V: alias/none}\n',
    });
    const editor = await vscode.window.showTextDocument(document);
    const token = new vscode.CancellationTokenSource().token;
    const shown = await shownNow();
    const pending = shown.reading.facts.keys.find(({ metadata }) => metadata?.state === 'PendingDeletion');
    assert.ok(pending);
    const mentions = async () => (await workspaceMentions(shown.reading.facts, token)).byArn.get(pending.arn);
    assert.equal(await mentions(), undefined);
    await editor.edit(edit => edit.insert(new vscode.Position(0, 0), `# ${pending.keyId}\n`));
    assert.equal((await mentions())?.length, 1);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  describe('what is done from it', () => {
    afterEach(async () => {
      const key = await devKey();
      await restoreKey(key);
      await kms('DisableKeyRotation', { KeyId: key.keyId });
    });

    it('is the command of the item, which is read again', async () => {
      const shown = await shownNow();
      const one = found(shown, 'key-rotation-off', 'my-app-dev');
      const ran: (readonly unknown[])[] = [];
      const changes = await runFix(one, 'turn-on-rotation', shown, async (id, node) => {
        ran.push([id, node]);
        await kms('EnableKeyRotation', { KeyId: Object(node)['keyId'] });
      });
      assert.equal(changes, true);
      const { keyId, arn, label, aliases } = await devKey();
      const [[id, node] = []] = ran;
      assert.equal(id, 'keyhole.turnOnKeyRotation');
      const { metadata: _, manager: __, ...passed } = Object(node);
      assert.deepEqual(passed, { kind: 'key', keyId, arn, label, aliases });
      const now = await readAgain(one, shown);
      assert.ok(now);
      assert.equal(finding(now, 'key-rotation-off', 'my-app-dev'), undefined);
      found(now, 'key-rotation-off', 'partner-share');
      // A policy that is opened has not changed by that.
      const wide = found(shown, 'key-policy-wide', 'partner-share');
      assert.equal(await runFix(wide, 'open-policy', shown, async () => undefined), false);
    });

    it('is nothing where something else is connected to since', async () => {
      const shown = await shownNow();
      const one = found(shown, 'key-rotation-off', 'my-app-dev');
      const { session } = await keyhole();
      session.reconnect();
      await assert.rejects(
        runFix(one, 'turn-on-rotation', shown, () => assert.fail('it was done')),
        /Something else is connected/,
      );
      assert.equal(await readAgain(one, shown), undefined);
    });

    it('leaves what is shown where the item may not be read again', async () => {
      const shown = await shownNow();
      const one = found(shown, 'secret-rotation-off', 'prod/my-app/reports');
      await setFaults({ deny: ['secretsmanager:DescribeSecret'] });
      assert.equal((await readAgain(one, shown))?.reading, shown.reading);
    });

    it('is followed: what is taken back, or read as a whole meanwhile, is shown as it is', async () => {
      const { views } = await keyhole();
      const panel = screen();
      const follower = createFollower(panel, () => views, { warn: message => assert.fail(String(message)) });
      const isOff = () => panel.drawn && finding(panel.drawn.shown, 'key-rotation-off', 'my-app-dev');
      try {
        const shown = await shownNow();
        panel.show(shown);
        const one = found(shown, 'key-rotation-off', 'my-app-dev');
        const { keyId: KeyId } = await devKey();
        await eventually(() => assert.equal(views.keys.listing.status.kind, 'complete'));
        follower.follow(one, shown);
        await kms('EnableKeyRotation', { KeyId });
        const looked = follower.look(one);
        // A whole reading that came to the key before it was changed.
        await Promise.resolve();
        panel.show({ ...shown });
        await looked;
        assert.equal(isOff(), undefined);
        // As an Undo does it, past the report.
        await kms('DisableKeyRotation', { KeyId });
        await views.keys.refresh();
        await eventually(() => assert.ok(isOff()));
        // Looking at the list is no reason.
        const before = panel.shows;
        views.keys.setFilter('my-app');
        views.keys.setFilter('');
        await follower.look({ kind: 'key', id: 'arn:of:another' });
        assert.equal(panel.shows, before);
      } finally {
        follower.dispose();
      }
    });

    it('is what was pressed in what is on the screen, and in no older drawing', async () => {
      const { session, views } = await keyhole();
      const before = [...views.keys.treeView.selection];
      const shown = await shownNow();
      const report = healthReport(shown.reading.facts);
      const all = report.groups.flatMap(group => group.findings);
      const at = all.findIndex(({ code, name }) => code === 'key-rotation-off' && name === 'my-app-dev');
      const panel: HealthPanel = {
        drawn: { shown, report, drawing: 7 },
        show: () => assert.fail('it was drawn anew'),
        dispose: () => {},
      };
      const none = () => assert.fail('nothing is changed');
      const follower = { follow: none, look: none };
      const answer = (request: HealthRequest) => answerRequest(request, () => views, panel, follower);
      await answer({ type: 'show', drawing: 6, at });
      // A fix that is another finding's.
      await answer({ type: 'fix', drawing: 7, at, fix: 'delete-secret' });
      await answer({ type: 'show', drawing: 7, at: 9_999 });
      assert.deepEqual(views.keys.treeView.selection, before);
      await answer({ type: 'show', drawing: 7, at });
      await eventually(() => {
        const [selected] = views.keys.treeView.selection;
        assert.ok(selected?.kind === 'key' && selected.label === 'my-app-dev');
      });
      session.reconnect();
      await assert.rejects(answer({ type: 'show', drawing: 7, at }), /Something else/);
    });

    it('offers no change where nothing may be changed', async () => {
      const settings = vscode.workspace.getConfiguration('keyhole');
      const offered = { fixes: ['set-rotation', 'open-policy'] } as const;
      assert.deepEqual(fixesOf(offered), ['set-rotation', 'open-policy']);
      await settings.update('readOnly', true, vscode.ConfigurationTarget.Global);
      try {
        assert.deepEqual(fixesOf(offered), ['open-policy']);
      } finally {
        await settings.update('readOnly', undefined, vscode.ConfigurationTarget.Global);
      }
    });
  });

  describe('its export', () => {
    let folder: string;
    beforeEach(() => {
      folder = mkdtempSync(path.join(os.tmpdir(), 'keyhole-health-'));
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    const exported = async (name: string): Promise<string> => {
      const file = path.join(folder, name);
      await exportReport(await shownNow(), async () => vscode.Uri.file(file));
      return readFileSync(file, 'utf8');
    };

    it('is Markdown or JSON by the name of the file, with no value in it', async () => {
      const markdown = await exported('health.md');
      assert.match(markdown, /^# Health report\n/);
      const json = await exported('health.JSON');
      const { findings, complete, connection } = JSON.parse(json);
      assert.equal(complete, true);
      assert.match(connection, /123456789012/);
      assert.ok(findings.some(({ rule }: { readonly rule: string }) => rule === 'key-policy-wide'));
      for (const text of [markdown, json]) assert.doesNotMatch(text, /FAKE|db-2\.prod/);
    });

    it('has no account number while the screen is shared', async () => {
      await vscode.commands.executeCommand('keyhole.startScreenShare');
      assert.doesNotMatch(await exported('health.json'), /123456789012/);
    });

    it('is written nowhere where a person went away', async () => {
      assert.equal(await exportReport(await shownNow(), async () => undefined), undefined);
    });
  });
});
