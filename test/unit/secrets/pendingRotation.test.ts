import assert from 'node:assert/strict';
import type { SecretVersion } from '../../../src/core/catalog/items';
import { isUnfinished, pendingRotation } from '../../../src/core/secrets/pendingRotation';
import { logGroupOf, rotationFunctionOf } from '../../../src/core/secrets/rotationFunction';

const NOW = Date.UTC(2026, 10, 26, 12);
const minutes = (count: number) => NOW - count * 60_000;

describe('a rotation that has not ended', () => {
  const version = (versionId: string, stages: readonly string[], createdDate?: number): SecretVersion => ({
    versionId,
    stages,
    ...(createdDate !== undefined && { createdDate }),
  });
  const current = version('a', ['AWSCURRENT'], minutes(9_000));
  const pendingSince = (createdDate?: number) => [current, version('b', ['AWSPENDING'], createdDate)];
  const of = (versions: readonly SecretVersion[], told = versions) =>
    pendingRotation({ versions }, told, NOW);

  it('is none where nothing is pending, or what is pending is current already', () => {
    assert.equal(of([current]), undefined);
    assert.equal(of([version('a', ['AWSCURRENT', 'AWSPENDING'], minutes(900))]), undefined);
    assert.equal(pendingRotation({}, [], NOW), undefined);
  });

  it('is under way for an hour, and has failed then', () => {
    assert.deepEqual(of(pendingSince(minutes(60))), {
      versionId: 'b',
      since: minutes(60),
      state: 'under-way',
    });
    assert.deepEqual(of(pendingSince(minutes(61))), {
      versionId: 'b',
      since: minutes(61),
      state: 'unfinished',
    });
  });

  it('is either where nobody tells since when', () => {
    assert.deepEqual(of(pendingSince()), { versionId: 'b', state: 'unknown' });
    assert.deepEqual(of(pendingSince(minutes(900)), []), { versionId: 'b', state: 'unknown' });
  });

  it('is told of one version of a list', () => {
    const stages = ['AWSPENDING'];
    assert.equal(isUnfinished({ stages, createdDate: minutes(61) }, NOW), true);
    assert.equal(isUnfinished({ stages, createdDate: minutes(60) }, NOW), false);
    assert.equal(isUnfinished({ stages }, NOW), false);
    assert.equal(isUnfinished({ stages: ['AWSCURRENT', ...stages], createdDate: 0 }, NOW), false);
    assert.equal(isUnfinished({ stages: ['blue'], createdDate: 0 }, NOW), false);
  });
});

describe('the function that rotates a secret', () => {
  const arn = 'arn:aws:lambda:eu-west-1:123456789012:function:my_rotate-1';
  for (const given of [arn, `${arn}:$LATEST`, `${arn}:7`, `${arn}:live`])
    it(`is read from ${given}`, () => {
      const found = rotationFunctionOf(given);
      assert.deepEqual(found, { region: 'eu-west-1', name: 'my_rotate-1' });
      assert.equal(logGroupOf(found), '/aws/lambda/my_rotate-1');
    });
  it('is read in other partitions', () =>
    assert.equal(rotationFunctionOf(arn.replace('arn:aws:', 'arn:aws-cn:'))?.name, 'my_rotate-1'));
  for (const none of ['', 'my_rotate', arn.replace('lambda', 'sns'), `${arn}/x`, `${arn}:a:b`, `${arn} `])
    it(`is not read from ${JSON.stringify(none)}`, () => assert.equal(rotationFunctionOf(none), undefined));
});
