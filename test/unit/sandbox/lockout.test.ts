import assert from 'node:assert/strict';
import { contextFor } from '../../../src/sandbox/answer';
import { createFaults } from '../../../src/sandbox/faults';
import { checkedPolicy } from '../../../src/sandbox/kms/policies';
import { emptyState } from '../../../src/sandbox/state';

const context = contextFor(
  'eu-west-1',
  { state: emptyState('123456789012'), faults: createFaults(), clock: { now: () => 0 } },
  () => {},
);
const root = { AWS: 'arn:aws:iam::123456789012:root' };
const allow = (more: object) => ({
  Effect: 'Allow',
  Principal: root,
  Action: 'kms:*',
  Resource: '*',
  ...more,
});

describe('the lockout check', () => {
  const table: [string, object[], boolean][] = [
    ['the account by ARN', [allow({})], true],
    ['the account by number', [allow({ Principal: { AWS: ['123456789012'] } })], true],
    ['everyone', [allow({ Principal: '*' })], true],
    ['the caller', [allow({ Principal: { AWS: 'arn:aws:iam::123456789012:user/sandbox' } })], true],
    ['another account', [allow({ Principal: { AWS: 'arn:aws:iam::210987654321:root' } })], false],
    ['a service', [allow({ Principal: { Service: 'logs.amazonaws.com' } })], false],
    ['the action by a wildcard', [allow({ Action: ['kms:Put*'] })], true],
    ['the action in another case', [allow({ Action: 'KMS:putkeypolicy' })], true],
    ['all but other actions', [allow({ Action: undefined, NotAction: 'kms:Decrypt' })], true],
    ['all but this action', [allow({ Action: undefined, NotAction: 'kms:Put*' })], false],
    ['other actions', [allow({ Action: ['kms:Decrypt', 'kms:GetKeyPolicy'] })], false],
    ['the account, but denied', [allow({}), allow({ Effect: 'Deny', Action: 'kms:PutKeyPolicy' })], false],
    [
      'the account, others denied',
      [allow({}), allow({ Effect: 'Deny', NotPrincipal: root, Principal: undefined })],
      true,
    ],
    [
      'a caller of this account',
      [allow({ Principal: '*', Condition: { StringEquals: { 'kms:CallerAccount': '123456789012' } } })],
      true,
    ],
    [
      'a role of this account only',
      [allow({ Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::123456789012:role/*' } } })],
      false,
    ],
    [
      'a service by condition only',
      [allow({ Condition: { StringEquals: { 'kms:ViaService': 'ssm.eu-west-1.amazonaws.com' } } })],
      false,
    ],
  ];
  for (const [what, Statement, kept] of table) {
    it(`${kept ? 'takes' : 'refuses'} a policy for ${what}`, () => {
      const text = JSON.stringify({ Version: '2012-10-17', Statement });
      if (kept) assert.equal(checkedPolicy({}, context, text), text);
      else
        assert.throws(() => checkedPolicy({}, context, text), /will not allow you to update the key policy/);
      assert.equal(checkedPolicy({ BypassPolicyLockoutSafetyCheck: true }, context, text), text);
    });
  }
});
