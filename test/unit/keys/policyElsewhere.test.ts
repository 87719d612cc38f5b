import assert from 'node:assert/strict';
import { policyElsewhere } from '../../../src/core/keys/policyElsewhere';

const account = '111122223333';
const policy = (statement: object) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'root',
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${account}:root` },
        Action: 'kms:*',
        Resource: '*',
      },
      statement,
    ],
  });

describe('the policy of a key in another Region', () => {
  it('says whether it names the Region it comes from', () => {
    const through = (service: string) =>
      policy({
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${account}:role/app` },
        Action: 'kms:Decrypt',
        Resource: '*',
        Condition: { StringEquals: { 'kms:ViaService': service } },
      });
    assert.equal(
      policyElsewhere(through('ssm.eu-west-1.amazonaws.com'), 'eu-west-1', account).namesRegion,
      true,
    );
    assert.equal(
      policyElsewhere(through('ssm.eu-west-2.amazonaws.com'), 'eu-west-1', account).namesRegion,
      false,
    );
    assert.equal(policyElsewhere(policy({ Sid: 'my-eu-west-1' }), 'eu-west-1', account).namesRegion, false);
  });

  it('says what is an error in it, and nothing of one that is right', () => {
    const right = policy({
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${account}:role/app` },
      Action: 'kms:Decrypt',
      Resource: '*',
    });
    assert.deepEqual(policyElsewhere(right, 'eu-west-1', account).errors, []);
    const wrong = policy({ Effect: 'Allow', Action: 'kms:Decrypt', Resource: '*' });
    assert.ok(policyElsewhere(wrong, 'eu-west-1', account).errors.length > 0);
    assert.ok(policyElsewhere('{', 'eu-west-1', undefined).errors.length > 0);
  });
});
