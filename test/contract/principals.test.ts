import assert from 'node:assert/strict';
import {
  CreateRoleCommand,
  CreateUserCommand,
  DeleteRoleCommand,
  DeleteUserCommand,
  ListRolesCommand,
  ListUsersCommand,
} from '@aws-sdk/client-iam';
import { type Aws, contract, present, refuses, unique } from './contract';
import { moto } from './deviations';

const TRUST = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
});

async function role({ iam, cleanUp }: Aws, RoleName: string, Path = '/'): Promise<string> {
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName, Path, AssumeRolePolicyDocument: TRUST }));
  cleanUp(() => iam.send(new DeleteRoleCommand({ RoleName })));
  return present(Role?.Arn);
}

contract('ListRoles', suite => {
  suite.it('gives ARNs with their paths, in pages', async aws => {
    const path = `/${unique('path')}/`;
    const made = [await role(aws, unique('a'), path), await role(aws, unique('b'), path)];
    const seen: string[] = [];
    let Marker: string | undefined;
    let calls = 0;
    do {
      const page = await aws.iam.send(
        new ListRolesCommand({ PathPrefix: path, MaxItems: 1, ...(Marker !== undefined && { Marker }) }),
      );
      seen.push(...(page.Roles ?? []).map(({ Arn }) => present(Arn)));
      assert.equal(page.IsTruncated === true, page.Marker !== undefined);
      Marker = page.Marker;
      calls += 1;
    } while (Marker !== undefined && calls < 5);
    assert.deepEqual(seen.sort(), made.sort());
    assert.equal(calls, 2);
    assert.match(made[0] ?? '', new RegExp(`^arn:aws:iam::\\d{12}:role${path}`));
  });

  suite.it('refuses a name that is there', async aws => {
    const name = unique('twice');
    await role(aws, name);
    await refuses(role(aws, name), 'EntityAlreadyExistsException');
  });

  suite.it(
    'refuses a page of nothing',
    aws => refuses(aws.iam.send(new ListRolesCommand({ MaxItems: 0 })), 'ValidationError'),
    moto.iamPageLimit,
  );
});

contract('ListUsers', suite => {
  suite.it('gives ARNs', async aws => {
    const UserName = unique('user');
    const { User } = await aws.iam.send(new CreateUserCommand({ UserName, Path: '/people/' }));
    aws.cleanUp(() => aws.iam.send(new DeleteUserCommand({ UserName })));
    const { Users = [] } = await aws.iam.send(new ListUsersCommand({ PathPrefix: '/people/' }));
    const found = Users.find(one => one.UserName === UserName);
    assert.equal(found?.Arn, User?.Arn);
    assert.match(found?.Arn ?? '', /:user\/people\//);
    assert.ok(found?.CreateDate instanceof Date);
  });
});
