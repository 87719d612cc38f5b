import assert from 'node:assert/strict';
import { namesUnder } from '../../../src/core/catalog/keyUses';

const place = 'arn:aws:kms:eu-west-1:111122223333';
const keyId = '1234abcd-12ab-34cd-56ef-1234567890ab';
const key = { keyId, arn: `${place}:key/${keyId}`, aliases: ['alias/app', 'alias/old'] };

describe('what is under a key', () => {
  const cases: readonly (readonly [given: string | undefined, isUnder: boolean])[] = [
    [keyId, true],
    [key.arn, true],
    ['alias/app', true],
    ['alias/old', true],
    [`${place}:alias/app`, true],
    [undefined, false],
    ['alias/aws/ssm', false],
    ['alias/ap', false],
    // One id in every Region, one alias in every account: another key.
    [`arn:aws:kms:us-east-1:111122223333:key/${keyId}`, false],
    ['arn:aws:kms:eu-west-1:444455556666:alias/app', false],
  ];
  for (const [given, isUnder] of cases)
    it(`${given ?? 'the key of the service'}: ${isUnder ? 'is' : 'is not'}`, () => {
      const item = { name: 'x', ...(given !== undefined && { keyId: given }) };
      assert.deepEqual(namesUnder(key, [item]), isUnder ? ['x'] : []);
    });

  it('is told in order', () =>
    assert.deepEqual(
      namesUnder(
        key,
        ['b', 'a'].map(name => ({ name, keyId })),
      ),
      ['a', 'b'],
    ));
});
