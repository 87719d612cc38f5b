import assert from 'node:assert/strict';
import { changeDetails, type DetailsQuestions } from '../../src/client/write/secrets/changeDetails';
import { changeSecretCommand } from '../../src/client/write/secrets/changeDetailsCommand';
import { failureOf } from '../../src/core/failure';
import type { Answers } from './answers';
import { chosenSecret, secretDeps, secretStore, undoOffers } from './secretSupport';
import { callCounts, keyhole, resetCalls, setFaults } from './support';

const NAME = 'dev/my-app/database';
const KEY = 'alias/my-app-dev';
const WORDS = 'Shared login for local development';

describe('Change description or KMS key of a secret', () => {
  const offered = undoOffers();

  async function deps({ passes, whileAsked, ...answers }: Partial<DetailsQuestions> & Answers) {
    const questions: DetailsQuestions = {
      description: async ({ description = '' }) => description,
      key: async ({ keyId = '' }) => keyId,
      ...answers,
    };
    return { ...(await secretDeps(offered, { passes, whileAsked })), questions };
  }
  const described = async () => (await secretStore()).describe(NAME);
  const chosen = () => chosenSecret(NAME);

  afterEach(async () => {
    await setFaults({});
    offered.last = undefined;
    await (await secretStore()).update(NAME, { description: WORDS, keyId: '' });
  });

  it('changes both, makes no version, and takes both back', async () => {
    const { versions } = await described();
    await resetCalls();
    const all = await deps({ description: async () => 'new words', key: async () => KEY });
    assert.equal(await changeDetails(await chosen(), all), true);
    const changed = await described();
    assert.deepEqual([changed.description, changed.keyId], ['new words', KEY]);
    assert.deepEqual(changed.versions, versions);
    const [change] = all.asked;
    assert.deepEqual([change?.kind, change?.target], ['overwrite', NAME]);
    assert.deepEqual(change?.details, [
      `Its description was: ${WORDS}`,
      'Its description becomes: new words',
      `It is encrypted with ${KEY} instead of aws/secretsmanager.`,
      'Whoever reads it needs kms:Decrypt on the new key.',
      'Versions without AWSCURRENT, AWSPENDING or AWSPREVIOUS stay under the old key.',
    ]);
    assert.doesNotMatch(await callCounts(), /GetSecretValue/);
    assert.match((await (await secretStore()).reveal(NAME)).value.reveal(), /FAKE/, 'it can still be read');
    await offered.take();
    const back = await described();
    assert.deepEqual([back.description, back.keyId], [WORDS, undefined]);
    assert.equal(all.asked.length, 2, 'the gate is asked again');
  });

  it('sends only what differs, and nothing where nothing does', async () => {
    const same = await deps({});
    assert.equal(await changeDetails(await chosen(), same), false);
    assert.equal(same.asked.length, 0);
    const all = await deps({ description: async () => '' });
    assert.equal(await changeDetails(await chosen(), all), true);
    assert.deepEqual(all.asked[0]?.details, [`Its description was: ${WORDS}`, 'It has no description then.']);
    assert.equal((await described()).description ?? '', '');
  });

  it('changes nothing without answers or a yes', async () => {
    const away = async () => undefined;
    for (const answers of [
      { description: away },
      { key: away },
      { description: async () => 'x', passes: false },
    ])
      assert.equal(await changeDetails(await chosen(), await deps(answers)), false);
    assert.equal((await described()).description, WORDS);
    assert.equal(offered.last, undefined);
  });

  it('says that somebody was faster', async () => {
    const whileAsked = async () => (await secretStore()).update(NAME, { description: 'theirs' });
    const all = await deps({ description: async () => 'mine', whileAsked });
    await assert.rejects(changeDetails(await chosen(), all), thrown => failureOf(thrown).code === 'conflict');
    assert.equal((await described()).description, 'theirs');
  });

  it('fails with what is missing: a permission, a key, the secret', async () => {
    const those = await chosen();
    await setFaults({ deny: ['secretsmanager:UpdateSecret'] });
    const words = { description: async () => 'x' };
    await assert.rejects(
      changeDetails(those, await deps(words)),
      thrown => failureOf(thrown).missingAction === 'secretsmanager:UpdateSecret',
    );
    await setFaults({});
    await assert.rejects(
      changeDetails(those, await deps({ key: async () => 'alias/none' })),
      thrown => failureOf(thrown).code === 'key-unusable',
    );
    const gone = { ...those, secret: { ...those.secret, arn: `${those.secret.arn}x` } };
    await assert.rejects(
      changeDetails(gone, await deps(words)),
      thrown => failureOf(thrown).code === 'not-found',
    );
    assert.equal((await described()).description, WORDS);
  });

  it('changes nothing in another account or Region than it was asked in', async () => {
    const { session } = await keyhole();
    const those = await chosen();
    session.reconnect();
    const words = { description: async () => 'x' };
    await assert.rejects(
      changeDetails(those, await deps(words)),
      thrown => failureOf(thrown).code === 'invalid',
    );
    await changeDetails(await chosen(), await deps(words));
    await session.choose({ kind: 'aws', region: 'eu-north-1' });
    try {
      await assert.rejects(offered.take(), thrown => failureOf(thrown).code === 'invalid');
    } finally {
      await session.choose({ kind: 'aws' });
    }
  });

  it('does nothing for what is no secret', async () => {
    const api = await keyhole();
    const { asked, gate } = await deps({});
    const change = changeSecretCommand({
      ...Object.create(null),
      explorer: { get: () => ({ views: api.views }) },
      language: { refresh: () => undefined },
      gate,
    });
    for (const argument of [{ kind: 'secret' }, { kind: 'folder', path: 'dev' }, 7, 'x', null])
      await change(argument);
    assert.equal(asked.length, 0);
  });
});
