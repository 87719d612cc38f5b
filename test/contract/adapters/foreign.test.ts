import assert from 'node:assert/strict';
import { contract } from '../contract';
import { moto } from '../deviations';
import { failsWith, withAdapters } from './adapters';

async function all<T>(pages: AsyncIterable<readonly T[]>): Promise<readonly T[]> {
  const found: T[] = [];
  for await (const page of pages) found.push(...page);
  return found;
}

contract('the parameter adapter, of what is not of the account', suite => {
  suite.it('reads what AWS publishes below a path, without values', async aws => {
    await withAdapters(aws.endpoint, async ({ parameters }) => {
      const path = '/aws/service/ami-amazon-linux-latest';
      const found = await all(parameters.byPath(path, { recursive: true }));
      assert.ok(found.length > 0);
      for (const { name, type, ...rest } of found) {
        assert.ok(name.startsWith(`${path}/`));
        assert.equal(type, 'String');
        assert.ok(!('value' in rest));
      }
      const [first] = found;
      assert.ok(first);
      const { value } = await parameters.reveal(first.name);
      assert.match(value.reveal(), /^ami-/);
    });
  });

  suite.it(
    'lists the services that publish something',
    async aws => {
      await withAdapters(aws.endpoint, async ({ parameters }) => {
        const found = await all(parameters.byPath('/aws/service/list', { recursive: false }));
        assert.deepEqual(
          found.map(({ name }) => name),
          ['/aws/service/list/ami-amazon-linux-latest', '/aws/service/list/ecs'],
        );
      });
    },
    moto.publishedServices,
  );

  suite.it('finds nothing below a path that nothing is below', async aws => {
    await withAdapters(aws.endpoint, async ({ parameters }) => {
      assert.deepEqual(await all(parameters.byPath('/there/is/none', { recursive: true })), []);
    });
  });

  suite.it(
    'lists what is shared with the account by ARN, which is read by that',
    async aws => {
      await withAdapters(aws.endpoint, async ({ parameters }) => {
        const found = await all(parameters.shared());
        const arn = 'arn:aws:ssm:eu-west-1:210987654321:parameter/org/network/vpc-id';
        assert.ok(found.some(({ name }) => name === arn));
        assert.equal((await parameters.reveal(arn)).value.reveal(), 'vpc-0fake0001');
        await assert.rejects(parameters.reveal(`${arn}-not`), failsWith('not-found'));
        const own = await all(parameters.describe({}));
        assert.ok(own.every(({ name }) => !name.startsWith('arn:') && !name.startsWith('/aws/')));
      });
    },
    moto.shared,
  );
});
