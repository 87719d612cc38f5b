import assert from 'node:assert/strict';
import { DeleteParameterCommand, type ParameterType, PutParameterCommand } from '@aws-sdk/client-ssm';
import { formatPolicies, parsePolicies } from '../../../src/core/catalog/parameterPolicies';
import { sensitive } from '../../../src/core/value/sensitive';
import { type Aws, contract, present, unique } from '../contract';
import { moto } from '../deviations';
import { collect, failsWith, withAdapters } from './adapters';

async function put(aws: Aws, Name: string, Value = 'value', Type: ParameterType = 'String'): Promise<void> {
  await aws.ssm.send(new PutParameterCommand({ Name, Value, Type, Overwrite: true }));
  aws.cleanUp(() => aws.ssm.send(new DeleteParameterCommand({ Name })));
}

const namesOf = (items: readonly { readonly name: string }[]) => items.map(({ name }) => name).sort();

contract('the parameter adapter', suite => {
  suite.it('writes over one and keeps what it was made with', async aws => {
    const name = `/${unique('overwrite')}`;
    await aws.ssm.send(
      new PutParameterCommand({
        Name: name,
        Type: 'String',
        Value: 'a1',
        Tier: 'Advanced',
        Description: 'what for',
        AllowedPattern: '^a\\d$',
      }),
    );
    aws.cleanUp(() => aws.ssm.send(new DeleteParameterCommand({ Name: name })));
    await withAdapters(aws.endpoint, async ({ parameters }) => {
      const before = present((await parameters.describeNames([name])).get(name));
      assert.equal(await parameters.overwrite(before, sensitive('a2')), 2);
      const after = present((await parameters.describeNames([name])).get(name));
      assert.deepEqual(
        [after.type, after.tier, after.description, after.allowedPattern, after.dataType],
        [before.type, before.tier, 'what for', '^a\\d$', before.dataType],
      );
      assert.equal((await parameters.reveal(name)).value.reveal(), 'a2');
    });
  });

  suite.it(
    'gives policies, and keeps them over another change',
    async aws => {
      const name = `/${unique('policies')}`;
      await put(aws, name);
      await withAdapters(aws.endpoint, async ({ parameters }) => {
        const latest = async () => present((await parameters.describeNames([name])).get(name));
        const policies = { expiration: Date.UTC(2099, 0, 1), notifyUnchangedDays: 20 };
        const newPolicies = formatPolicies(policies);
        const value = sensitive('value');
        await parameters.overwrite({ ...(await latest()), tier: 'Advanced', newPolicies }, value);
        assert.deepEqual(parsePolicies((await latest()).policies), policies);
        await parameters.overwrite({ ...(await latest()), description: 'another' }, value);
        assert.deepEqual(parsePolicies((await latest()).policies), policies);
      });
    },
    moto.policyText,
  );

  suite.it(
    'takes policies away, and gives none to a standard parameter',
    async aws => {
      const name = `/${unique('policies')}`;
      await put(aws, name);
      await withAdapters(aws.endpoint, async ({ parameters }) => {
        const latest = async () => present((await parameters.describeNames([name])).get(name));
        const newPolicies = formatPolicies({ notifyUnchangedDays: 20 });
        const value = sensitive('value');
        await assert.rejects(
          parameters.overwrite({ ...(await latest()), tier: 'Standard', newPolicies }, value),
          failsWith('invalid'),
        );
        await parameters.overwrite({ ...(await latest()), tier: 'Advanced', newPolicies }, value);
        await parameters.overwrite({ ...(await latest()), newPolicies: '[]' }, value);
        assert.equal((await latest()).policies, undefined);
      });
    },
    moto.policies,
  );

  suite.it('labels versions, moves a label, and takes it away', async aws => {
    const name = `/${unique('labels')}`;
    await put(aws, name, 'one');
    await put(aws, name, 'two');
    await withAdapters(aws.endpoint, async ({ parameters }) => {
      const labels = async () =>
        (await collect(parameters.history(name))).map(({ labels: all }) => [...all].sort());
      await parameters.label(name, 1, ['live', 'old']);
      assert.deepEqual(await labels(), [['live', 'old'], []]);
      await parameters.label(name, 2, ['live']);
      assert.deepEqual(await labels(), [['old'], ['live']]);
      await parameters.unlabel(name, 1, ['old']);
      assert.deepEqual(await labels(), [[], ['live']]);
      await assert.rejects(parameters.label(name, 2, ['1st']), failsWith('invalid', /1st/));
    });
  });

  suite.it('deletes by name, and takes what is not there for gone', async aws => {
    const root = `/${unique('delete')}`;
    for (const name of ['a', 'b'])
      await aws.ssm.send(new PutParameterCommand({ Name: `${root}/${name}`, Type: 'String', Value: 'x' }));
    await withAdapters(aws.endpoint, async ({ parameters }) => {
      const names = [`${root}/a`, `${root}/none`, `${root}/b`];
      assert.deepEqual([...(await parameters.deleteNames(names))].sort(), [`${root}/a`, `${root}/b`]);
      assert.deepEqual([...(await parameters.describeNames(names)).keys()], []);
      assert.deepEqual(await parameters.deleteNames(names), []);
    });
  });

  suite.it('lists a hierarchy to its end, page by page, without a neighbour', async aws => {
    const root = `/${unique('listing')}`;
    const names = Array.from({ length: 53 }, (_, index) => `${root}/deep/p${String(index).padStart(2, '0')}`);
    for (const name of names) await put(aws, name);
    await put(aws, `${root}x`);
    await withAdapters(aws.endpoint, async ({ parameters }) => {
      assert.deepEqual(namesOf(await collect(parameters.describe({ path: root }))), names);
      assert.deepEqual(namesOf(await collect(parameters.describe({ path: `${root}/` }))), names);
    });
  });

  suite.it('lists by the beginning and by a part of the name', async aws => {
    const root = `/${unique('filter')}`;
    for (const name of ['db-host', 'db-port', 'cache']) await put(aws, `${root}/${name}`);
    await withAdapters(aws.endpoint, async ({ parameters }) => {
      const db = [`${root}/db-host`, `${root}/db-port`];
      assert.deepEqual(namesOf(await collect(parameters.describe({ namePrefix: `${root}/db` }))), db);
      const part = `${root.slice(5)}/db`;
      assert.deepEqual(namesOf(await collect(parameters.describe({ nameContains: part }))), db);
    });
  });

  suite.it('creates one, never over another, and keeps its value to itself', async aws => {
    const name = `/${unique('created')}`;
    aws.cleanUp(() => aws.ssm.send(new DeleteParameterCommand({ Name: name })));
    await withAdapters(aws.endpoint, async ({ parameters }) => {
      await parameters.create({ name, type: 'SecureString', value: sensitive('hunter2-first') });
      const made = await parameters.reveal(name);
      assert.deepEqual([made.type, made.version, made.value.reveal()], ['SecureString', 1, 'hunter2-first']);
      const again = parameters.create({ name, type: 'String', value: sensitive('hunter2-second') });
      await assert.rejects(again, failsWith('conflict'));
      await again.catch((thrown: unknown) => assert.ok(!JSON.stringify(thrown).includes('hunter2')));
      assert.equal((await parameters.reveal(name)).value.reveal(), 'hunter2-first');
    });
  });

  suite.it('tells what a parameter is', async aws => {
    const name = `/${unique('facts')}`;
    await put(aws, name, 'a', 'SecureString');
    await put(aws, name, 'b', 'SecureString');
    await withAdapters(aws.endpoint, async ({ parameters }) => {
      const found = present((await parameters.describeNames([name])).get(name));
      assert.equal(found.type, 'SecureString');
      assert.equal(found.version, 2);
      assert.equal(found.tier, 'Standard');
      assert.ok(Math.abs(present(found.lastModifiedDate) - Date.now()) < 3_600_000);
      assert.ok(!('value' in found));
    });
  });

  suite.it('tells which of many names exist', async aws => {
    const root = `/${unique('names')}`;
    await put(aws, `${root}/a`);
    await put(aws, `${root}/b`);
    await withAdapters(aws.endpoint, async ({ parameters }) => {
      const missing = Array.from({ length: 60 }, (_, index) => `${root}/missing${index}`);
      const found = await parameters.describeNames([`${root}/b`, ...missing, `${root}/a`]);
      assert.deepEqual([...found.keys()].sort(), [`${root}/a`, `${root}/b`]);
      assert.equal((await parameters.describeNames([])).size, 0);
    });
  });

  suite.it('tells without listing what names are, and which are none, without a value', async aws => {
    const root = `/${unique('get')}`;
    await put(aws, `${root}/plain`, 'canary');
    await put(aws, `${root}/plain`, 'canary');
    await put(aws, `${root}/secure`, 'canary', 'SecureString');
    await put(aws, `${root}/list`, 'canary,canary', 'StringList');
    await withAdapters(aws.endpoint, async ({ parameters }) => {
      const missing = Array.from({ length: 12 }, (_, index) => `${root}/missing${index}`);
      const found = await parameters.getNames([
        `${root}/plain`,
        ...missing,
        `${root}/secure`,
        `${root}/list`,
        `${root}/plain`,
      ]);
      assert.deepEqual([...found.values()].map(({ name, type, version }) => [name, type, version]).sort(), [
        [`${root}/list`, 'StringList', 1],
        [`${root}/plain`, 'String', 2],
        [`${root}/secure`, 'SecureString', 1],
      ]);
      assert.ok(!JSON.stringify([...found]).includes('canary'));
      assert.equal((await parameters.getNames([])).size, 0);
    });
  });

  suite.it('reveals many at once, and tells which are none', async aws => {
    const root = `/${unique('many')}`;
    const names = Array.from({ length: 12 }, (_, index) => `${root}/p${index}`);
    for (const name of names)
      await put(aws, name, `of ${name}`, name.endsWith('1') ? 'SecureString' : 'String');
    await put(aws, `${root}/p1`, 'newer', 'SecureString');
    await withAdapters(aws.endpoint, async ({ parameters }) => {
      const found = await parameters.revealNames([...names, `${root}/missing`, `${root}/p1`]);
      assert.deepEqual([...found.keys()].sort(), [...names].sort());
      const { type, version, value } = present(found.get(`${root}/p1`));
      assert.deepEqual([type, version, value.reveal()], ['SecureString', 2, 'newer']);
      assert.equal(present(found.get(`${root}/p2`)).value.reveal(), `of ${root}/p2`);
      assert.doesNotMatch(JSON.stringify([...found]), /newer|of \//);
      assert.equal((await parameters.revealNames([])).size, 0);
    });
  });

  suite.it('gives the history without a value', async aws => {
    const Name = `/${unique('history')}`;
    for (const value of ['canary-1', 'canary-2', 'canary-3']) await put(aws, Name, value);
    await withAdapters(aws.endpoint, async ({ parameters }) => {
      const history = await collect(parameters.history(Name));
      assert.deepEqual(history.map(({ version }) => version).sort(), [1, 2, 3]);
      assert.ok(!JSON.stringify(history).includes('canary'));
    });
  });

  suite.it('reads a plain value, and of a SecureString none', async aws => {
    const root = `/${unique('plain')}`;
    await put(aws, `${root}/string`, 'plain text');
    await put(aws, `${root}/list`, 'a,b', 'StringList');
    await put(aws, `${root}/secure`, 'hunter2', 'SecureString');
    await withAdapters(aws.endpoint, async ({ parameters }) => {
      const read = async (name: string) => parameters.readPlain(`${root}/${name}`);
      assert.deepEqual(await read('string'), {
        name: `${root}/string`,
        type: 'String',
        version: 1,
        value: 'plain text',
      });
      assert.equal((await read('list')).value, 'a,b');
      const secure = await read('secure');
      assert.deepEqual([secure.type, 'value' in secure], ['SecureString', false]);
      await assert.rejects(read('none'), failsWith('not-found'));
    });
  });

  suite.it('reveals a value, decrypted, of the version asked for', async aws => {
    const name = `/${unique('reveal')}`;
    await put(aws, name, 'first', 'SecureString');
    await put(aws, name, 'second', 'SecureString');
    await withAdapters(aws.endpoint, async ({ parameters }) => {
      const latest = await parameters.reveal(name);
      assert.ok(latest.value.reveal() === 'second');
      assert.deepEqual([latest.version, latest.type], [2, 'SecureString']);
      assert.ok((await parameters.reveal(name, 1)).value.reveal() === 'first');
    });
  });

  suite.it(
    'reveals many in few calls, by name and by version, and leaves out what is not there',
    async aws => {
      const names = Array.from({ length: 11 }, (_, index) => `/${unique('many')}/${index}`);
      for (const name of names) await put(aws, name, `first ${name}`, 'SecureString');
      const [name = ''] = names;
      await put(aws, name, 'second', 'SecureString');
      await withAdapters(aws.endpoint, async ({ parameters }) => {
        const selectors = [...names.slice(1), `${name}:1`, `${name}:9`, `/${unique('nothing')}`];
        const found = await parameters.revealNames(selectors);
        assert.deepEqual([...found.keys()].sort(), [...names.slice(1), `${name}:1`].sort());
        for (const [selector, { value, type }] of found) {
          assert.ok(value.reveal() === `first ${selector.replace(/:1$/, '')}`);
          assert.equal(type, 'SecureString');
        }
        assert.ok((await parameters.revealNames([name])).get(name)?.value.reveal() === 'second');
      });
    },
  );

  suite.it('says which hold something, of secure ones only when they are decrypted', async aws => {
    const root = `/${unique('holding')}`;
    const names = Array.from({ length: 11 }, (_, index) => `${root}/${index}`);
    for (const name of names) await put(aws, name, name.endsWith('/3') ? 'a needle' : 'hay');
    const secure = `${root}/secure`;
    await put(aws, secure, 'a needle', 'SecureString');
    await withAdapters(aws.endpoint, async ({ parameters }) => {
      const wanted = [...names, secure, `${root}/nothing`];
      const seen: string[] = [];
      const holds = (value: string) => {
        seen.push(value);
        return value === 'a needle';
      };
      const plain = await parameters.matching(wanted, holds, { decrypted: false });
      assert.deepEqual([...plain.keys()].sort(), [...names].sort());
      assert.deepEqual(
        [...plain].filter(([, held]) => held),
        [[`${root}/3`, true]],
      );
      assert.equal(seen.length, names.length, 'no ciphertext is compared');
      const all = await parameters.matching(wanted, holds, { decrypted: true });
      assert.deepEqual([...all].flatMap(([name, held]) => (held ? [name] : [])).sort(), [
        `${root}/3`,
        secure,
      ]);
      assert.equal(all.size, 12);
    });
  });

  suite.it('lists what is below a path, page by page, without a neighbour and without a value', async aws => {
    const root = `/${unique('below')}`;
    const names = Array.from({ length: 12 }, (_, index) => `${root}/deep/p${index}`);
    for (const name of [...names, `${root}x/neighbour`]) await put(aws, name, 'canary', 'SecureString');
    await withAdapters(aws.endpoint, async ({ parameters }) => {
      for (const path of [root, `${root}/`]) {
        const found = await collect(parameters.byPath(path, { recursive: true }));
        assert.deepEqual(namesOf(found), [...names].sort());
        assert.doesNotMatch(JSON.stringify(found), /canary/);
      }
      assert.deepEqual(await collect(parameters.byPath(`/${unique('nothing')}`, { recursive: true })), []);
    });
  });

  suite.it('says not-found', async aws => {
    const name = `/${unique('nothing')}`;
    const old = `/${unique('versions')}`;
    await put(aws, old);
    await withAdapters(aws.endpoint, async ({ parameters }) => {
      await assert.rejects(parameters.reveal(name), failsWith('not-found', /there is none of that name/));
      await assert.rejects(parameters.reveal(old, 9), failsWith('not-found'));
      await assert.rejects(collect(parameters.history(name)), failsWith('not-found'));
    });
  });

  suite.it('says invalid for what AWS does not take', async aws => {
    await withAdapters(aws.endpoint, ({ parameters }) =>
      assert.rejects(collect(parameters.describe({ path: 'no-slash' })), failsWith('invalid')),
    );
  });
});
