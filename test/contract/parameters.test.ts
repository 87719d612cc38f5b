import assert from 'node:assert/strict';
import {
  DeleteParameterCommand,
  DeleteParametersCommand,
  DescribeParametersCommand,
  GetParameterCommand,
  GetParameterHistoryCommand,
  GetParametersByPathCommand,
  GetParametersCommand,
  LabelParameterVersionCommand,
  type ParameterStringFilter,
  PutParameterCommand,
  type PutParameterCommandInput,
} from '@aws-sdk/client-ssm';
import { type Aws, contract, present, refuses, unique } from './contract';
import { type Deviation, moto } from './deviations';

async function put(aws: Aws, input: PutParameterCommandInput) {
  const output = await aws.ssm.send(new PutParameterCommand({ Type: 'String', ...input }));
  aws.cleanUp(() => aws.ssm.send(new DeleteParameterCommand({ Name: present(input.Name) })));
  return output;
}

async function get(aws: Aws, Name: string, WithDecryption = false) {
  return present((await aws.ssm.send(new GetParameterCommand({ Name, WithDecryption }))).Parameter);
}

async function describeNames(aws: Aws, ...ParameterFilters: ParameterStringFilter[]) {
  const names: string[] = [];
  let NextToken: string | undefined;
  do {
    const page = await aws.ssm.send(new DescribeParametersCommand({ ParameterFilters, NextToken }));
    names.push(...(page.Parameters ?? []).map(parameter => present(parameter.Name)));
    NextToken = page.NextToken;
  } while (NextToken);
  return names.sort();
}

contract('PutParameter', suite => {
  suite.it('makes version 1 in the Standard tier, then counts', async aws => {
    const Name = `/${unique('put')}/host`;
    const first = await put(aws, { Name, Value: 'one', Description: 'a host' });
    assert.deepEqual([first.Version, first.Tier], [1, 'Standard']);
    const second = await put(aws, { Name, Value: 'two', Overwrite: true });
    assert.equal(second.Version, 2);
    assert.equal((await get(aws, Name)).Value, 'two');
  });

  suite.it('does not overwrite unasked', async aws => {
    const Name = `/${unique('put')}`;
    await put(aws, { Name, Value: 'one' });
    await refuses(put(aws, { Name, Value: 'two' }), 'ParameterAlreadyExists');
  });

  suite.it('needs a type for a new parameter', async aws => {
    await refuses(
      put(aws, { Name: `/${unique('put')}`, Value: 'one', Type: undefined }),
      'ValidationException',
    );
  });

  suite.it(
    'does not change the type',
    async aws => {
      const Name = `/${unique('put')}`;
      await put(aws, { Name, Value: 'one' });
      await refuses(
        put(aws, { Name, Value: 'two', Type: 'SecureString', Overwrite: true }),
        'HierarchyTypeMismatchException',
      );
    },
    moto.typeChange,
  );

  const sizes: [string, PutParameterCommandInput['Tier'], number, string | undefined][] = [
    ['takes 4,096 bytes', 'Standard', 4_096, 'Standard'],
    ['refuses 4,097 bytes', 'Standard', 4_097, undefined],
    ['takes 8,192 bytes', 'Advanced', 8_192, 'Advanced'],
    ['refuses 8,193 bytes', 'Advanced', 8_193, undefined],
  ];
  for (const [what, Tier, size, stored] of sizes) {
    suite.it(
      `${Tier}: ${what}`,
      async aws => {
        const call = put(aws, { Name: `/${unique('size')}`, Value: 'x'.repeat(size), Tier });
        if (stored === undefined) await refuses(call, 'ValidationException');
        else assert.equal((await call).Tier, stored);
      },
      stored === undefined ? moto.parameterSize : undefined,
    );
  }

  suite.it(
    'Intelligent-Tiering takes the tier that fits',
    async aws => {
      const small = await put(aws, { Name: `/${unique('tier')}`, Value: 'x', Tier: 'Intelligent-Tiering' });
      const big = await put(aws, {
        Name: `/${unique('tier')}`,
        Value: 'x'.repeat(5_000),
        Tier: 'Intelligent-Tiering',
      });
      assert.deepEqual([small.Tier, big.Tier], ['Standard', 'Advanced']);
    },
    moto.intelligentTiering,
  );

  suite.it(
    'never goes back from Advanced to Standard',
    async aws => {
      const Name = `/${unique('tier')}`;
      await put(aws, { Name, Value: 'x', Tier: 'Advanced' });
      await refuses(put(aws, { Name, Value: 'y', Tier: 'Standard', Overwrite: true }), 'ValidationException');
    },
    moto.downgrade,
  );

  const badNames: [string, (tail: string) => string, string, Deviation?][] = [
    ['a space', tail => `/${tail}/a b`, 'ValidationException', moto.parameterName],
    ['a hierarchy without a leading slash', tail => `${tail}/a`, 'ValidationException', moto.parameterName],
    ['a name that begins with aws', tail => `aws-${tail}`, 'ValidationException'],
    ['a name that begins with SSM', tail => `SSM-${tail}`, 'ValidationException'],
    ['a path below /aws/', tail => `/aws/${tail}`, 'AccessDeniedException'],
  ];
  for (const [what, name, code, deviation] of badNames) {
    suite.it(
      `refuses ${what}`,
      async aws => {
        await refuses(put(aws, { Name: name(unique('name')), Value: 'x' }), code);
      },
      deviation,
    );
  }

  suite.it(
    'refuses sixteen levels and takes fifteen',
    async aws => {
      const levels = (count: number) => `/${unique('deep')}${'/x'.repeat(count - 1)}`;
      await put(aws, { Name: levels(15), Value: 'x' });
      await refuses(put(aws, { Name: levels(16), Value: 'x' }), 'HierarchyLevelLimitExceededException');
    },
    moto.levels,
  );

  suite.it(
    'holds a value to its AllowedPattern',
    async aws => {
      const pattern = { AllowedPattern: '^\\d+$' };
      await put(aws, { Name: `/${unique('pattern')}`, Value: '5432', ...pattern });
      await refuses(
        put(aws, { Name: `/${unique('pattern')}`, Value: 'x', ...pattern }),
        'ParameterPatternMismatchException',
      );
    },
    moto.allowedPattern,
  );

  suite.it('keeps a hundred versions and drops the oldest', async aws => {
    const Name = `/${unique('versions')}`;
    for (let version = 1; version <= 102; version++) {
      await put(aws, { Name, Value: `v${version}`, Overwrite: true });
    }
    await refuses(get(aws, `${Name}:2`), 'ParameterVersionNotFound');
    assert.equal((await get(aws, `${Name}:3`)).Value, 'v3');
    assert.equal((await get(aws, Name)).Version, 102);
  });
});

