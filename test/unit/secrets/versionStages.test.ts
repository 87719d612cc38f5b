import assert from 'node:assert/strict';
import {
  isListable,
  type StageProblem,
  stageProblem,
  stagesIn,
} from '../../../src/core/secrets/versionStages';

describe('stages of a version of a secret', () => {
  it('stand between commas, and may hold blanks', () => {
    assert.deepEqual(stagesIn(' blue,  in use ,, AWSPENDING '), ['blue', 'in use', 'AWSPENDING']);
    assert.deepEqual(stagesIn(' , '), []);
  });

  it('are listed where they come back as they were', () => {
    const all = ['blue', 'in use', 'AWSPREVIOUS', 'AWSCURRENT', 'a,b', ',', ' blue', ''];
    assert.deepEqual(all.filter(isListable), ['blue', 'in use', 'AWSPREVIOUS']);
  });

  const problems: readonly (readonly [string, StageProblem | undefined])[] = [
    ['', undefined],
    ['blue, green', undefined],
    ['AWSPENDING', undefined],
    ['blue, AWSCURRENT', 'current'],
    ['blue, green, blue', 'twice'],
    ['x'.repeat(256), undefined],
    ['x'.repeat(257), 'too-long'],
  ];
  for (const [text, problem] of problems)
    it(`${problem ?? 'no problem'}: ${text.slice(0, 30)}`, () => {
      assert.equal(stageProblem(stagesIn(text)), problem);
    });
});
