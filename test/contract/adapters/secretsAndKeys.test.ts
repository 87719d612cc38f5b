import assert from 'node:assert/strict';
import {
  CreateAliasCommand,
  CreateGrantCommand,
  CreateKeyCommand,
  DeleteAliasCommand,
  DisableKeyCommand,
  RotateKeyOnDemandCommand,
  ScheduleKeyDeletionCommand,
} from '@aws-sdk/client-kms';
import {
  CreateSecretCommand,
  type CreateSecretCommandInput,
  DeleteSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
} from '@aws-sdk/client-secrets-manager';
import { SYMMETRIC } from '../../../src/core/keys/keyKinds';
import { lastUseOf } from '../../../src/core/keys/lastUse';
import { newKeyPolicyText } from '../../../src/core/keys/newKeyPolicy';
import { defaultPassword } from '../../../src/core/secrets/password';
import type { NewKey } from '../../../src/core/stores/keyStore';
import type { PasswordSpec } from '../../../src/core/stores/secretChanges';
import { sensitive } from '../../../src/core/value/sensitive';
import { type Aws, contract, present, unique } from '../contract';
import { moto } from '../deviations';
import { collect, failsWith, withAdapters } from './adapters';

async function create(aws: Aws, input: CreateSecretCommandInput): Promise<string> {
  const { ARN } = await aws.secrets.send(new CreateSecretCommand(input));
  const SecretId = present(ARN);
  aws.cleanUp(() =>
    aws.secrets.send(new DeleteSecretCommand({ SecretId, ForceDeleteWithoutRecovery: true })),
  );
  return SecretId;
}

async function createKey(aws: Aws): Promise<string> {
  const { KeyMetadata } = await aws.kms.send(new CreateKeyCommand({ Description: 'made by a test' }));
  const KeyId = present(KeyMetadata?.KeyId);
  aws.cleanUp(() => aws.kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 })));
  return KeyId;
}

function policyOf(Principal: unknown) {
  const Statement = [{ Effect: 'Allow', Principal, Action: 'secretsmanager:GetSecretValue', Resource: '*' }];
  return { Version: '2012-10-17', Statement };
}