contract('GetParameter', suite => {
  suite.it('reads by name, version and ARN', async aws => {
    const Name = `/${unique('get')}/host`;
    await put(aws, { Name, Value: 'one' });
    await put(aws, { Name, Value: 'two', Overwrite: true });
    const latest = await get(aws, Name);
    assert.deepEqual(
      [latest.Name, latest.Type, latest.Value, latest.Version, latest.DataType],
      [Name, 'String', 'two', 2, 'text'],
    );
    assert.match(present(latest.ARN), new RegExp(`^arn:aws:ssm:eu-west-1:\\d{12}:parameter${Name}$`));
    const first = await get(aws, `${Name}:1`);
    assert.deepEqual([first.Value, first.Version], ['one', 1]);
    assert.equal((await get(aws, present(latest.ARN))).Value, 'two');
  });

  suite.it(
    'says which version was selected',
    async aws => {
      const Name = `/${unique('get')}`;
      await put(aws, { Name, Value: 'one' });
      assert.equal((await get(aws, `${Name}:1`)).Selector, ':1');
      assert.equal((await get(aws, Name)).Selector, undefined);
    },
    moto.selector,
  );

  suite.it('reads by label, which moves and follows the rules', async aws => {
    const Name = `/${unique('label')}`;
    await put(aws, { Name, Value: 'one' });
    await put(aws, { Name, Value: 'two', Overwrite: true });
    const label = (ParameterVersion: number, ...Labels: string[]) =>
      aws.ssm.send(new LabelParameterVersionCommand({ Name, ParameterVersion, Labels }));
    const { InvalidLabels } = await label(1, 'stable', '9lives', 'aws-x');
    assert.deepEqual(InvalidLabels, ['9lives', 'aws-x']);
    assert.equal((await get(aws, `${Name}:stable`)).Value, 'one');
    await label(2, 'stable');
    assert.equal((await get(aws, `${Name}:stable`)).Value, 'two');
    await refuses(label(7, 'stable'), 'ParameterVersionNotFound');
  });

  suite.it('names what is missing by code', async aws => {
    const Name = `/${unique('get')}`;
    await refuses(get(aws, Name), 'ParameterNotFound');
    await put(aws, { Name, Value: 'one' });
    await refuses(get(aws, `${Name}:7`), 'ParameterVersionNotFound');
  });

  suite.it(
    'keeps a SecureString closed without decryption',
    async aws => {
      const Name = `/${unique('secure')}`;
      await put(aws, { Name, Value: 'FAKE-password', Type: 'SecureString' });
      const closed = present((await get(aws, Name)).Value);
      assert.ok(!closed.includes('FAKE-password'));
      assert.equal((await get(aws, Name, true)).Value, 'FAKE-password');
    },
    moto.closedSecureString,
  );
});

