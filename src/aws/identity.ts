import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';
import type { IdentityStore } from '../core/ports';
import type { Call } from './call';

/** GetCallerIdentity needs no permission: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
export function createIdentityStore(client: STSClient, call: Call): IdentityStore {
  return {
    callerIdentity: options =>
      call({ operation: 'sts:GetCallerIdentity' }, options, async send => {
        const {
          Account = '',
          Arn = '',
          UserId = '',
        } = await client.send(new GetCallerIdentityCommand({}), send);
        return { account: Account, arn: Arn, userId: UserId };
      }),
  };
}