contract('the secret adapter', suite => {
  suite.it('lists by prefix, those that wait for deletion included', async aws => {
    const prefix = unique('secrets');
    for (const end of ['a', 'b', 'c']) await create(aws, { Name: `${prefix}/${end}`, SecretString: 'x' });
    await aws.secrets.send(new DeleteSecretCommand({ SecretId: `${prefix}/c`, RecoveryWindowInDays: 7 }));
    await withAdapters(aws.endpoint, async ({ secrets }) => {
      const listed = await collect(secrets.list({ namePrefix: prefix }));
      assert.deepEqual(
        listed.map(({ name }) => name).sort(),
        ['a', 'b', 'c'].map(end => `${prefix}/${end}`),
      );
      assert.deepEqual(
        listed.filter(({ deletedDate }) => deletedDate !== undefined).map(({ name }) => name),
        [`${prefix}/c`],
      );
    });
  });

  suite.it('describes one by name and by ARN', async aws => {
    const name = unique('describe');
    const arn = await create(aws, { Name: name, SecretString: 'canary', Description: 'what it is for' });
    await withAdapters(aws.endpoint, async ({ secrets }) => {
      const byName = await secrets.describe(name);
      assert.deepEqual([byName.name, byName.arn, byName.description], [name, arn, 'what it is for']);
      assert.equal((await secrets.describe(arn)).name, name);
      assert.ok(!JSON.stringify(byName).includes('canary'));
    });
  });

  suite.it('puts a resource policy, reads it, and takes it away', async aws => {
    const arn = await create(aws, { Name: unique('policy'), SecretString: 'x' });
    const policy = JSON.stringify(policyOf({ AWS: `arn:aws:iam::${arn.split(':')[4]}:root` }));
    await withAdapters(aws.endpoint, async ({ secrets }) => {
      assert.equal(await secrets.policy(arn), '');
      await secrets.putPolicy(arn, policy);
      assert.deepEqual(JSON.parse(await secrets.policy(arn)), JSON.parse(policy));
      await secrets.deletePolicy(arn);
      assert.equal(await secrets.policy(arn), '');
      await assert.rejects(secrets.policy(unique('none')), failsWith('not-found', /read the policy/));
      await assert.rejects(secrets.putPolicy(unique('none'), policy), failsWith('not-found'));
    });
  });

  suite.it(
    'puts no policy that lets everybody in',
    async aws => {
      const arn = await create(aws, { Name: unique('public'), SecretString: 'x' });
      await withAdapters(aws.endpoint, ({ secrets }) =>
        assert.rejects(
          secrets.putPolicy(arn, JSON.stringify(policyOf('*'))),
          failsWith('invalid', /would let everybody in/),
        ),
      );
    },
    moto.blockPublicPolicy,
  );

  suite.it(
    'has a policy checked before it is put, which changes nothing',
    async aws => {
      const arn = await create(aws, { Name: unique('checked'), SecretString: 'x' });
      const checked = (policy: object | string) =>
        withAdapters(aws.endpoint, ({ secrets }) =>
          secrets.validatePolicy(arn, typeof policy === 'string' ? policy : JSON.stringify(policy)),
        );
      const own = policyOf({ AWS: `arn:aws:iam::${arn.split(':')[4]}:root` });
      await assert.doesNotReject(checked(own));
      assert.deepEqual(await checked(own), []);
      const [open] = await checked(policyOf('*'));
      assert.equal(open?.kind, 'public');
      const locking = { Effect: 'Deny', Principal: '*', Action: 'secretsmanager:*', Resource: '*' };
      const [locked] = await checked({ Version: '2012-10-17', Statement: [locking] });
      assert.equal(locked?.kind, 'lockout');
      await assert.rejects(checked('{"Version":'), failsWith('invalid', /malformed/));
      await withAdapters(aws.endpoint, async ({ secrets }) => {
        assert.equal(await secrets.policy(arn), '');
        await assert.rejects(secrets.validatePolicy(unique('none'), '{}'), failsWith('not-found'));
      });
    },
    moto.validateResourcePolicy,
  );

  suite.it('tells versions and stages, and reveals either', async aws => {
    const name = unique('versions');
    await create(aws, { Name: name, SecretString: 'first' });
    const { VersionId } = await aws.secrets.send(
      new PutSecretValueCommand({ SecretId: name, SecretString: 'second' }),
    );
    await withAdapters(aws.endpoint, async ({ secrets }) => {
      const versions = await collect(secrets.versions(name));
      assert.deepEqual(versions.flatMap(({ stages }) => stages).sort(), ['AWSCURRENT', 'AWSPREVIOUS']);
      const current = await secrets.reveal(name);
      assert.ok(current.value.reveal() === 'second');
      assert.equal(current.versionId, VersionId);
      assert.equal(current.form, 'string');
      const previous = await secrets.reveal(name, { versionStage: 'AWSPREVIOUS' });
      assert.ok(previous.value.reveal() === 'first');
    });
  });

  suite.it('puts a version, which becomes current', async aws => {
    const arn = await create(aws, { Name: unique('put'), SecretString: 'first' });
    await withAdapters(aws.endpoint, async ({ secrets }) => {
      const before = await secrets.reveal(arn);
      const made = await secrets.putValue(arn, sensitive('second'));
      const current = await secrets.reveal(arn);
      assert.deepEqual([current.versionId, current.value.reveal()], [made, 'second']);
      assert.equal((await secrets.reveal(arn, { versionStage: 'AWSPREVIOUS' })).versionId, before.versionId);
    });
  });

  suite.it(
    'makes the version before current again',
    async aws => {
      const arn = await create(aws, { Name: unique('back'), SecretString: 'first' });
      await withAdapters(aws.endpoint, async ({ secrets }) => {
        const before = await secrets.reveal(arn);
        const made = await secrets.putValue(arn, sensitive('second'));
        await secrets.moveStage(arn, 'AWSCURRENT', { from: made, to: before.versionId });
        assert.equal((await secrets.reveal(arn)).value.reveal(), 'first');
        assert.equal((await secrets.reveal(arn, { versionStage: 'AWSPREVIOUS' })).versionId, made);
      });
    },
    moto.moveBack,
  );

  suite.it('describes the versions that have a stage', async aws => {
    const name = unique('stages');
    await create(aws, { Name: name, SecretString: 'first' });
    for (const SecretString of ['second', 'third'])
      await aws.secrets.send(new PutSecretValueCommand({ SecretId: name, SecretString }));
    await withAdapters(aws.endpoint, async ({ secrets }) => {
      const { versions } = await secrets.describe(name);
      assert.deepEqual(
        present(versions)
          .map(({ stages }) => stages.join())
          .sort(),
        ['AWSCURRENT', 'AWSPREVIOUS'],
      );
    });
  });

  suite.it('knows no version of a secret that was made without a value', async aws => {
    const name = unique('empty');
    await create(aws, { Name: name });
    await withAdapters(aws.endpoint, async ({ secrets }) => {
      const { versions } = await secrets.describe(name);
      assert.deepEqual(versions ?? [], []);
      assert.deepEqual(await collect(secrets.versions(name)), []);
      await assert.rejects(secrets.jsonKeys(name), failsWith('not-found'));
    });
  });

  suite.it('tells the keys of a version and nothing of the values', async aws => {
    const name = unique('keys');
    await create(aws, { Name: name, SecretString: JSON.stringify({ user: 'canary', password: 'canary' }) });
    for (const SecretString of ['plain canary', '["canary"]'])
      await aws.secrets.send(new PutSecretValueCommand({ SecretId: name, SecretString }));
    await aws.secrets.send(
      new PutSecretValueCommand({
        SecretId: name,
        SecretString: '{"token":{"canary":1}}',
        VersionStages: ['new'],
      }),
    );
    const binary = unique('binary-keys');
    await create(aws, { Name: binary, SecretBinary: new Uint8Array([1]) });
    await withAdapters(aws.endpoint, async ({ secrets }) => {
      assert.deepEqual(await secrets.jsonKeys(name), { form: 'text' });
      assert.deepEqual(await secrets.jsonKeys(name, { versionStage: 'AWSPREVIOUS' }), { form: 'text' });
      assert.deepEqual(await secrets.jsonKeys(name, { versionStage: 'new' }), {
        form: 'json',
        keys: ['token'],
      });
      assert.deepEqual(await secrets.jsonKeys(binary), { form: 'binary' });
      const first = (await collect(secrets.versions(name))).find(({ stages }) => stages.length === 0);
      const keys = await secrets.jsonKeys(name, { versionId: present(first).versionId });
      assert.deepEqual(keys, { form: 'json', keys: ['user', 'password'] });
      await assert.rejects(secrets.jsonKeys(unique('nothing')), failsWith('not-found'));
      await assert.rejects(secrets.jsonKeys(name, { versionStage: 'none' }), failsWith('not-found'));
    });
  });

  suite.it('tells the keys of several secrets in one call', async aws => {
    const [json, text, binary, none] = ['json', 'text', 'bin', 'none'].map(unique);
    assert.ok(json && text && binary && none);
    const arn = await create(aws, { Name: json, SecretString: '{"user":"canary"}' });
    await create(aws, { Name: text, SecretString: 'canary' });
    await create(aws, { Name: binary, SecretBinary: new Uint8Array([1]) });
    await withAdapters(aws.endpoint, async ({ secrets }) => {
      const found = await secrets.jsonKeysOf([arn, arn.slice(0, -7), text, binary, none]);
      assert.deepEqual(
        [...found],
        [
          [arn, { form: 'json', keys: ['user'] }],
          [arn.slice(0, -7), { form: 'json', keys: ['user'] }],
          [text, { form: 'text' }],
          [binary, { form: 'binary' }],
        ],
      );
    });
  });

  suite.it('reveals several in one call, and leaves out what cannot be read', async aws => {
    const [text, binary, none] = ['text', 'bin', 'none'].map(unique);
    assert.ok(text && binary && none);
    const arn = await create(aws, { Name: text, SecretString: 'a text' });
    await create(aws, { Name: binary, SecretBinary: new Uint8Array([1]) });
    await withAdapters(aws.endpoint, async ({ secrets }) => {
      const found = await secrets.revealAll([arn, binary, none]);
      assert.deepEqual([...found.keys()], [arn, binary]);
      assert.equal(found.get(binary)?.form, 'binary');
      const revealed = found.get(arn);
      assert.deepEqual([revealed?.name, revealed?.form], [text, 'string']);
      assert.ok(revealed?.value.reveal() === 'a text');
    });
  });

  suite.it('reveals binary in base64', async aws => {
    const name = unique('binary');
    const bytes = new Uint8Array([0, 1, 250, 255]);
    await create(aws, { Name: name, SecretBinary: bytes });
    await withAdapters(aws.endpoint, async ({ secrets }) => {
      const revealed = await secrets.reveal(name);
      assert.equal(revealed.form, 'binary');
      assert.ok(revealed.value.reveal() === Buffer.from(bytes).toString('base64'));
    });
  });

  suite.it('makes a secret with a value, or without one', async aws => {
    const [full, empty] = [unique('new'), unique('new-empty')];
    for (const SecretId of [full, empty])
      aws.cleanUp(() =>
        aws.secrets.send(new DeleteSecretCommand({ SecretId, ForceDeleteWithoutRecovery: true })),
      );
    await withAdapters(aws.endpoint, async ({ secrets }) => {
      const arn = await secrets.create({ name: full, value: sensitive('canary'), description: 'words' });
      const described = await secrets.describe(arn);
      assert.deepEqual([described.name, described.description], [full, 'words']);
      assert.ok((await secrets.reveal(arn)).value.reveal() === 'canary');
      const again = secrets.create({ name: full, value: sensitive('canary') });
      await assert.rejects(again, failsWith('conflict', /create the secret/));
      await secrets.create({ name: empty });
      assert.deepEqual((await secrets.describe(empty)).versions ?? [], []);
    });
  });

  suite.it('generates passwords of what is asked for', async aws => {
    await withAdapters(aws.endpoint, async ({ secrets }) => {
      const of = async (more: Partial<PasswordSpec>) =>
        (await secrets.randomPassword({ ...defaultPassword, ...more })).reveal();
      assert.match(await of({}), /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*[^\w])[^/@"'\\` ]{32}$/);
      const digits = { excludeLowercase: true, excludeUppercase: true, excludePunctuation: true };
      assert.match(await of({ ...digits, passwordLength: 200 }), /^\d{200}$/);
      assert.notEqual(await of({}), await of({}));
      await assert.rejects(of({ passwordLength: 3 }), failsWith('invalid', /generate a password/));
    });
  });

  suite.it(
    'changes description and key without a version, and what it held can be read',
    async aws => {
      const name = unique('details');
      const arn = await create(aws, { Name: name, SecretString: 'canary', Description: 'old words' });
      const keyId = await createKey(aws);
      await withAdapters(aws.endpoint, async ({ secrets }) => {
        const { versions } = await secrets.describe(arn);
        await secrets.update(arn, { description: 'words', keyId });
        const described = await secrets.describe(arn);
        assert.deepEqual([described.description, described.keyId], ['words', keyId]);
        assert.deepEqual(described.versions, versions);
        assert.ok((await secrets.reveal(arn)).value.reveal() === 'canary');
        await secrets.update(arn, { keyId: '' });
        assert.deepEqual((await secrets.describe(arn)).description, 'words');
        assert.equal((await secrets.describe(arn)).keyId, undefined);
        await secrets.update(arn, { description: '' });
        assert.equal((await secrets.describe(arn)).description ?? '', '');
        await assert.rejects(secrets.update(unique('none'), { description: 'x' }), failsWith('not-found'));
      });
    },
    moto.emptyDetails,
  );

  suite.it('replicates, says where to, and removes replicas', async aws => {
    const arn = await create(aws, { Name: unique('replicated'), SecretString: 'x' });
    await withAdapters(aws.endpoint, async ({ secrets }) => {
      const [made] = await secrets.replicate(arn, [{ region: 'eu-north-1' }]);
      assert.deepEqual([made?.region, made?.status], ['eu-north-1', 'InSync']);
      assert.deepEqual(
        (await secrets.describe(arn)).replicas?.map(({ region }) => region),
        ['eu-north-1'],
      );
      await assert.rejects(secrets.delete(arn, 7), failsWith('invalid', /delete the secret.*has replicas/));
      await secrets.removeReplicas(arn, ['eu-north-1']);
      assert.equal((await secrets.describe(arn)).replicas, undefined);
      const nowhere = secrets.replicate(unique('none'), [{ region: 'eu-north-1' }]);
      await assert.rejects(nowhere, failsWith('not-found'));
    });
  });

  suite.it('deletes with a recovery window, and restores', async aws => {
    const arn = await create(aws, { Name: unique('doomed'), SecretString: 'x' });
    await withAdapters(aws.endpoint, async ({ secrets }) => {
      const days = ((await secrets.delete(arn, 9)) - Date.now()) / 86_400_000;
      assert.ok(days > 8.9 && days < 9.1, String(days));
      assert.ok(((await secrets.describe(arn)).deletedDate ?? 0) > Date.now());
      await assert.rejects(secrets.delete(arn, 9), failsWith('invalid', /scheduled for deletion/));
      await secrets.restore(arn);
      // Of one that is not scheduled for deletion it changes nothing.
      await secrets.restore(arn);
      assert.equal((await secrets.describe(arn)).deletedDate, undefined);
      await assert.rejects(secrets.delete(arn, 6), failsWith('invalid'));
      for (const change of [secrets.delete(unique('none'), 7), secrets.restore(unique('none'))])
        await assert.rejects(change, failsWith('not-found'));
    });
  });

  suite.it('moves a stage from the version that has it, and from no other', async aws => {
    const name = unique('stage');
    await create(aws, { Name: name, SecretString: 'first' });
    const put = new PutSecretValueCommand({ SecretId: name, SecretString: 'second' });
    const second = present((await aws.secrets.send(put)).VersionId);
    await withAdapters(aws.endpoint, async ({ secrets }) => {
      const holder = async (stage: string) =>
        (await secrets.describe(name)).versions?.find(({ stages }) => stages.includes(stage))?.versionId;
      const first = present(await holder('AWSPREVIOUS'));
      await secrets.moveStage(name, 'AWSCURRENT', { from: second, to: first });
      assert.deepEqual([await holder('AWSCURRENT'), await holder('AWSPREVIOUS')], [first, second]);
      const again = secrets.moveStage(name, 'AWSCURRENT', { from: second, to: first });
      await assert.rejects(again, failsWith('invalid'));
      await secrets.moveStage(name, 'mine', { to: second });
      assert.equal(await holder('mine'), second);
      await secrets.moveStage(name, 'mine', { from: second });
      assert.equal(await holder('mine'), undefined);
    });
  });

  suite.it('says not-found, and that a secret waits for deletion', async aws => {
    const name = unique('deleted');
    await create(aws, { Name: name, SecretString: 'x' });
    await aws.secrets.send(new DeleteSecretCommand({ SecretId: name, RecoveryWindowInDays: 7 }));
    await withAdapters(aws.endpoint, async ({ secrets }) => {
      await assert.rejects(secrets.describe(unique('nothing')), failsWith('not-found'));
      await assert.rejects(secrets.reveal(unique('nothing')), failsWith('not-found'));
      await assert.rejects(secrets.reveal(name), failsWith('invalid', /scheduled for deletion/));
    });
  });
});

contract('the key adapter', suite => {
  suite.it('lists keys and aliases, and describes one', async aws => {
    const keyId = await createKey(aws);
    const AliasName = `alias/${unique('key')}`;
    await aws.kms.send(new CreateAliasCommand({ AliasName, TargetKeyId: keyId }));
    aws.cleanUp(() => aws.kms.send(new DeleteAliasCommand({ AliasName })));
    await withAdapters(aws.endpoint, async ({ keys }) => {
      assert.ok((await collect(keys.listKeys())).some(key => key.keyId === keyId));
      const alias = (await collect(keys.listAliases())).find(({ aliasName }) => aliasName === AliasName);
      assert.equal(alias?.targetKeyId, keyId);
      const key = await keys.describe(AliasName);
      assert.deepEqual([key.keyId, key.manager, key.state], [keyId, 'CUSTOMER', 'Enabled']);
      assert.equal(key.description, 'made by a test');
    });
  });

  suite.it('gives the policy as text and the rotation', async aws => {
    const keyId = await createKey(aws);
    await withAdapters(aws.endpoint, async ({ keys }) => {
      assert.ok(Array.isArray(JSON.parse(await keys.policy(keyId)).Statement));
      assert.equal((await keys.rotation(keyId)).enabled, false);
      assert.deepEqual(await collect(keys.rotations(keyId)), []);
      await aws.kms.send(new RotateKeyOnDemandCommand({ KeyId: keyId }));
      const [rotation] = await collect(keys.rotations(keyId));
      assert.equal(rotation?.type, 'ON_DEMAND');
      assert.ok(Math.abs(present(rotation).date - Date.now()) < 60_000);
    });
  });

  suite.it('tells where the keys of a multi-Region key are', async aws => {
    const { KeyMetadata } = await aws.kms.send(new CreateKeyCommand({ MultiRegion: true }));
    const KeyId = present(KeyMetadata?.KeyId);
    aws.cleanUp(() => aws.kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 })));
    await withAdapters(aws.endpoint, async ({ keys }) => {
      const { multiRegion, multiRegionConfiguration } = await keys.describe(KeyId);
      assert.equal(multiRegion, true);
      assert.deepEqual(multiRegionConfiguration, {
        type: 'PRIMARY',
        primaryRegion: 'eu-west-1',
        replicaRegions: [],
      });
    });
  });

  suite.it(
    'tells when a key was last used, and since when that is kept',
    async aws => {
      const keyId = await createKey(aws);
      const read = (id: string) => withAdapters(aws.endpoint, ({ keys }) => keys.lastUsage(id));
      await assert.doesNotReject(read(keyId));
      const unused = await read(keyId);
      assert.deepEqual([unused.lastUsedDate, unused.operation], [undefined, undefined]);
      assert.equal(lastUseOf(unused)?.kind, 'never');
      const before = Math.floor(Date.now() / 1_000) * 1_000;
      const SecretId = await create(aws, { Name: unique('used'), SecretString: 'x', KmsKeyId: keyId });
      assert.equal((await read(keyId)).operation, 'GenerateDataKey');
      await aws.secrets.send(new GetSecretValueCommand({ SecretId }));
      const used = await read(keyId);
      assert.equal(used.operation, 'Decrypt');
      assert.ok(used.lastUsedDate !== undefined && used.lastUsedDate >= before);
      assert.deepEqual([used.trackedSince, used.creationDate], [unused.trackedSince, unused.creationDate]);
      await assert.rejects(read('alias/aws/ssm'), failsWith('not-found', /when the key was last used/));
    },
    moto.keyLastUsage,
  );

  suite.it('changes the policy, and says why it is refused', async aws => {
    const keyId = await createKey(aws);
    await withAdapters(aws.endpoint, async ({ keys }) => {
      const before = JSON.parse(await keys.policy(keyId));
      const [statement] = before.Statement;
      const policy = { ...before, Statement: [{ ...statement, Sid: 'changed' }] };
      await keys.putPolicy(keyId, JSON.stringify(policy));
      assert.equal(JSON.parse(await keys.policy(keyId)).Statement[0].Sid, 'changed');
      await assert.rejects(
        keys.putPolicy('00000000-0000-4000-8000-000000000000', JSON.stringify(policy)),
        failsWith('not-found'),
      );
    });
  });

  suite.it('tells the state of a key that is disabled', async aws => {
    const keyId = await createKey(aws);
    await aws.kms.send(new DisableKeyCommand({ KeyId: keyId }));
    await withAdapters(aws.endpoint, async ({ keys }) =>
      assert.equal((await keys.describe(keyId)).state, 'Disabled'),
    );
  });

  suite.it('changes the description, disables, enables, schedules the deletion and cancels it', async aws => {
    const keyId = await createKey(aws);
    await withAdapters(aws.endpoint, async ({ keys }) => {
      const state = async () => (await keys.describe(keyId)).state;
      await keys.describeAs(keyId, 'what it is for');
      assert.equal((await keys.describe(keyId)).description, 'what it is for');
      await keys.disable(keyId);
      assert.equal(await state(), 'Disabled');
      await keys.enable(keyId);
      assert.equal(await state(), 'Enabled');
      const date = present(await keys.scheduleDeletion(keyId, 9));
      assert.ok(Math.abs(date - Date.now() - 9 * 86_400_000) < 86_400_000);
      assert.equal(await state(), 'PendingDeletion');
      await keys.cancelDeletion(keyId);
      assert.equal(await state(), 'Disabled');
    });
  });

  suite.it('makes a key with all that is asked for, or with nothing', async aws => {
    await withAdapters(aws.endpoint, async ({ keys }) => {
      const make = async (given: Partial<NewKey>) => {
        const key = await keys.create({ ...SYMMETRIC, multiRegion: false, ...given });
        aws.cleanUp(() => keys.scheduleDeletion(key.keyId, 7));
        return key;
      };
      const plain = await make({});
      assert.deepEqual(
        [plain.state, plain.manager, plain.spec, plain.multiRegion ?? false],
        ['Enabled', 'CUSTOMER', 'SYMMETRIC_DEFAULT', false],
      );
      const [, , , , account] = plain.arn.split(':');
      const role = { kind: 'role', arn: `arn:aws:iam::${account}:role/my-app-dev` } as const;
      const place = { region: 'eu-west-1', account: present(account) };
      const policy = present(newKeyPolicyText(role, place, SYMMETRIC));
      const key = await make({ multiRegion: true, description: 'for files', policy });
      assert.deepEqual([key.description, key.multiRegion], ['for files', true]);
      assert.match(key.keyId, /^mrk-/);
      assert.deepEqual(JSON.parse(await keys.policy(key.keyId)), JSON.parse(policy));
    });
  });

  suite.it('makes, moves and deletes an alias', async aws => {
    const first = await createKey(aws);
    const second = await createKey(aws);
    const alias = `alias/${unique('made')}`;
    await withAdapters(aws.endpoint, async ({ keys }) => {
      await keys.createAlias(alias, first);
      assert.equal((await keys.describe(alias)).keyId, first);
      await assert.rejects(keys.createAlias(alias, second), failsWith('conflict', /exists already/));
      await keys.updateAlias(alias, second);
      assert.equal((await keys.describe(alias)).keyId, second);
      await keys.deleteAlias(alias);
      await assert.rejects(keys.describe(alias), failsWith('not-found'));
      await assert.rejects(keys.deleteAlias(alias), failsWith('not-found'));
    });
  });

  suite.it('turns rotation on and off, and rotates on demand', async aws => {
    const keyId = await createKey(aws);
    await withAdapters(aws.endpoint, async ({ keys }) => {
      await keys.enableRotation(keyId, 180);
      assert.equal((await keys.rotation(keyId)).enabled, true);
      await keys.disableRotation(keyId);
      assert.equal((await keys.rotation(keyId)).enabled, false);
      await keys.rotateOnDemand(keyId);
      assert.equal((await collect(keys.rotations(keyId))).length, 1);
    });
  });

  suite.it('lists the aliases and the grants of one key', async aws => {
    const keyId = await createKey(aws);
    const AliasName = `alias/${unique('key')}`;
    await aws.kms.send(new CreateAliasCommand({ AliasName, TargetKeyId: keyId }));
    aws.cleanUp(() => aws.kms.send(new DeleteAliasCommand({ AliasName })));
    await withAdapters(aws.endpoint, async ({ keys }) => {
      const { arn } = await keys.describe(keyId);
      const GranteePrincipal = arn.replace(/^.*:(\d{12}):.*$/, 'arn:aws:iam::$1:role/reader');
      const { GrantId } = await aws.kms.send(
        new CreateGrantCommand({ KeyId: keyId, GranteePrincipal, Operations: ['Decrypt'] }),
      );
      assert.deepEqual(
        (await collect(keys.aliasesOf(keyId))).map(({ aliasName }) => aliasName),
        [AliasName],
      );
      const [grant, ...others] = await collect(keys.grants(keyId));
      assert.deepEqual([grant?.grantId, grant?.operations, others], [GrantId, ['Decrypt'], []]);
      assert.equal(grant?.granteePrincipal, GranteePrincipal);
      await keys.revokeGrant(keyId, present(GrantId));
      assert.deepEqual(await collect(keys.grants(keyId)), []);
      await assert.rejects(keys.revokeGrant(keyId, present(GrantId)), failsWith('not-found'));
    });
  });

  suite.it('makes a grant as it is asked for', async aws => {
    const keyId = await createKey(aws);
    await withAdapters(aws.endpoint, async ({ keys }) => {
      const { arn } = await keys.describe(keyId);
      const [, account = ''] = /:(\d{12}):/.exec(arn) ?? [];
      const [grantee, retiring] = [`arn:aws:iam::${account}:role/reader`, `arn:aws:iam::${account}:user/ann`];
      const grantId = await keys.createGrant(keyId, {
        grantee,
        retiring,
        operations: ['Decrypt', 'DescribeKey'],
        constraint: { kind: 'equals', context: { stage: 'prod' } },
        name: 'nightly',
      });
      const [grant, ...others] = await collect(keys.grants(keyId));
      // Not every emulator tells the date.
      const { creationDate: _date, ...told } = present(grant);
      assert.deepEqual(others, []);
      assert.deepEqual(told, {
        grantId,
        granteePrincipal: grantee,
        retiringPrincipal: retiring,
        operations: ['Decrypt', 'DescribeKey'],
        name: 'nightly',
        encryptionContextEquals: { stage: 'prod' },
      });
    });
  });

  suite.it('says not-found', async aws => {
    const keyId = '00000000-0000-4000-8000-000000000000';
    await withAdapters(aws.endpoint, async ({ keys }) => {
      await assert.rejects(keys.describe(keyId), failsWith('not-found'));
      await assert.rejects(keys.policy(keyId), failsWith('not-found'));
    });
  });
});

contract('the identity adapter', suite => {
  suite.it('says who is asking', async aws => {
    await withAdapters(aws.endpoint, async ({ identity }) => {
      const { account, arn } = await identity.callerIdentity();
      assert.match(account, /^\d{12}$/);
      assert.ok(arn.includes(account));
    });
  });
});
