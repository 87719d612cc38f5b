import assert from 'node:assert/strict';
import { daysProblem, remainingDays } from '../../src/client/write/secrets/recoveryWindow';
import { deleteSecrets, restoreSecrets } from '../../src/client/write/secrets/secretDeletion';
import {
  deleteSecretCommand,
  restoreSecretCommand,
} from '../../src/client/write/secrets/secretDeletionCommands';
import type { DescribedSecret } from '../../src/core/catalog/items';
import { failureOf } from '../../src/core/failure';
import type { Answers } from './answers';
import { secretDeps, secretStore, undoOffers } from './secretSupport';
import { callCounts, eventually, item, keyhole, resetCalls, setFaults } from './support';

const NAMES = ['dev/my-app/database', 'prod/my-app/stripe-api-key'] as const;
const [NAME] = NAMES;
const DAY = 86_400_000;

const offered = undoOffers();

async function deps({ days = 7, ...answers }: Answers & { readonly days?: number } = {}) {
  return { ...(await secretDeps(offered, answers)), askDays: async () => days };
}

async function chosen(...names: readonly string[]) {
  const { session } = await keyhole();
  const secrets = await Promise.all(names.map(async name => (await secretStore()).describe(name)));
  return { secrets, meant: { generation: session.generation } };
}

const deletionOf = async (name: string) => (await (await secretStore()).describe(name)).deletedDate;

const hasCode = (code: string) => (thrown: unknown) => failureOf(thrown).code === code;

async function cleanUp(): Promise<void> {
  await setFaults({});
  for (const name of NAMES) await (await secretStore()).restore(name);
  offered.last = undefined;
}

