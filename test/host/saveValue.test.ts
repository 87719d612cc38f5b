import assert from 'node:assert/strict';
import type { Change } from '../../src/client/gate/writeGate';
import { fetchForEdit, fetchValue } from '../../src/client/value/fetchValue';
import { createValuePanel, type OwnedPanel } from '../../src/client/value/panel';
import { saveValue } from '../../src/client/write/values/saveValue';
import type { SaveDeps, Saving } from '../../src/client/write/values/saving';
import { failureOf } from '../../src/core/failure';
import type { AwsConnection, CatalogId } from '../../src/core/ports';
import { sensitive } from '../../src/core/value/sensitive';
import { callCounts, eventually, keyhole, removeSecret, resetCalls, setFaults } from './support';

const NAME = '/save-test/password';
const SECRET = 'prod/my-app/database';
const parameter: CatalogId = { kind: 'parameter', name: NAME };
const secret: CatalogId = { kind: 'secret', id: SECRET };

let undo: (() => Promise<void>) | undefined;

async function aws(): Promise<AwsConnection> {
  return (await (await keyhole()).session.connect()).aws;
}

interface Answers {
  readonly passes?: boolean;
  readonly overwrites?: boolean;
  whileAsked?(): Promise<unknown>;
}

async function deps({ passes = true, overwrites = false, whileAsked }: Answers = {}) {
  const asked: (Change | string)[] = [];
  const all: SaveDeps = {
    session: (await keyhole()).session,
    gate: {
      pass: async change => {
        asked.push(change);
        await whileAsked?.();
        return passes;
      },
    },
    offerUndo: (_, take) => {
      undo = take;
    },
    mayOverwrite: async (name, keys) => {
      asked.push(`${name}: ${keys.join()}`);
      return overwrites;
    },
  };
  return { ...all, asked };
}

async function edited(target: CatalogId, change: (value: string) => string): Promise<Saving> {
  const { value, revision } = await fetchValue(await aws(), target, {});
  return { target, base: value, revision, mine: sensitive(change(value.reveal())) };
}

const detailsOf = (asked: Change | string | undefined) =>
  typeof asked === 'object' ? asked.details.join(' ') : '';

describe('Edit the value of a secure parameter', () => {
  const valueNow = async () => (await (await aws()).parameters.reveal(NAME)).value.reveal();
  const latest = async () => {
    const found = (await (await aws()).parameters.describeNames([NAME])).get(NAME);
    assert.ok(found);
    return found;
  };
  const theirs = async (value: string) =>
    (await aws()).parameters.overwrite(await latest(), sensitive(value));

  beforeEach(async () => {
    undo = undefined;
    const { parameters } = await aws();
    await parameters.create({ name: NAME, type: 'SecureString', value: sensitive('hunter2-one') });
    await parameters.overwrite({ ...(await latest()), keyId: 'alias/my-app-prod' }, sensitive('hunter2-two'));
  });
  afterEach(async () => {
    await setFaults({});
    await (await aws()).parameters.deleteNames([NAME]);
  });

  it('keeps type and key, and is taken back', async () => {
    const all = await deps();
    assert.equal(await saveValue(await edited(parameter, () => 'hunter2-three'), all), true);
    assert.equal(await valueNow(), 'hunter2-three');
    const { type, keyId, version } = await latest();
    assert.deepEqual([type, keyId, version], ['SecureString', 'alias/my-app-prod', 3]);
    assert.doesNotMatch(JSON.stringify(all.asked), /hunter2/);
    await undo?.();
    assert.equal(await valueNow(), 'hunter2-two');
  });

  it('is not saved without a yes, or where somebody is faster than the answer', async () => {
    const saving = await edited(parameter, () => 'mine');
    assert.equal(await saveValue(saving, await deps({ passes: false })), false);
    assert.equal(await valueNow(), 'hunter2-two');
    const faster = await deps({ whileAsked: () => theirs('theirs') });
    await assert.rejects(saveValue(saving, faster), thrown => failureOf(thrown).code === 'conflict');
    assert.equal(await valueNow(), 'theirs');
    const no = await deps();
    assert.equal(await saveValue(saving, no), false);
    assert.deepEqual(no.asked, [`${NAME}: `]);
    assert.equal(await saveValue(saving, await deps({ overwrites: true })), true);
    assert.equal(await valueNow(), 'mine');
  });

  it('says what is missing, and what is too large or empty, before anything is sent', async () => {
    await setFaults({ deny: ['ssm:PutParameter'] });
    await assert.rejects(saveValue(await edited(parameter, () => 'x'), await deps()), thrown => {
      const failure = failureOf(thrown);
      return failure.missingAction === 'ssm:PutParameter' && !JSON.stringify(failure).includes('hunter2');
    });
    await setFaults({});
    await resetCalls();
    for (const text of ['', 'x'.repeat(8_193)])
      await assert.rejects(
        saveValue(await edited(parameter, () => text), await deps()),
        thrown => failureOf(thrown).code === 'invalid',
      );
    assert.doesNotMatch(await callCounts(), /PutParameter/);
  });
});

