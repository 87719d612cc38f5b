import assert from 'node:assert/strict';
import {
  CreateRoleCommand,
  CreateUserCommand,
  DeleteRoleCommand,
  DeleteUserCommand,
} from '@aws-sdk/client-iam';
import { contract, present, unique } from '../contract';
import { collect, withAdapters } from './adapters';

contract('the principals of an account', suite => {
  suite.it('are roles and users, with their paths', async aws => {
    const [RoleName, UserName] = [unique('role'), unique('user')];
    const { Role } = await aws.iam.send(
      new CreateRoleCommand({
        RoleName,
        Path: '/ci/',
        AssumeRolePolicyDocument: '{"Version":"2012-10-17","Statement":[]}',
      }),
    );
    aws.cleanUp(() => aws.iam.send(new DeleteRoleCommand({ RoleName })));
    const { User } = await aws.iam.send(new CreateUserCommand({ UserName }));
    aws.cleanUp(() => aws.iam.send(new DeleteUserCommand({ UserName })));

    await withAdapters(aws.endpoint, async ({ principals }) => {
      const roles = await collect(principals.roles());
      const users = await collect(principals.users());
      assert.ok(roles.some(({ kind, arn }) => kind === 'role' && arn === present(Role?.Arn)));
      assert.ok(users.some(({ kind, arn }) => kind === 'user' && arn === present(User?.Arn)));
    });
  });
});