describe('Delete a secret', () => {
  afterEach(cleanUp);

  it('schedules it for deletion, says until when it can be restored, and takes it back', async () => {
    const all = await deps();
    assert.equal(await deleteSecrets(await chosen(NAME), all), 1);
    const [change] = all.asked;
    const until = new Date(Date.now() + 7 * DAY).toLocaleDateString();
    assert.deepEqual([change?.kind, change?.target], ['delete', NAME]);
    assert.equal(change?.question, `Delete the secret ${NAME}?`);
    assert.match(change?.details[0] ?? '', new RegExp(`can be restored until ${until}`));
    const left = ((await deletionOf(NAME)) ?? 0) - Date.now();
    assert.ok(left > 6.9 * DAY && left < 7.1 * DAY, 'seven days');
    assert.equal(
      offered.last?.message,
      `${NAME} is scheduled for deletion, and can be restored until ${until}.`,
    );
    await offered.take();
    assert.equal(await deletionOf(NAME), undefined);
    assert.equal(all.asked.at(-1)?.question, `Restore the secret ${NAME}?`, 'the gate is asked again');
  });

  it('deletes several after one question that names them', async () => {
    const all = await deps({ days: 30 });
    assert.equal(await deleteSecrets(await chosen(...NAMES), all), 2);
    assert.equal(all.asked.length, 1);
    assert.equal(all.asked[0]?.question, 'Delete 2 secrets?');
    assert.equal(all.asked[0]?.details[0], NAMES.join('\n'));
    assert.deepEqual(all.asked[0]?.names, NAMES);
    for (const name of NAMES) assert.ok(((await deletionOf(name)) ?? 0) > Date.now() + 29 * DAY);
    await offered.take();
    for (const name of NAMES) assert.equal(await deletionOf(name), undefined);
  });

  it('says who would miss it', async () => {
    const asks = await deps({ passes: false });
    await (await secretStore()).reveal(NAME);
    await deleteSecrets(await chosen(NAME), asks);
    assert.match(asks.asked[0]?.details.join(' ') ?? '', /was last read on /);
  });

  it('deletes nothing without a yes, or without an answer for how long', async () => {
    assert.equal(await deleteSecrets(await chosen(NAME), await deps({ passes: false })), undefined);
    const away = { ...(await deps()), askDays: async () => undefined };
    assert.equal(await deleteSecrets(await chosen(NAME), away), undefined);
    assert.equal(away.asked.length, 0);
    assert.equal(await deletionOf(NAME), undefined);
    assert.equal(offered.last, undefined);
  });

  it('fails with the permission that is missing', async () => {
    const those = await chosen(...NAMES);
    await setFaults({ deny: ['secretsmanager:DeleteSecret'] });
    await assert.rejects(deleteSecrets(those, await deps()), thrown => {
      const { code, missingAction } = failureOf(thrown);
      return code === 'denied' && missingAction === 'secretsmanager:DeleteSecret';
    });
    await setFaults({});
    for (const name of NAMES) assert.equal(await deletionOf(name), undefined);
  });

  it('can be done by whoever may delete and not describe', async () => {
    const those = await chosen(NAME);
    await setFaults({ deny: ['secretsmanager:DescribeSecret'] });
    assert.equal(await deleteSecrets(those, await deps()), 1);
  });

  it('goes on with the others where one is gone or deleted by somebody faster', async () => {
    const those = await chosen(...NAMES);
    const whileAsked = async () => (await secretStore()).delete(NAME, 30);
    assert.equal(await deleteSecrets(those, await deps({ whileAsked })), 1);
    assert.match(
      offered.last?.message ?? '',
      /^prod\/my-app\/stripe-api-key is scheduled.*dev\/my-app\/database.*scheduled for deletion/s,
    );
    await assert.rejects(deleteSecrets(await chosen(NAME), await deps()), hasCode('invalid'));
    const [first] = those.secrets;
    assert.ok(first);
    const gone = { ...those, secrets: [{ ...first, name: 'gone', arn: `${first.arn}x` }] };
    await assert.rejects(deleteSecrets(gone, await deps()), hasCode('not-found'));
  });

  it('changes nothing where AWS throttles', async () => {
    const those = await chosen(NAME);
    await setFaults({ actions: ['secretsmanager:DeleteSecret'], throttle: 1 });
    await assert.rejects(deleteSecrets(those, await deps()), hasCode('throttled'));
    await setFaults({});
    assert.equal(await deletionOf(NAME), undefined);
  });

  it('deletes nothing in another account or Region than they were chosen in', async () => {
    const { session } = await keyhole();
    const those = await chosen(NAME);
    session.reconnect();
    await assert.rejects(deleteSecrets(those, await deps()), hasCode('invalid'));
    const whileAsked = () => session.reconnect();
    await assert.rejects(deleteSecrets(await chosen(NAME), await deps({ whileAsked })));
    assert.equal(await deletionOf(NAME), undefined);
    await deleteSecrets(await chosen(NAME), await deps());
    await session.choose({ kind: 'aws', region: 'eu-north-1' });
    try {
      await assert.rejects(offered.take(), hasCode('invalid'));
    } finally {
      await session.choose({ kind: 'aws' });
    }
    await offered.take();
    assert.equal(await deletionOf(NAME), undefined);
  });

  it('says what to do about replicas, and asks nothing', async () => {
    const replicated = async (more: Partial<DescribedSecret>) => {
      const those = await chosen(NAME);
      const all = await deps();
      const { aws, ...rest } = await all.session.connect();
      const [first] = those.secrets;
      assert.ok(first);
      const secrets = { ...aws.secrets, describe: async () => ({ ...first, ...more }) };
      const session = Object.create(all.session, {
        connect: { value: async () => ({ ...rest, aws: { ...aws, secrets } }) },
      });
      await assert.rejects(deleteSecrets(those, { ...all, session }), thrown => {
        const { code, message } = failureOf(thrown);
        assert.match(message, more.replicas ? /has replicas.*eu-north-1/ : /is a replica.*us-east-1/);
        return code === 'invalid';
      });
      assert.equal(all.asked.length, 0);
    };
    await replicated({ primaryRegion: 'eu-west-1', replicas: [{ region: 'eu-north-1', status: 'InSync' }] });
    await replicated({ primaryRegion: 'us-east-1' });
  });

  it('is asked for by the tree and the palette about live secrets alone', async () => {
    const api = await keyhole();
    const { asked, gate } = await deps({ passes: false });
    const context = {
      ...Object.create(null),
      explorer: { get: () => ({ views: api.views }) },
      language: { refresh: () => undefined },
      gate,
    };
    // Restored behind the back of the view, which may have been read before that.
    await api.views.secrets.refresh();
    await resetCalls();
    const deleteThem = deleteSecretCommand(context);
    const waiting = await item(api.views.secrets, 'prod/my-app/legacy-token');
    for (const argument of [waiting, { kind: 'secret' }, { kind: 'folder', path: 'prod' }, 7, 'x', null])
      await deleteThem(argument);
    assert.equal(asked.length, 0);
    assert.doesNotMatch(await callCounts(), /DeleteSecret/);
    const live = await item(api.views.secrets, NAME);
    await restoreSecretCommand(context)(live);
    assert.equal(asked.length, 0);
    await restoreSecretCommand(context)(waiting, [waiting, live]);
    assert.equal(asked[0]?.question, 'Restore the secret prod/my-app/legacy-token?');
  });
});