describe('Edit the value of a secret', () => {
  let original = '';
  const valueNow = async () => (await (await aws()).secrets.reveal(SECRET)).value.reveal();
  const put = async (change: (keys: Record<string, string>) => object) =>
    (await aws()).secrets.putValue(SECRET, sensitive(JSON.stringify(change(JSON.parse(await valueNow())))));
  const mine = () =>
    edited(secret, text => JSON.stringify({ ...JSON.parse(text), password: 'hunter2-mine' }));

  before(async () => {
    original = await valueNow();
  });
  beforeEach(() => {
    undo = undefined;
  });
  afterEach(async () => {
    await setFaults({});
    if ((await valueNow()) !== original) await (await aws()).secrets.putValue(SECRET, sensitive(original));
  });

  it('puts a new version, says by name what changes, and makes the one before current again', async () => {
    const all = await deps();
    assert.equal(await saveValue(await mine(), all), true);
    assert.equal(JSON.parse(await valueNow()).password, 'hunter2-mine');
    assert.match(detailsOf(all.asked[0]), /Changes: password .*stays as AWSPREVIOUS/);
    assert.doesNotMatch(JSON.stringify(all.asked), /hunter2/);
    await resetCalls();
    await undo?.();
    assert.doesNotMatch(await callCounts(), /GetSecretValue|PutSecretValue/);
    assert.equal(await valueNow(), original);
  });

  it('keeps what somebody else has changed at other keys', async () => {
    const saving = await mine();
    await put(keys => ({ ...keys, host: 'theirs' }));
    const all = await deps();
    assert.equal(await saveValue(saving, all), true);
    const { host, password } = JSON.parse(await valueNow());
    assert.deepEqual([host, password], ['theirs', 'hunter2-mine']);
    assert.match(detailsOf(all.asked[0]), /Somebody else has changed host/);
  });

  it('asks where somebody else has changed the same key', async () => {
    const saving = await mine();
    await put(keys => ({ ...keys, password: 'hunter2-theirs' }));
    const no = await deps();
    assert.equal(await saveValue(saving, no), false);
    assert.deepEqual(no.asked, [`${SECRET}: password`]);
    assert.equal(JSON.parse(await valueNow()).password, 'hunter2-theirs');
    assert.equal(await saveValue(saving, await deps({ overwrites: true })), true);
    assert.equal(JSON.parse(await valueNow()).password, 'hunter2-mine');
  });

  it('is not saved over a version that was made current while the question stood', async () => {
    const faster = await deps({ whileAsked: () => put(keys => ({ ...keys, host: 'theirs' })) });
    const saving = await mine();
    await assert.rejects(saveValue(saving, faster), thrown => failureOf(thrown).code === 'conflict');
    assert.equal(JSON.parse(await valueNow()).host, 'theirs');
    assert.equal(await saveValue(saving, await deps()), true);
    const { host, password } = JSON.parse(await valueNow());
    assert.deepEqual([host, password], ['theirs', 'hunter2-mine']);
  });

  it('is not saved without a yes, a permission, or over 65,536 bytes', async () => {
    assert.equal(await saveValue(await mine(), await deps({ passes: false })), false);
    await setFaults({ deny: ['secretsmanager:PutSecretValue'] });
    await assert.rejects(
      saveValue(await mine(), await deps()),
      thrown => failureOf(thrown).missingAction === 'secretsmanager:PutSecretValue',
    );
    await setFaults({});
    const large = await edited(secret, () => 'x'.repeat(65_537));
    await assert.rejects(saveValue(large, await deps()), thrown => failureOf(thrown).code === 'invalid');
    assert.equal(await valueNow(), original);
  });

  it('is not taken back elsewhere, nor without a word over a version that somebody has put since', async () => {
    const { session } = await keyhole();
    const all = await deps();
    let passes = true;
    const gate = {
      pass: async (change: Change) => {
        all.asked.push(change);
        return passes;
      },
    };
    await saveValue(await mine(), { ...all, gate });
    await session.choose({ kind: 'aws', region: 'eu-north-1' });
    try {
      await assert.rejects(undo?.() ?? Promise.resolve(), thrown => failureOf(thrown).code === 'invalid');
    } finally {
      await session.choose({ kind: 'aws' });
    }
    await put(keys => ({ ...keys, password: 'hunter2-theirs' }));
    passes = false;
    await undo?.();
    assert.match(detailsOf(all.asked.at(-1)), /It was changed since you looked/);
    assert.equal(JSON.parse(await valueNow()).password, 'hunter2-theirs');
  });
});

