import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import {
  BatchGetSecretValueCommand,
  CancelRotateSecretCommand,
  CreateSecretCommand,
  type CreateSecretCommandInput,
  DeleteResourcePolicyCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetResourcePolicyCommand,
  GetSecretValueCommand,
  type GetSecretValueCommandInput,
  ListSecretsCommand,
  ListSecretVersionIdsCommand,
  PutResourcePolicyCommand,
  PutSecretValueCommand,
  RemoveRegionsFromReplicationCommand,
  ReplicateSecretToRegionsCommand,
  RestoreSecretCommand,
  RotateSecretCommand,
  type RotateSecretCommandInput,
  StopReplicationToReplicaCommand,
  UpdateSecretCommand,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { clientsFor } from './clients';
import { type Aws, contract, present, refuses, unique } from './contract';
import { moto } from './deviations';

async function create(aws: Aws, input: Partial<CreateSecretCommandInput> = {}) {
  const SecretId = input.Name ?? unique('secret');
  const output = await aws.secrets.send(
    new CreateSecretCommand({ SecretString: 'FAKE-one', Name: SecretId, ...input }),
  );
  aws.cleanUp(() =>
    aws.secrets.send(new DeleteSecretCommand({ SecretId, ForceDeleteWithoutRecovery: true })),
  );
  return { SecretId, ARN: present(output.ARN), VersionId: output.VersionId };
}

function get(aws: Aws, input: GetSecretValueCommandInput) {
  return aws.secrets.send(new GetSecretValueCommand(input));
}

async function putValue(aws: Aws, SecretId: string, SecretString: string, VersionStages?: string[]) {
  const output = await aws.secrets.send(new PutSecretValueCommand({ SecretId, SecretString, VersionStages }));
  return present(output.VersionId);
}

async function stagesOf(aws: Aws, SecretId: string) {
  const { VersionIdsToStages } = await aws.secrets.send(new DescribeSecretCommand({ SecretId }));
  return Object.fromEntries(
    Object.entries(VersionIdsToStages ?? {}).map(([id, stages]) => [id, [...stages].sort()]),
  );
}

contract('CreateSecret', suite => {
  suite.it('answers an ARN with six random characters', async aws => {
    const { SecretId, ARN, VersionId } = await create(aws);
    assert.match(
      ARN,
      new RegExp(`^arn:aws:secretsmanager:eu-west-1:\\d{12}:secret:${SecretId}-[A-Za-z0-9]{6}$`),
    );
    assert.ok(VersionId);
  });

  suite.it('refuses a name that exists', async aws => {
    const { SecretId } = await create(aws);
    await refuses(create(aws, { Name: SecretId }), 'ResourceExistsException');
  });

  suite.it(
    'refuses a name of a secret that is scheduled for deletion',
    async aws => {
      const { SecretId } = await create(aws);
      await aws.secrets.send(new DeleteSecretCommand({ SecretId }));
      await refuses(create(aws, { Name: SecretId }), 'InvalidRequestException');
    },
    moto.createScheduled,
  );

  suite.it(
    'refuses a name with a space',
    aws => refuses(create(aws, { Name: `${unique('a')} b` }), 'ValidationException'),
    moto.secretName,
  );

  suite.it(
    'takes 65,536 bytes, not more',
    async aws => {
      await create(aws, { SecretString: 'x'.repeat(65_536) });
      await refuses(create(aws, { SecretString: 'x'.repeat(65_537) }), 'ValidationException');
    },
    moto.secretSize,
  );
});

contract('GetSecretValue', suite => {
  suite.it('finds by name, ARN and partial ARN', async aws => {
    const { SecretId, ARN, VersionId } = await create(aws);
    for (const id of [SecretId, ARN, ARN.slice(0, -7)]) {
      const output = await get(aws, { SecretId: id });
      assert.deepEqual(
        [output.SecretString, output.VersionId, output.VersionStages, output.ARN],
        ['FAKE-one', VersionId, ['AWSCURRENT'], ARN],
      );
    }
  });

  suite.it(
    'takes a partial ARN that ends in a hyphen and six characters for a complete one',
    async aws => {
      const { ARN } = await create(aws, { Name: `${unique('trap')}-abcdef` });
      await refuses(get(aws, { SecretId: ARN.slice(0, -7) }), 'ResourceNotFoundException');
    },
    moto.partialArn,
  );

  suite.it('gives binary values back as they were', async aws => {
    const SecretBinary = Buffer.from([0, 255, 1, 254]);
    const { SecretId } = await create(aws, { SecretString: undefined, SecretBinary });
    const output = await get(aws, { SecretId });
    assert.equal(output.SecretString, undefined);
    assert.deepEqual(Buffer.from(present(output.SecretBinary)), SecretBinary);
  });

  suite.it('names what is missing by code', async aws => {
    await refuses(get(aws, { SecretId: unique('none') }), 'ResourceNotFoundException');
    const { SecretId } = await create(aws);
    await refuses(get(aws, { SecretId, VersionStage: 'AWSPENDING' }), 'ResourceNotFoundException');
    await refuses(get(aws, { SecretId, VersionId: randomUUID() }), 'ResourceNotFoundException');
    const empty = await create(aws, { SecretString: undefined });
    await refuses(get(aws, { SecretId: empty.SecretId }), 'ResourceNotFoundException');
  });

  suite.it('refuses a stage and an id that do not belong together', async aws => {
    const { SecretId, VersionId } = await create(aws);
    await refuses(get(aws, { SecretId, VersionId, VersionStage: 'AWSPENDING' }), 'InvalidRequestException');
  });
});

contract('BatchGetSecretValue', suite => {
  suite.it('reads several, by name and by ARN, and tells of each what is against it', async aws => {
    const one = await create(aws);
    const two = await create(aws);
    const none = unique('none');
    const output = await aws.secrets.send(
      new BatchGetSecretValueCommand({ SecretIdList: [one.SecretId, two.ARN, none] }),
    );
    const values = present(output.SecretValues);
    assert.deepEqual(values.map(({ ARN }) => ARN).sort(), [one.ARN, two.ARN].sort());
    assert.deepEqual(
      values.map(({ SecretString }) => SecretString),
      ['FAKE-one', 'FAKE-one'],
    );
    const [error] = present(output.Errors);
    assert.deepEqual([error?.SecretId, error?.ErrorCode], [none, 'ResourceNotFoundException']);
  });

  suite.it(
    'takes one to twenty',
    async aws => {
      const batch = (count: number) => {
        const SecretIdList = Array.from({ length: count }, (_, at) => `s${at}`);
        return aws.secrets.send(new BatchGetSecretValueCommand({ SecretIdList }));
      };
      assert.equal((await batch(20)).SecretValues?.length, 0);
      await refuses(batch(21), 'ValidationException');
    },
    moto.secretBatch,
  );
});

contract('PutSecretValue', suite => {
  suite.it(
    'moves AWSCURRENT and leaves AWSPREVIOUS behind',
    async aws => {
      const { SecretId, VersionId } = await create(aws);
      const second = await putValue(aws, SecretId, 'FAKE-two');
      assert.deepEqual(await stagesOf(aws, SecretId), {
        [present(VersionId)]: ['AWSPREVIOUS'],
        [second]: ['AWSCURRENT'],
      });
      const third = await putValue(aws, SecretId, 'FAKE-three');
      assert.deepEqual(await stagesOf(aws, SecretId), {
        [second]: ['AWSPREVIOUS'],
        [third]: ['AWSCURRENT'],
      });
      assert.equal((await get(aws, { SecretId, VersionStage: 'AWSPREVIOUS' })).SecretString, 'FAKE-two');
    },
    moto.deprecatedVersions,
  );

  suite.it('leaves AWSCURRENT alone when another stage is asked for', async aws => {
    const { SecretId, VersionId } = await create(aws);
    const pending = await putValue(aws, SecretId, 'FAKE-two', ['AWSPENDING']);
    assert.deepEqual(await stagesOf(aws, SecretId), {
      [present(VersionId)]: ['AWSCURRENT'],
      [pending]: ['AWSPENDING'],
    });
  });

  suite.it('is idempotent by its token, which takes one value only', async aws => {
    const { SecretId } = await create(aws);
    const send = (SecretString: string, ClientRequestToken: string) =>
      aws.secrets.send(new PutSecretValueCommand({ SecretId, SecretString, ClientRequestToken }));
    const token = randomUUID();
    assert.equal((await send('FAKE-two', token)).VersionId, token);
    assert.equal((await send('FAKE-two', token)).VersionId, token);
    await refuses(send('FAKE-three', token), 'ResourceExistsException');
  });

  suite.it('needs a value', async aws => {
    const { SecretId } = await create(aws);
    await refuses(aws.secrets.send(new PutSecretValueCommand({ SecretId })), 'InvalidRequestException');
  });

  suite.it('needs a secret', aws => refuses(putValue(aws, unique('none'), 'x'), 'ResourceNotFoundException'));
});

contract('UpdateSecret', suite => {
  suite.it('changes the description without a new version', async aws => {
    const { SecretId, VersionId } = await create(aws);
    await aws.secrets.send(new UpdateSecretCommand({ SecretId, Description: 'new words' }));
    const described = await aws.secrets.send(new DescribeSecretCommand({ SecretId }));
    assert.equal(described.Description, 'new words');
    assert.deepEqual(Object.keys(described.VersionIdsToStages ?? {}), [VersionId]);
  });

  suite.it('makes a new current version of a value', async aws => {
    const { SecretId } = await create(aws);
    await aws.secrets.send(new UpdateSecretCommand({ SecretId, SecretString: 'FAKE-two' }));
    assert.equal((await get(aws, { SecretId })).SecretString, 'FAKE-two');
    assert.equal((await get(aws, { SecretId, VersionStage: 'AWSPREVIOUS' })).SecretString, 'FAKE-one');
  });
});

contract('UpdateSecretVersionStage', suite => {
  suite.it(
    'moves AWSCURRENT back, AWSPREVIOUS follows',
    async aws => {
      const { SecretId, VersionId } = await create(aws);
      const second = await putValue(aws, SecretId, 'FAKE-two');
      await aws.secrets.send(
        new UpdateSecretVersionStageCommand({
          SecretId,
          VersionStage: 'AWSCURRENT',
          RemoveFromVersionId: second,
          MoveToVersionId: VersionId,
        }),
      );
      assert.deepEqual(await stagesOf(aws, SecretId), {
        [present(VersionId)]: ['AWSCURRENT'],
        [second]: ['AWSPREVIOUS'],
      });
      assert.equal((await get(aws, { SecretId })).SecretString, 'FAKE-one');
    },
    moto.moveBack,
  );

  suite.it('wants to hear which version loses the stage', async aws => {
    const { SecretId, VersionId } = await create(aws);
    await putValue(aws, SecretId, 'FAKE-two');
    await refuses(
      aws.secrets.send(
        new UpdateSecretVersionStageCommand({
          SecretId,
          VersionStage: 'AWSCURRENT',
          MoveToVersionId: VersionId,
        }),
      ),
      'InvalidParameterException',
    );
  });
});

contract('ListSecrets', suite => {
  suite.it('filters by the beginning of the name', async aws => {
    const prefix = unique('list');
    for (const leaf of ['a', 'b']) await create(aws, { Name: `${prefix}/${leaf}`, Description: 'listed' });
    await create(aws, { Name: `other/${prefix}` });
    const { SecretList } = await aws.secrets.send(
      new ListSecretsCommand({ Filters: [{ Key: 'name', Values: [prefix] }] }),
    );
    const entries = present(SecretList);
    assert.deepEqual(entries.map(entry => entry.Name).sort(), [`${prefix}/a`, `${prefix}/b`]);
    assert.ok(entries.every(entry => entry.Description === 'listed' && entry.CreatedDate instanceof Date));
    assert.ok(!JSON.stringify(entries).includes('FAKE-one'));
  });

  suite.it('shows secrets scheduled for deletion when asked', async aws => {
    const { SecretId } = await create(aws);
    await aws.secrets.send(new DeleteSecretCommand({ SecretId }));
    const list = async (IncludePlannedDeletion: boolean) => {
      const { SecretList } = await aws.secrets.send(
        new ListSecretsCommand({
          Filters: [{ Key: 'name', Values: [SecretId] }],
          IncludePlannedDeletion,
        }),
      );
      return present(SecretList);
    };
    assert.deepEqual(await list(false), []);
    const [entry] = await list(true);
    assert.ok(entry?.DeletedDate instanceof Date);
  });

  suite.it('pages', async aws => {
    const prefix = unique('page');
    for (const leaf of ['a', 'b', 'c']) await create(aws, { Name: `${prefix}/${leaf}` });
    const names: (string | undefined)[] = [];
    let NextToken: string | undefined;
    do {
      const page: {
        SecretList?: { Name?: string | undefined }[] | undefined;
        NextToken?: string | undefined;
      } = await aws.secrets.send(
        new ListSecretsCommand({ Filters: [{ Key: 'name', Values: [prefix] }], MaxResults: 2, NextToken }),
      );
      assert.ok(present(page.SecretList).length <= 2);
      names.push(...present(page.SecretList).map(entry => entry.Name));
      NextToken = page.NextToken;
    } while (NextToken);
    assert.deepEqual(names.sort(), [`${prefix}/a`, `${prefix}/b`, `${prefix}/c`]);
  });
});

contract('ListSecretVersionIds', suite => {
  suite.it('lists versions with their stages', async aws => {
    const { SecretId, VersionId } = await create(aws);
    const second = await putValue(aws, SecretId, 'FAKE-two');
    const { Versions } = await aws.secrets.send(new ListSecretVersionIdsCommand({ SecretId }));
    const stages = Object.fromEntries(
      present(Versions).map(version => [version.VersionId, version.VersionStages]),
    );
    assert.deepEqual(stages, { [present(VersionId)]: ['AWSPREVIOUS'], [second]: ['AWSCURRENT'] });
    assert.ok(Versions?.every(version => version.CreatedDate instanceof Date));
  });
});

contract('DeleteSecret', suite => {
  suite.it(
    'closes the secret for new values',
    async aws => {
      const { SecretId } = await create(aws);
      await aws.secrets.send(new DeleteSecretCommand({ SecretId }));
      await refuses(putValue(aws, SecretId, 'x'), 'InvalidRequestException');
    },
    moto.putDeleted,
  );

  suite.it('closes the secret and RestoreSecret opens it', async aws => {
    const { SecretId } = await create(aws);
    const { DeletionDate } = await aws.secrets.send(
      new DeleteSecretCommand({ SecretId, RecoveryWindowInDays: 7 }),
    );
    const days = (present(DeletionDate).getTime() - Date.now()) / 86_400_000;
    assert.ok(days > 6.5 && days < 7.5);
    await refuses(get(aws, { SecretId }), 'InvalidRequestException');
    const described = await aws.secrets.send(new DescribeSecretCommand({ SecretId }));
    assert.ok(described.DeletedDate instanceof Date);
    await aws.secrets.send(new RestoreSecretCommand({ SecretId }));
    assert.equal((await get(aws, { SecretId })).SecretString, 'FAKE-one');
  });

  for (const RecoveryWindowInDays of [6, 31]) {
    suite.it(`refuses a window of ${RecoveryWindowInDays} days`, async aws => {
      const { SecretId } = await create(aws);
      await refuses(
        aws.secrets.send(new DeleteSecretCommand({ SecretId, RecoveryWindowInDays })),
        'InvalidParameterException',
      );
    });
  }

  suite.it('refuses a window together with force', async aws => {
    const { SecretId } = await create(aws);
    await refuses(
      aws.secrets.send(
        new DeleteSecretCommand({ SecretId, RecoveryWindowInDays: 7, ForceDeleteWithoutRecovery: true }),
      ),
      'InvalidParameterException',
    );
  });

  suite.it('with force is at once, and can be repeated', async aws => {
    const { SecretId } = await create(aws);
    const force = () =>
      aws.secrets.send(new DeleteSecretCommand({ SecretId, ForceDeleteWithoutRecovery: true }));
    await force();
    await refuses(get(aws, { SecretId }), 'ResourceNotFoundException');
    await force();
  });
});

contract('the resource policy of a secret', suite => {
  const document = (principal: unknown) =>
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Principal: principal, Action: 'secretsmanager:GetSecretValue', Resource: '*' },
      ],
    });
  const own = (arn: string) => document({ AWS: `arn:aws:iam::${arn.split(':')[4]}:root` });

  suite.it('is put, read and removed', async aws => {
    const { SecretId, ARN } = await create(aws);
    const read = () => aws.secrets.send(new GetResourcePolicyCommand({ SecretId }));
    assert.equal((await read()).ResourcePolicy, undefined);
    await aws.secrets.send(new PutResourcePolicyCommand({ SecretId, ResourcePolicy: own(ARN) }));
    assert.deepEqual(JSON.parse(present((await read()).ResourcePolicy)), JSON.parse(own(ARN)));
    await aws.secrets.send(new DeleteResourcePolicyCommand({ SecretId }));
    assert.equal((await read()).ResourcePolicy, undefined);
  });

  suite.it(
    'must be JSON',
    async aws => {
      const { SecretId } = await create(aws);
      await refuses(
        aws.secrets.send(new PutResourcePolicyCommand({ SecretId, ResourcePolicy: '{"Version":' })),
        'MalformedPolicyDocumentException',
      );
    },
    moto.secretPolicyJson,
  );

  suite.it(
    'is refused with BlockPublicPolicy when it lets everyone in',
    async aws => {
      const { SecretId } = await create(aws);
      await refuses(
        aws.secrets.send(
          new PutResourcePolicyCommand({ SecretId, ResourcePolicy: document('*'), BlockPublicPolicy: true }),
        ),
        'PublicPolicyException',
      );
    },
    moto.blockPublicPolicy,
  );
});

