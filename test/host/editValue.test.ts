import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { type ApplyValueDeps, applyValue } from '../../src/client/documents/applyValue';
import type { Conflict } from '../../src/client/documents/othersChange';
import type { Change } from '../../src/client/gate/writeGate';
import type { ParameterType } from '../../src/core/catalog/items';
import { failureOf } from '../../src/core/failure';
import { sensitive } from '../../src/core/value/sensitive';
import { closeAll, replace } from './policySupport';
import { callCounts, eventually, item, keyhole, resetCalls, setFaults } from './support';

const FOLDER = '/edit-test';
const NAME = `${FOLDER}/config`;

describe('Edit the value of a parameter', () => {
  let undo: (() => Promise<void>) | undefined;

  async function deps(
    answers: { passes?: boolean; overwrites?: boolean; whileAsked?: () => Promise<void> } = {},
  ) {
    const { values } = await keyhole();
    const asked: (Change | Conflict)[] = [];
    const { passes = true, overwrites = false, whileAsked } = answers;
    const all: ApplyValueDeps = {
      values,
      gate: {
        pass: async change => {
          asked.push(change);
          await whileAsked?.();
          return passes;
        },
      },
      othersChange: {
        mayOverwrite: async conflict => {
          asked.push(conflict);
          return overwrites;
        },
      },
      offerUndo: (_, take) => {
        undo = take;
      },
      onChange: () => undefined,
    };
    return { ...all, asked };
  }

  async function store() {
    const { session } = await keyhole();
    return (await session.connect()).aws.parameters;
  }
  const latest = async () => {
    const found = (await (await store()).describeNames([NAME])).get(NAME);
    assert.ok(found);
    return found;
  };
  const valueNow = async () => (await (await store()).readPlain(NAME)).value;
  const theirs = async (value: string) => (await store()).overwrite(await latest(), sensitive(value));

  async function make(value: string, type: ParameterType = 'String'): Promise<void> {
    await (await store()).create({ name: NAME, type, value: sensitive(value) });
  }
  async function opened(): Promise<vscode.TextDocument> {
    const { values, session } = await keyhole();
    const editor = await values.open(NAME, { source: undefined, session });
    return editor.document;
  }

  beforeEach(() => {
    undo = undefined;
  });
  afterEach(async () => {
    await setFaults({});
    const { values } = await keyhole();
    for (const { uri } of vscode.workspace.textDocuments) await values.discard(uri);
    await closeAll();
    await (await store()).deleteNames([NAME]);
  });

  it('opens as a document in the language of what it holds', async () => {
    await make('{"a": 1}');
    const { views } = await keyhole();
    await views.parameters.refresh();
    await vscode.commands.executeCommand('keyhole.editValue', await item(views.parameters, NAME));
    const document = await eventually(() => {
      const shown = vscode.window.activeTextEditor?.document;
      assert.ok(shown?.uri.scheme === 'keyhole-parameter');
      return shown;
    });
    assert.equal(document.languageId, 'json');
    assert.equal(document.getText(), '{"a": 1}');
    assert.equal(document.uri.path, '/eu-west-1/edit-test/SANDBOX config.json');
  });

  for (const mode of ['off', 'afterDelay', 'onFocusChange', 'onWindowChange']) {
    it(`is kept in the window by saving, and sent by nothing but Apply: autosave ${mode}`, async () => {
      const files = vscode.workspace.getConfiguration('files');
      await files.update('autoSave', mode, vscode.ConfigurationTarget.Global);
      await files.update('autoSaveDelay', 200, vscode.ConfigurationTarget.Global);
      try {
        const { values } = await keyhole();
        await make('one');
        const document = await opened();
        await resetCalls();
        await replace(document, 'two');
        if (mode === 'onFocusChange') await vscode.commands.executeCommand('workbench.action.focusSideBar');
        if (mode === 'off' || mode === 'onWindowChange') await document.save();
        await eventually(() => assert.equal(values.draft(document.uri)?.staged, 'two'));
        assert.doesNotMatch(await callCounts(), /PutParameter/);
        await applyValue(document.uri, await deps());
        assert.equal(await valueNow(), 'two');
      } finally {
        await files.update('autoSave', undefined, vscode.ConfigurationTarget.Global);
        await files.update('autoSaveDelay', undefined, vscode.ConfigurationTarget.Global);
      }
    });
  }

  it('keeps description and tier, says what changes, and is taken back', async () => {
    await make('one');
    await (await store()).overwrite({ ...(await latest()), description: 'kept' }, sensitive('one'));
    const document = await opened();
    await replace(document, 'two\n');
    const all = await deps();
    await applyValue(document.uri, all);
    assert.equal(await valueNow(), 'two\n');
    assert.equal((await latest()).description, 'kept');
    const [change] = all.asked;
    assert.ok(change && 'question' in change);
    assert.equal(change.question, 'Change the value of SANDBOX config?');
    assert.equal(change.target, NAME);
    assert.deepEqual(change.details, [
      'It becomes version 3; version 2 stays in the history.',
      'It ends with a line break now, as it did not.',
    ]);
    await undo?.();
    assert.equal(await valueNow(), 'one');
    await eventually(() => assert.equal(document.getText(), 'one'));
  });

  it('says that a larger one becomes advanced, and sends none that is larger still, or empty', async () => {
    await make('one');
    const document = await opened();
    await replace(document, 'x'.repeat(8_193));
    const refused = await deps();
    await assert.rejects(applyValue(document.uri, refused), /at most 8,192 bytes, and this has 8,193/);
    await replace(document, '');
    await assert.rejects(applyValue(document.uri, refused), /at least one character/);
    assert.deepEqual(refused.asked, []);
    const all = await deps();
    await replace(document, 'x'.repeat(4_097));
    await applyValue(document.uri, all);
    const [change] = all.asked;
    assert.ok(change && 'details' in change);
    assert.match(change.details.join(' '), /becomes an advanced parameter/);
    assert.equal((await latest()).tier, 'Advanced');
  });

  it('does not lose what somebody else has made of it meanwhile: theirs, mine, and what both rest on', async () => {
    await make('one');
    const { values } = await keyhole();
    const document = await opened();
    await replace(document, 'mine');
    await theirs('theirs');
    const all = await deps();
    await applyValue(document.uri, all);
    assert.equal(await valueNow(), 'theirs');
    const [conflict] = all.asked;
    assert.ok(conflict && 'theirs' in conflict);
    assert.deepEqual([conflict.base, conflict.theirs, conflict.mine], ['one', 'theirs', 'mine']);
    // Put together and saved, it rests on theirs.
    conflict.merging();
    await replace(document, 'both');
    const merged = await deps();
    await applyValue(document.uri, merged);
    assert.equal(merged.asked.length, 1);
    assert.equal(await valueNow(), 'both');
    assert.equal(values.draft(document.uri)?.staged, undefined);
  });

  it('sends nothing where somebody is faster than the answer, or says no', async () => {
    await make('one');
    const { values } = await keyhole();
    const document = await opened();
    await replace(document, 'mine');
    await applyValue(document.uri, await deps({ passes: false }));
    assert.equal(await valueNow(), 'one');
    const faster = await deps({ whileAsked: async () => void (await theirs('theirs')) });
    await assert.rejects(applyValue(document.uri, faster), thrown => failureOf(thrown).code === 'conflict');
    assert.equal(await valueNow(), 'theirs');
    assert.equal(values.draft(document.uri)?.staged, 'mine', 'what was typed is there');
    await applyValue(document.uri, await deps({ overwrites: true }));
    assert.equal(await valueNow(), 'mine');
  });

  it('keeps what was typed where AWS denies it or the parameter is gone', async () => {
    await make('one');
    const { values } = await keyhole();
    const document = await opened();
    await replace(document, 'mine');
    await setFaults({ deny: ['ssm:PutParameter'] });
    await assert.rejects(
      applyValue(document.uri, await deps()),
      thrown => failureOf(thrown).missingAction === 'ssm:PutParameter',
    );
    await setFaults({});
    await (await store()).deleteNames([NAME]);
    await assert.rejects(
      applyValue(document.uri, await deps()),
      thrown => failureOf(thrown).code === 'not-found',
    );
    assert.equal(values.draft(document.uri)?.staged, 'mine');
  });

  it('is sent to no other account or Region than it was read from', async () => {
    await make('one');
    const { session } = await keyhole();
    const document = await opened();
    await replace(document, 'mine');
    await session.choose({ kind: 'aws', region: 'eu-north-1' });
    try {
      await assert.rejects(
        applyValue(document.uri, await deps()),
        thrown => failureOf(thrown).code === 'invalid',
      );
    } finally {
      await session.choose({ kind: 'aws' });
    }
    assert.equal(await valueNow(), 'one');
  });

  it('never makes a document of a SecureString, not even of one that was plain when it was listed', async () => {
    await make('hidden', 'SecureString');
    await assert.rejects(opened(), /A SecureString is not opened as a document/);
    const uri = vscode.Uri.from({ scheme: 'keyhole-parameter', path: '/eu-west-1/edit-test/config.txt' });
    await assert.rejects(async () => vscode.workspace.openTextDocument(uri), /is not opened as a document/);
    const { values, views, panels, session } = await keyhole();
    await (await store()).deleteNames([NAME]);
    await make('plain');
    await views.parameters.refresh();
    const node = await item(views.parameters, NAME);
    await (await store()).deleteNames([NAME]);
    await make('hidden', 'SecureString');
    await resetCalls();
    await vscode.commands.executeCommand('keyhole.editValue', node);
    assert.equal(values.draft(uri), undefined);
    assert.doesNotMatch(await callCounts(), /kms:Decrypt/);
    // As the list knows it now, it opens masked.
    await views.parameters.refresh();
    await vscode.commands.executeCommand('keyhole.editValue', await item(views.parameters, NAME));
    await eventually(() => assert.equal(panels.panels.length, 1));
    assert.ok(session);
  });

  it('does nothing with what it is handed by others', async () => {
    await resetCalls();
    const addresses = ['/eu-west-1/a b.txt', '/EU/x.txt', '/x'];
    for (const path of addresses) {
      const uri = vscode.Uri.from({ scheme: 'keyhole-parameter', path });
      await assert.rejects(async () => vscode.workspace.openTextDocument(uri));
      await vscode.commands.executeCommand('keyhole.applyDocument', uri);
    }
    assert.doesNotMatch(await callCounts(), /GetParameter"|PutParameter/);
  });
});
