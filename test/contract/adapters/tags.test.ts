import assert from 'node:assert/strict';
import { CreateKeyCommand, ScheduleKeyDeletionCommand } from '@aws-sdk/client-kms';
import { CreateSecretCommand, DeleteSecretCommand } from '@aws-sdk/client-secrets-manager';
import { DeleteParameterCommand, PutParameterCommand } from '@aws-sdk/client-ssm';
import type { Tagged } from '../../../src/core/stores/tagStore';
import { type Aws, contract, present, unique } from '../contract';
import { failsWith, withAdapters } from './adapters';

const makers: Readonly<Record<Tagged['kind'], (aws: Aws) => Promise<string>>> = {
  async parameter(aws) {
    const Name = `/${unique('tags')}`;
    await aws.ssm.send(new PutParameterCommand({ Name, Type: 'String', Value: 'x' }));
    aws.cleanUp(() => aws.ssm.send(new DeleteParameterCommand({ Name })));
    return Name;
  },
  async secret(aws) {
    const { ARN } = await aws.secrets.send(
      new CreateSecretCommand({ Name: unique('tags'), SecretString: 'x' }),
    );
    const SecretId = present(ARN);
    aws.cleanUp(() =>
      aws.secrets.send(new DeleteSecretCommand({ SecretId, ForceDeleteWithoutRecovery: true })),
    );
    return SecretId;
  },
  async key(aws) {
    const { KeyMetadata } = await aws.kms.send(new CreateKeyCommand({}));
    const KeyId = present(KeyMetadata?.KeyId);
    aws.cleanUp(() => aws.kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 })));
    return KeyId;
  },
};

const missing: readonly Tagged[] = [
  { kind: 'parameter', id: '/there/is/none' },
  { kind: 'secret', id: 'there-is-none' },
  { kind: 'key', id: '00000000-0000-0000-0000-000000000000' },
];

contract('the tag adapter', suite => {
  for (const kind of ['parameter', 'secret', 'key'] as const)
    suite.it(`adds, overwrites and removes tags of a ${kind}`, async aws => {
      const item: Tagged = { kind, id: await makers[kind](aws) };
      await withAdapters(aws.endpoint, async ({ tags }) => {
        const now = async () => Object.fromEntries(await tags.read(item));
        assert.deepEqual(await now(), {});
        await tags.add(
          item,
          new Map([
            ['Team', 'payments'],
            ['Cost Center', ''],
          ]),
        );
        await tags.add(item, new Map([['Team', 'shop']]));
        assert.deepEqual(await now(), { Team: 'shop', 'Cost Center': '' });
        await tags.remove(item, ['Team', 'never there']);
        assert.deepEqual(await now(), { 'Cost Center': '' });
        await tags.add(item, new Map());
        await tags.remove(item, []);
      });
    });

  for (const kind of ['parameter', 'secret', 'key'] as const)
    suite.it(`reads the tags of everything of a kind at once: ${kind}`, async aws => {
      const id = await makers[kind](aws);
      await withAdapters(aws.endpoint, async ({ tags }) => {
        const named = (arn: string) => arn.endsWith(id.replace(/^\//, ''));
        const found = async () => {
          for await (const page of tags.all(kind))
            for (const { arn, tags: of } of page) if (named(arn)) return Object.fromEntries(of);
          return undefined;
        };
        // What had tags once may still be told, with none.
        assert.deepEqual((await found()) ?? {}, {});
        const wanted = { Team: 'payments', 'Cost Center': '', 'app:part=1': 'a=b:c' };
        await tags.add({ kind, id }, new Map(Object.entries(wanted)));
        assert.deepEqual(await found(), wanted);
        await tags.remove({ kind, id }, Object.keys(wanted));
        assert.deepEqual((await found()) ?? {}, {});
      });
    });

  suite.it('reads more tags than one page has', async aws => {
    const names = Array.from({ length: 120 }, (_, at) => `/${unique('many')}/${at}`);
    for (const Name of names)
      await aws.ssm.send(
        new PutParameterCommand({ Name, Type: 'String', Value: 'x', Tags: [{ Key: 'At', Value: Name }] }),
      );
    aws.cleanUp(async () => {
      for (const Name of names) await aws.ssm.send(new DeleteParameterCommand({ Name }));
    });
    await withAdapters(aws.endpoint, async ({ tags }) => {
      const found = new Set<string>();
      let pages = 0;
      for await (const page of tags.all('parameter')) {
        pages += 1;
        for (const { tags: of } of page) found.add(of.get('At') ?? '');
      }
      assert.deepEqual(
        names.filter(name => !found.has(name)),
        [],
      );
      assert.ok(pages > 1);
    });
  });

  suite.it('says not-found', async aws => {
    await withAdapters(aws.endpoint, async ({ tags }) => {
      for (const item of missing) {
        await assert.rejects(tags.read(item), failsWith('not-found'), item.kind);
        await assert.rejects(tags.add(item, new Map([['a', 'b']])), failsWith('not-found'), item.kind);
      }
    });
  });
});
