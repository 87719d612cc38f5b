import assert from 'node:assert/strict';
import { CreateSecretCommand, DeleteSecretCommand } from '@aws-sdk/client-secrets-manager';
import { DeleteParameterCommand, PutParameterCommand } from '@aws-sdk/client-ssm';
import { createCatalog } from '../../../src/core/catalog/catalog';
import type { CatalogId } from '../../../src/core/ports';
import { contract, unique } from '../contract';
import { region } from '../targets';
import { withAdapters } from './adapters';

contract('the catalog over the adapters', suite => {
  suite.it('knows what exists, what does not, and what begins so', async aws => {
    const root = `/${unique('catalog')}`;
    const names = [`${root}/db-host`, `${root}/db-port`];
    const Name = unique('catalog');
    for (const name of names) {
      await aws.ssm.send(new PutParameterCommand({ Name: name, Value: 'x', Type: 'String' }));
      aws.cleanUp(() => aws.ssm.send(new DeleteParameterCommand({ Name: name })));
    }
    await aws.secrets.send(new CreateSecretCommand({ Name, SecretString: 'x' }));
    aws.cleanUp(() =>
      aws.secrets.send(new DeleteSecretCommand({ SecretId: Name, ForceDeleteWithoutRecovery: true })),
    );

    await withAdapters(aws.endpoint, async ({ parameters, secrets, keys }) => {
      const source = { parameters, secrets, keys, connection: 'contract', region };
      const catalog = createCatalog({ clock: { now: () => Date.now() }, source });

      const completed = await catalog.complete({ kind: 'parameter', prefix: `${root}/db`, limit: 50 });
      assert.deepEqual(
        completed.names.map(({ name }) => name),
        names,
      );
      const ids: CatalogId[] = [
        { kind: 'parameter', name: `${root}/db-host` },
        { kind: 'parameter', name: `${root}/db-hots` },
        { kind: 'secret', id: Name },
        { kind: 'secret', id: `${Name}/none` },
      ];
      const answers = await catalog.lookup(ids, 'live');
      assert.deepEqual(
        answers.map(({ status }) => status),
        ['known', 'absent', 'known', 'absent'],
      );
      assert.ok(answers[1]?.status === 'absent');
      assert.deepEqual(answers[1].similar?.[0], `${root}/db-host`);
      const versions = await catalog.versions({ kind: 'secret', id: Name });
      assert.equal(versions[0]?.version, 'AWSCURRENT');
    });
  });
});