contract('RotateSecret', suite => {
  const RotationLambdaARN = 'arn:aws:lambda:eu-west-1:123456789012:function:rotate';
  const rotate = (aws: Aws, input: RotateSecretCommandInput) =>
    aws.secrets.send(new RotateSecretCommand(input));
  const describeIt = (aws: Aws, SecretId: string) =>
    aws.secrets.send(new DescribeSecretCommand({ SecretId }));

  suite.it(
    'waits for the next window when told to',
    async aws => {
      const { SecretId, VersionId } = await create(aws);
      await rotate(aws, {
        SecretId,
        RotationLambdaARN,
        RotateImmediately: false,
        RotationRules: { ScheduleExpression: 'rate(10 days)', Duration: '3h' },
      });
      const described = await describeIt(aws, SecretId);
      assert.equal(described.RotationEnabled, true);
      assert.equal(described.RotationLambdaARN, RotationLambdaARN);
      assert.deepEqual(described.RotationRules, {
        AutomaticallyAfterDays: 10,
        ScheduleExpression: 'rate(10 days)',
        Duration: '3h',
      });
      assert.equal(described.LastRotatedDate, undefined);
      const days = (present(described.NextRotationDate).getTime() - Date.now()) / 86_400_000;
      assert.ok(days > 9 && days < 11);
      assert.equal((await get(aws, { SecretId })).VersionId, VersionId);
    },
    moto.rotationFunction,
  );

  suite.it(
    'makes a new current version at once, keeps what is set, and is turned off',
    async aws => {
      const { SecretId, VersionId } = await create(aws);
      await rotate(aws, { SecretId, RotationLambdaARN, RotationRules: { AutomaticallyAfterDays: 30 } });
      const rotated = await get(aws, { SecretId });
      assert.notEqual(rotated.VersionId, VersionId);
      assert.equal((await get(aws, { SecretId, VersionStage: 'AWSPREVIOUS' })).VersionId, VersionId);
      await rotate(aws, { SecretId });
      assert.notEqual((await get(aws, { SecretId })).VersionId, rotated.VersionId);
      await aws.secrets.send(new CancelRotateSecretCommand({ SecretId }));
      const described = await describeIt(aws, SecretId);
      assert.equal(described.RotationEnabled, false);
      assert.equal(described.RotationRules?.AutomaticallyAfterDays, 30);
      assert.equal(described.NextRotationDate, undefined);
    },
    moto.rotationFunction,
  );

  suite.it(
    'wants a function',
    async aws => {
      const { SecretId } = await create(aws);
      await refuses(
        rotate(aws, { SecretId, RotationRules: { AutomaticallyAfterDays: 30 } }),
        'InvalidRequestException',
      );
    },
    moto.rotationFunction,
  );

  suite.it(
    'takes days or an expression of its own kind',
    async aws => {
      const { SecretId } = await create(aws);
      for (const RotationRules of [
        { AutomaticallyAfterDays: 30, ScheduleExpression: 'rate(30 days)' },
        { ScheduleExpression: 'rate(5 minutes)' },
        { ScheduleExpression: 'rate(10 days)', Duration: '25h' },
      ])
        await refuses(
          rotate(aws, { SecretId, RotationLambdaARN, RotationRules }),
          'InvalidParameterException',
        );
    },
    moto.rotationRules,
  );

  suite.it('needs a secret that is there', async aws => {
    await refuses(rotate(aws, { SecretId: unique('none'), RotationLambdaARN }), 'ResourceNotFoundException');
    const { SecretId } = await create(aws);
    await refuses(aws.secrets.send(new CancelRotateSecretCommand({ SecretId })), 'InvalidRequestException');
    await aws.secrets.send(new DeleteSecretCommand({ SecretId }));
    await refuses(rotate(aws, { SecretId, RotationLambdaARN }), 'InvalidRequestException');
  });
});