contract('GetParameters', suite => {
  suite.it('lists the names it does not know', async aws => {
    const Name = `/${unique('several')}`;
    const missing = `/${unique('missing')}`;
    await put(aws, { Name, Value: 'one' });
    const output = await aws.ssm.send(new GetParametersCommand({ Names: [Name, missing] }));
    assert.deepEqual(
      present(output.Parameters).map(parameter => parameter.Value),
      ['one'],
    );
    assert.deepEqual(output.InvalidParameters, [missing]);
  });

  suite.it('takes ten names, not eleven', async aws => {
    const Names = Array.from({ length: 11 }, (_, index) => `/${unique('many')}/${index}`);
    const ten = await aws.ssm.send(new GetParametersCommand({ Names: Names.slice(0, 10) }));
    assert.equal(ten.InvalidParameters?.length, 10);
    await refuses(aws.ssm.send(new GetParametersCommand({ Names })), 'ValidationException');
  });
});

contract('GetParametersByPath', suite => {
  suite.it('reads one level or everything below', async aws => {
    const Path = `/${unique('path')}`;
    for (const leaf of ['a', 'b', 'sub/c']) await put(aws, { Name: `${Path}/${leaf}`, Value: leaf });
    const read = async (Recursive: boolean) => {
      const page = await aws.ssm.send(new GetParametersByPathCommand({ Path, Recursive }));
      return present(page.Parameters)
        .map(parameter => parameter.Value)
        .sort();
    };
    assert.deepEqual(await read(false), ['a', 'b']);
    assert.deepEqual(await read(true), ['a', 'b', 'sub/c']);
  });

  suite.it('gives ten a page and a token for the rest', async aws => {
    const Path = `/${unique('pages')}`;
    for (let index = 0; index < 12; index++) await put(aws, { Name: `${Path}/p${index}`, Value: 'x' });
    const first = await aws.ssm.send(new GetParametersByPathCommand({ Path }));
    assert.equal(first.Parameters?.length, 10);
    const second = await aws.ssm.send(
      new GetParametersByPathCommand({ Path, NextToken: present(first.NextToken) }),
    );
    assert.equal(second.Parameters?.length, 2);
    assert.equal(second.NextToken, undefined);
    const tooMany = new GetParametersByPathCommand({ Path, MaxResults: 11 });
    await refuses(aws.ssm.send(tooMany), 'ValidationException');
  });
});

