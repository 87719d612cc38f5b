/** Roles and users of the account, for those who write policies. */
import { type IAMClient, ListRolesCommand, ListUsersCommand } from '@aws-sdk/client-iam';
import type { Principal, PrincipalStore } from '../core/ports';
import { type Call, pages } from './call';
import { defined } from './fields';

/** IAM may send fewer: https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoles.html */
const PAGE = 1000;

export function createPrincipalStore(client: IAMClient, call: Call): PrincipalStore {
  return {
    roles: options =>
      pages(options, (token, each) =>
        call({ operation: 'iam:ListRoles' }, each, async send => {
          const command = new ListRolesCommand({ MaxItems: PAGE, ...defined({ Marker: token }) });
          const { Roles = [], Marker } = await client.send(command, send);
          return { items: principals('role', Roles), ...defined({ next: Marker }) };
        }),
      ),

    users: options =>
      pages(options, (token, each) =>
        call({ operation: 'iam:ListUsers' }, each, async send => {
          const command = new ListUsersCommand({ MaxItems: PAGE, ...defined({ Marker: token }) });
          const { Users = [], Marker } = await client.send(command, send);
          return { items: principals('user', Users), ...defined({ next: Marker }) };
        }),
      ),
  };
}

function principals(
  kind: Principal['kind'],
  all: readonly { readonly Arn?: string | undefined }[],
): readonly Principal[] {
  return all.flatMap(({ Arn }) => (Arn === undefined ? [] : [{ kind, arn: Arn }]));
}