describe('a secret without a value', () => {
  it('gets its first one by being edited', async () => {
    const { secrets } = await aws();
    const arn = await secrets.create({ name: 'save-test/empty' });
    try {
      const target: CatalogId = { kind: 'secret', id: arn };
      const { value, revision } = await fetchForEdit(await aws(), target, {});
      assert.equal(value.reveal(), '');
      const all = await deps();
      undo = undefined;
      assert.equal(await saveValue({ target, base: value, revision, mine: sensitive('first') }, all), true);
      assert.equal((await secrets.reveal(arn)).value.reveal(), 'first');
      assert.match(detailsOf(all.asked[0]), /It is the first value/);
      assert.equal(undo, undefined);
    } finally {
      await removeSecret('save-test/empty');
    }
  });
});

describe('a value panel that is edited in', () => {
  let owned: OwnedPanel | undefined;
  const saved: Saving[] = [];
  let answer: () => Promise<boolean> = async () => true;

  async function opened(target: CatalogId): Promise<OwnedPanel['panel']> {
    const { session, panels } = await keyhole();
    for (const { webview } of panels.panels) webview.dispose();
    const extension = (await import('vscode')).extensions.getExtension('keyhole-aws.keyhole');
    assert.ok(extension);
    owned = createValuePanel(target, session, {
      extensionUri: extension.extensionUri,
      clipboard: { copyValue: async () => undefined, clear: async () => undefined, dispose: () => undefined },
      log: Object.assign(Object.create(null), { info: () => undefined, warn: () => undefined }),
      revealed: { keep: () => undefined, forget: () => undefined },
      save: async saving => {
        saved.push(saving);
        return answer();
      },
    });
    const { panel } = owned;
    await eventually(() => assert.equal(panel.state, 'masked'));
    return panel;
  }
  const typed = (text: string) => ({ form: 'text', text }) as const;

  beforeEach(() => {
    saved.length = 0;
    answer = async () => true;
  });
  afterEach(() => owned?.panel.webview.dispose());

  it('reads nothing before Edit is pressed, and marks what is not saved', async () => {
    await resetCalls();
    const panel = await opened(secret);
    assert.doesNotMatch(await callCounts(), /GetSecretValue/);
    await panel.receive({ type: 'edit' });
    assert.equal(panel.state, 'editing');
    assert.equal(panel.dirty, false);
    await panel.receive({ type: 'draft', edit: typed('hunter2') });
    assert.equal(panel.dirty, true);
    assert.match(panel.webview.title, /^● /);
    assert.doesNotMatch(panel.webview.webview.html, /hunter2/);
    await panel.receive({ type: 'save', edit: typed('hunter2-last') });
    assert.equal(saved[0]?.mine.reveal(), 'hunter2-last');
    assert.deepEqual([panel.state, panel.dirty], ['masked', false]);
    assert.doesNotMatch(panel.webview.title, /●/);
  });

  it('keeps what was typed while it is hidden, and when it is not saved', async () => {
    const panel = await opened(secret);
    await panel.receive({ type: 'edit' });
    await panel.receive({ type: 'draft', edit: typed('kept') });
    owned?.hide();
    assert.deepEqual([panel.state, panel.dirty], ['masked', true]);
    await panel.receive({ type: 'edit' });
    assert.equal(panel.state, 'editing');
    answer = async () => false;
    await panel.receive({ type: 'save', edit: typed('kept') });
    assert.deepEqual([panel.state, panel.dirty], ['editing', true]);
    answer = () => Promise.reject(new Error('broken'));
    await panel.receive({ type: 'save', edit: typed('kept') });
    assert.deepEqual([panel.state, panel.dirty], ['editing', true]);
    assert.equal(owned?.unsaved()?.text.reveal(), 'kept');
  });

  it('edits no earlier version, and nothing of two keys with one name', async () => {
    const old = await opened({ kind: 'secret', id: SECRET, versionStage: 'AWSPREVIOUS' });
    await old.receive({ type: 'edit' });
    assert.notEqual(old.state, 'editing');
    old.webview.dispose();
    const panel = await opened(secret);
    await panel.receive({ type: 'edit' });
    const twice = { key: 'a', text: 'b', json: false };
    await panel.receive({ type: 'save', edit: { form: 'keys', entries: [twice, twice] } });
    assert.equal(saved.length, 0);
    assert.equal(panel.dirty, false);
  });

  it('saves nothing it was not asked to edit', async () => {
    const panel = await opened(secret);
    await panel.receive({ type: 'save', edit: typed('hunter2') });
    await panel.receive({ type: 'draft', edit: typed('hunter2') });
    assert.deepEqual([saved.length, panel.dirty], [0, false]);
  });
});
