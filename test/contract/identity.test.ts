import assert from 'node:assert/strict';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { contract } from './contract';

contract('GetCallerIdentity', suite => {
  suite.it('names account, ARN and user', async aws => {
    const { Account, Arn, UserId } = await aws.sts.send(new GetCallerIdentityCommand({}));
    assert.match(Account ?? '', /^\d{12}$/);
    assert.match(Arn ?? '', new RegExp(`^arn:aws:(iam|sts)::${Account}:`));
    assert.ok(UserId);
  });
});
