import assert from 'node:assert/strict';
import { missingStatement } from '../../../src/core/access/missingStatement';
import type { Failure } from '../../../src/core/failure';
import { lintFile } from '../policy/support';

const HERE = { region: 'eu-west-1', account: '111122223333' };
const denied = (operation: string, resource?: string, missingAction?: string): Failure => ({
  kind: 'failure',
  code: 'denied',
  message: 'no',
  operation,
  ...(resource !== undefined && { resource }),
  ...(missingAction !== undefined && { missingAction }),
});
const ssm = (name: string) => `arn:aws:ssm:eu-west-1:111122223333:parameter/${name}`;
const key = (rest: string) => `arn:aws:kms:eu-west-1:111122223333:key/${rest}`;
const ID = '7d1c9a52-3b0e-4f86-9c41-0a5e2f6b8d13';
const through = (service: string) => ({
  StringEquals: { 'kms:ViaService': `${service}.eu-west-1.amazonaws.com` },
});

describe('the statement that would have let a call through', () => {
  const cases: readonly (readonly [
    failure: Failure,
    action: string,
    resource: string,
    condition?: object,
  ])[] = [
    [denied('ssm:DescribeParameters'), 'ssm:DescribeParameters', '*'],
    [denied('secretsmanager:ListSecrets', 'x'), 'secretsmanager:ListSecrets', '*'],
    [denied('iam:ListRoles', 'arn:aws:iam::111122223333:role/'), 'iam:ListRoles', '*'],
    [denied('ssm:GetParameter', '/my-app/a'), 'ssm:GetParameter', ssm('my-app/a')],
    [denied('ssm:GetParameter', 'plain'), 'ssm:GetParameter', ssm('plain')],
    [denied('ssm:GetParameters'), 'ssm:GetParameters', ssm('*')],
    [denied('ssm:PutParameter', ssm('b')), 'ssm:PutParameter', ssm('b')],
    [
      denied('secretsmanager:GetSecretValue', 'prod/db'),
      'secretsmanager:GetSecretValue',
      'arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/db-??????',
    ],
    [denied('ssm:GetParameter', '/my-app/a', 'kms:Decrypt'), 'kms:Decrypt', key('*'), through('ssm')],
    [denied('ssm:GetParameter', key(ID), 'kms:Decrypt'), 'kms:Decrypt', key(ID), through('ssm')],
    [
      denied('secretsmanager:GetSecretValue', key(ID), 'kms:Decrypt'),
      'kms:Decrypt',
      key(ID),
      through('secretsmanager'),
    ],
    [denied('kms:DescribeKey', ID), 'kms:DescribeKey', key(ID)],
    [
      denied('kms:DescribeKey', `mrk-${ID.replaceAll('-', '')}`),
      'kms:DescribeKey',
      key(`mrk-${ID.replaceAll('-', '')}`),
    ],
    [
      denied('kms:GetKeyPolicy', 'arn:aws:kms:eu-west-1:111122223333:alias/app'),
      'kms:GetKeyPolicy',
      key('*'),
      { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/app' } },
    ],
  ];
  for (const [failure, Action, Resource, Condition] of cases) {
    it(`${Action} for ${failure.operation} on ${failure.resource ?? 'nothing'}`, () => {
      const statement = missingStatement(failure, HERE);
      assert.deepEqual(statement, { Effect: 'Allow', Action, Resource, ...(Condition && { Condition }) });
      // Held to our own rules about policies of users and roles.
      const policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
      assert.deepEqual(lintFile(policy, { kind: 'identity' }), []);
    });
  }

  it('is for any account where that is not known, in the partition of the Region', () => {
    const china = missingStatement(denied('ssm:GetParameter', 'a'), { region: 'cn-north-1' });
    assert.equal(china.Resource, 'arn:aws-cn:ssm:cn-north-1:*:parameter/a');
    const gov = missingStatement(denied('kms:Decrypt'), { region: 'us-gov-west-1' });
    assert.equal(gov.Resource, 'arn:aws-us-gov:kms:us-gov-west-1:*:key/*');
  });
});