contract('DescribeParameters', suite => {
  suite.it('tells metadata and no value', async aws => {
    const Name = `/${unique('describe')}`;
    await put(aws, { Name, Value: 'FAKE', Type: 'SecureString', Description: 'a password' });
    const page = await aws.ssm.send(
      new DescribeParametersCommand({ ParameterFilters: [{ Key: 'Name', Values: [Name] }] }),
    );
    const [entry] = present(page.Parameters);
    assert.deepEqual(
      [
        entry?.Name,
        entry?.Type,
        entry?.Version,
        entry?.Tier,
        entry?.Description,
        entry?.KeyId,
        entry?.DataType,
      ],
      [Name, 'SecureString', 1, 'Standard', 'a password', 'alias/aws/ssm', 'text'],
    );
    assert.ok(entry?.LastModifiedDate instanceof Date);
    assert.ok(entry?.LastModifiedUser);
    assert.ok(!JSON.stringify(entry).includes('FAKE'));
  });

  suite.it('filters by name, type and path', async aws => {
    const root = `/${unique('filter')}`;
    await put(aws, { Name: `${root}/db/host`, Value: 'x' });
    await put(aws, { Name: `${root}/db/deep/port`, Value: 'x' });
    await put(aws, { Name: `${root}/list`, Value: 'x,y', Type: 'StringList' });
    const path = { Key: 'Path', Option: 'Recursive', Values: [root] };
    const table: [string, ParameterStringFilter[], string[]][] = [
      ['Equals', [{ Key: 'Name', Option: 'Equals', Values: [`${root}/list`] }], ['/list']],
      ['BeginsWith', [{ Key: 'Name', Option: 'BeginsWith', Values: [`${root}/db/d`] }], ['/db/deep/port']],
      [
        'Contains',
        [path, { Key: 'Name', Option: 'Contains', Values: ['/db/'] }],
        ['/db/deep/port', '/db/host'],
      ],
      ['OneLevel', [{ Key: 'Path', Option: 'OneLevel', Values: [`${root}/db`] }], ['/db/host']],
      ['Recursive', [path], ['/db/deep/port', '/db/host', '/list']],
      ['Type', [path, { Key: 'Type', Values: ['StringList'] }], ['/list']],
      ['two names', [{ Key: 'Name', Values: [`${root}/list`, `${root}/db/host`] }], ['/db/host', '/list']],
    ];
    for (const [what, filters, tails] of table) {
      assert.deepEqual(
        await describeNames(aws, ...filters),
        tails.map(tail => `${root}${tail}`),
        what,
      );
    }
  });

  const badFilters: [string, ParameterStringFilter, string][] = [
    ['an unknown key', { Key: 'Value', Values: ['x'] }, 'ValidationException'],
    ['Label, which is for GetParametersByPath', { Key: 'Label', Values: ['x'] }, 'InvalidFilterKey'],
    ['no values', { Key: 'Name' }, 'InvalidFilterValue'],
    ['an unknown option', { Key: 'Name', Option: 'Like', Values: ['x'] }, 'InvalidFilterOption'],
    ['OneLevel of a name', { Key: 'Name', Option: 'OneLevel', Values: ['x'] }, 'InvalidFilterOption'],
    ['an unknown type', { Key: 'Type', Values: ['Secret'] }, 'InvalidFilterOption'],
    ['a path without a slash', { Key: 'Path', Values: ['x'] }, 'ValidationException'],
    ['a path below /aws', { Key: 'Path', Values: ['/aws/x'] }, 'ValidationException'],
  ];
  for (const [what, filter, code] of badFilters) {
    suite.it(`refuses ${what}`, aws => refuses(describeNames(aws, filter), code));
  }

  suite.it('refuses the same key twice', aws =>
    refuses(
      describeNames(aws, { Key: 'Name', Values: ['a'] }, { Key: 'Name', Values: ['b'] }),
      'InvalidFilterKey',
    ),
  );

  suite.it(
    'gives fifty a page at most',
    async aws => {
      const root = `/${unique('fifty')}`;
      for (let index = 0; index < 52; index++) await put(aws, { Name: `${root}/p${index}`, Value: 'x' });
      const ParameterFilters = [{ Key: 'Path', Values: [root] }];
      const first = await aws.ssm.send(new DescribeParametersCommand({ ParameterFilters, MaxResults: 50 }));
      assert.equal(first.Parameters?.length, 50);
      assert.equal((await describeNames(aws, ...ParameterFilters)).length, 52);
      const tooMany = new DescribeParametersCommand({ MaxResults: 51 });
      await refuses(aws.ssm.send(tooMany), 'ValidationException');
    },
    moto.describePageLimit,
  );
});

contract('GetParameterHistory', suite => {
  suite.it('goes from the oldest version to the newest', async aws => {
    const Name = `/${unique('history')}`;
    await put(aws, { Name, Value: 'one', Description: 'first' });
    await put(aws, { Name, Value: 'two', Overwrite: true });
    const { Parameters } = await aws.ssm.send(new GetParameterHistoryCommand({ Name }));
    assert.deepEqual(
      present(Parameters).map(entry => [entry.Version, entry.Value, entry.Labels]),
      [
        [1, 'one', []],
        [2, 'two', []],
      ],
    );
  });

  suite.it('gives fifty a page at most', async aws => {
    const Name = `/${unique('history')}`;
    for (let version = 1; version <= 52; version++)
      await put(aws, { Name, Value: `v${version}`, Overwrite: true });
    const first = await aws.ssm.send(new GetParameterHistoryCommand({ Name }));
    assert.equal(first.Parameters?.length, 50);
    const rest = await aws.ssm.send(
      new GetParameterHistoryCommand({ Name, NextToken: present(first.NextToken) }),
    );
    assert.deepEqual(
      rest.Parameters?.map(entry => entry.Version),
      [51, 52],
    );
    await refuses(
      aws.ssm.send(new GetParameterHistoryCommand({ Name, MaxResults: 51 })),
      'ValidationException',
    );
  });

  suite.it('refuses an unknown name', aws =>
    refuses(
      aws.ssm.send(new GetParameterHistoryCommand({ Name: `/${unique('none')}` })),
      'ParameterNotFound',
    ),
  );
});

contract('DeleteParameter', suite => {
  suite.it('removes once', async aws => {
    const Name = `/${unique('delete')}`;
    await put(aws, { Name, Value: 'x' });
    await aws.ssm.send(new DeleteParameterCommand({ Name }));
    await refuses(aws.ssm.send(new DeleteParameterCommand({ Name })), 'ParameterNotFound');
  });

  suite.it('removes several and lists the unknown', async aws => {
    const Name = `/${unique('delete')}`;
    const missing = `/${unique('missing')}`;
    await put(aws, { Name, Value: 'x' });
    const output = await aws.ssm.send(new DeleteParametersCommand({ Names: [Name, missing] }));
    assert.deepEqual([output.DeletedParameters, output.InvalidParameters], [[Name], [missing]]);
  });
});