contract('a secret that is replicated', suite => {
  const there = 'eu-north-1';
  const replicate = async (aws: Aws, SecretId: string) => {
    const { ReplicationStatus } = await aws.secrets.send(
      new ReplicateSecretToRegionsCommand({ SecretId, AddReplicaRegions: [{ Region: there }] }),
    );
    aws.cleanUp(() => remove(aws, SecretId));
    return present(ReplicationStatus);
  };
  const remove = (aws: Aws, SecretId: string) =>
    aws.secrets.send(new RemoveRegionsFromReplicationCommand({ SecretId, RemoveReplicaRegions: [there] }));
  const elsewhere = async (aws: Aws, work: (secrets: Aws['secrets']) => Promise<void>) => {
    const clients = clientsFor(aws.endpoint, there);
    try {
      await work(clients.secrets);
    } finally {
      clients.destroy();
    }
  };

  suite.it('tells its replicas, which tell where they come from and follow it', async aws => {
    const { SecretId, ARN } = await create(aws);
    const [status] = await replicate(aws, ARN);
    assert.deepEqual([status?.Region, status?.Status], [there, 'InSync']);
    const described = await aws.secrets.send(new DescribeSecretCommand({ SecretId: ARN }));
    assert.deepEqual(
      described.ReplicationStatus?.map(({ Region }) => Region),
      [there],
    );
    await putValue(aws, SecretId, 'FAKE-two');
    await elsewhere(aws, async secrets => {
      const replica = ARN.replace(':eu-west-1:', `:${there}:`);
      const told = await secrets.send(new DescribeSecretCommand({ SecretId: replica }));
      assert.deepEqual([told.Name, told.ARN, told.PrimaryRegion], [SecretId, replica, 'eu-west-1']);
      assert.equal(
        (await secrets.send(new GetSecretValueCommand({ SecretId: replica }))).SecretString,
        'FAKE-two',
      );
      for (const change of [
        secrets.send(new DeleteSecretCommand({ SecretId: replica })),
        secrets.send(new PutSecretValueCommand({ SecretId: replica, SecretString: 'x' })),
      ])
        await refuses(change, 'InvalidParameterException', /replica/);
    });
  });

  suite.it('is not deleted before its replicas are', async aws => {
    const { ARN } = await create(aws);
    await replicate(aws, ARN);
    await refuses(
      aws.secrets.send(new DeleteSecretCommand({ SecretId: ARN })),
      'InvalidParameterException',
      /replica regions/,
    );
    await remove(aws, ARN);
    const described = await aws.secrets.send(new DescribeSecretCommand({ SecretId: ARN }));
    assert.deepEqual(described.ReplicationStatus ?? [], []);
    await elsewhere(aws, secrets =>
      refuses(
        secrets.send(new DescribeSecretCommand({ SecretId: ARN.replace(':eu-west-1:', `:${there}:`) })),
        'ResourceNotFoundException',
      ),
    );
  });

  suite.it('is not replicated to where it is', async aws => {
    const { ARN } = await create(aws);
    const AddReplicaRegions = [{ Region: 'eu-west-1' }];
    await refuses(
      aws.secrets.send(new ReplicateSecretToRegionsCommand({ SecretId: ARN, AddReplicaRegions })),
      'InvalidParameterException',
    );
  });

  suite.it(
    'lets a replica go',
    async aws => {
      const { ARN } = await create(aws);
      await replicate(aws, ARN);
      await elsewhere(aws, async secrets => {
        const SecretId = ARN.replace(':eu-west-1:', `:${there}:`);
        await assert.doesNotReject(secrets.send(new StopReplicationToReplicaCommand({ SecretId })));
        assert.equal((await secrets.send(new DescribeSecretCommand({ SecretId }))).PrimaryRegion, undefined);
        await secrets.send(new PutSecretValueCommand({ SecretId, SecretString: 'FAKE-own' }));
        await secrets.send(new DeleteSecretCommand({ SecretId, ForceDeleteWithoutRecovery: true }));
      });
      const described = await aws.secrets.send(new DescribeSecretCommand({ SecretId: ARN }));
      assert.deepEqual(described.ReplicationStatus ?? [], []);
    },
    moto.promoteReplica,
  );
});
