import assert from 'node:assert/strict';
import { accessPolicy } from '../../../src/core/access/accessPolicy';
import type { AccessRow } from '../../../src/core/access/checkAccess';
import type { Failure } from '../../../src/core/failure';
import { lintFile } from '../policy/support';

const HERE = { region: 'eu-west-1', account: '111122223333' };

function denied(action: string, more: Partial<Failure> = {}): AccessRow {
  const failure: Failure = { kind: 'failure', code: 'denied', message: 'no', operation: action, ...more };
  return { action, usedFor: 'a view', outcome: { kind: 'denied', failure } };
}

describe('the policy for what is denied', () => {
  it('has one statement for what is allowed on the same', () => {
    const policy = accessPolicy(
      [
        denied('ssm:DescribeParameters'),
        denied('ssm:GetParameters', { resource: '/my-app/a' }),
        denied('ssm:GetParameterHistory', { resource: '/my-app/a' }),
        denied('secretsmanager:ListSecrets'),
        denied('secretsmanager:DescribeSecret', { resource: 'prod/db' }),
        denied('kms:DescribeKey', { resource: 'alias/app' }),
        denied('iam:ListRoles'),
      ],
      HERE,
    );
    assert.deepEqual(
      policy?.Statement.map(({ Action, Resource }) => [Action, Resource]),
      [
        [['ssm:DescribeParameters', 'secretsmanager:ListSecrets', 'iam:ListRoles'], '*'],
        [['ssm:GetParameters', 'ssm:GetParameterHistory'], 'arn:aws:ssm:eu-west-1:111122223333:parameter/*'],
        [['secretsmanager:DescribeSecret'], 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:*'],
        [['kms:DescribeKey'], 'arn:aws:kms:eu-west-1:111122223333:key/*'],
      ],
    );
    assert.deepEqual(lintFile(JSON.stringify(policy), { kind: 'identity' }), []);
  });

  it('says each action once, the one that is missing', () => {
    const behind = { missingAction: 'kms:Decrypt' };
    const policy = accessPolicy(
      [denied('ssm:GetParameters', behind), denied('ssm:GetParameterHistory', behind)],
      HERE,
    );
    assert.deepEqual(
      policy?.Statement.map(({ Action }) => Action),
      [['kms:Decrypt']],
    );
  });

  it('is none where nothing is denied, or where an explicit deny would win', () => {
    assert.equal(accessPolicy([], HERE), undefined);
    const { usedFor } = denied('kms:ListKeys');
    assert.equal(
      accessPolicy([{ action: 'kms:ListKeys', usedFor, outcome: { kind: 'allowed' } }], HERE),
      undefined,
    );
    assert.equal(accessPolicy([denied('kms:ListKeys', { explicitDeny: true })], HERE), undefined);
  });
});