describe('Restore a secret scheduled for deletion', () => {
  beforeEach(async () => void (await (await secretStore()).delete(NAME, 9)));
  afterEach(cleanUp);

  it('can be read again; taken back it is as before', async () => {
    const all = await deps();
    assert.equal(await restoreSecrets(await chosen(NAME), all), 1);
    assert.equal(await deletionOf(NAME), undefined);
    assert.ok((await (await secretStore()).reveal(NAME)).versionId);
    assert.equal(all.asked[0]?.kind, 'create');
    assert.equal(offered.last?.message, `${NAME} is restored.`);
    await offered.take();
    const left = ((await deletionOf(NAME)) ?? 0) - Date.now();
    assert.ok(left > 8.9 * DAY && left < 9.1 * DAY, 'what was left of the window');
  });

  it('changes nothing without a yes or a permission', async () => {
    assert.equal(await restoreSecrets(await chosen(NAME), await deps({ passes: false })), undefined);
    const those = await chosen(NAME);
    await setFaults({ deny: ['secretsmanager:RestoreSecret'] });
    await assert.rejects(
      restoreSecrets(those, await deps()),
      thrown => failureOf(thrown).missingAction === 'secretsmanager:RestoreSecret',
    );
    await setFaults({});
    assert.ok(await deletionOf(NAME));
  });

  it('of the tree: its row shows it', async () => {
    const api = await keyhole();
    const { gate } = await deps();
    const secrets = api.views.secrets;
    await secrets.refresh();
    const node = await item(secrets, NAME);
    const rowOf = async () => secrets.provider.getTreeItem(await item(secrets, NAME));
    const when = new Date(Date.now() + 9 * DAY);
    const day = when.toLocaleDateString(undefined, { month: 'short', day: 'numeric' });
    assert.equal((await rowOf()).description, `gone after ${day}`);
    assert.match((await rowOf()).contextValue ?? '', /\brestorable\b/);
    await restoreSecretCommand({
      ...Object.create(null),
      explorer: { get: () => ({ views: api.views }) },
      language: { refresh: () => undefined },
      gate,
    })(node);
    await eventually(async () => assert.match((await rowOf()).contextValue ?? '', /\bdeletable\b/));
    assert.equal((await rowOf()).description, undefined);
  });

  it('says that somebody has restored it', async () => {
    const those = await chosen(NAME);
    await (await secretStore()).restore(NAME);
    await assert.rejects(restoreSecrets(those, await deps()), thrown =>
      /^Not scheduled for deletion/.test(failureOf(thrown).message),
    );
  });
});

describe('how long a deleted secret can be restored', () => {
  const typed: readonly (readonly [text: string, fits: boolean])[] = [
    ['7', true],
    ['30', true],
    ['6', false],
    ['31', false],
    ['', false],
    ['7.5', false],
    ['1e1', false],
    [' 7', false],
  ];
  for (const [text, fits] of typed)
    it(`${text || 'nothing'}: ${fits ? 'fits' : 'does not'}`, () =>
      assert.equal(daysProblem(text) === undefined, fits));

  it('is, of what is left, as much as AWS takes', () => {
    const now = 1_000 * DAY;
    const left = (days: number) => remainingDays(now + days * DAY, now);
    assert.deepEqual([2, 12, 30, 31, -3].map(left), [7, 12, 30, 30, 30]);
    assert.equal(remainingDays(undefined, now), 30);
  });
});
