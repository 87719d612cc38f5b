import assert from 'node:assert/strict';
import { codeOf } from '../../../src/client/language/diagnosticCode';
import { missingTags, usesTags } from '../../../src/client/language/yamlTags';
import { levelFor } from '../../../src/core/ruleLevels';

describe('levels of rules', () => {
  it('are those of the rule, else of its area', () => {
    const levels = {
      'reference/exposed': 'off',
      'reference/*': 'warning',
      'policy/*': 'info',
      'secret/size': 'loud',
    };
    assert.equal(levelFor('reference/exposed', levels), 'off');
    assert.equal(levelFor('reference/syntax', levels), 'warning');
    assert.equal(levelFor('policy/reachable-from-any-account', levels), 'info');
    assert.equal(levelFor('secret/size', levels), undefined, 'what is no level changes nothing');
    assert.equal(levelFor('parameter/name', levels), undefined);
    assert.equal(levelFor('', {}), undefined);
  });

  it('are looked up by whatever a diagnostic calls its code', () => {
    assert.equal(codeOf({ value: 'reference/syntax' }), 'reference/syntax');
    assert.equal(codeOf('a'), 'a');
    assert.equal(codeOf(undefined), '');
  });
});

describe('tags for the YAML extension', () => {
  it('are those that its setting lacks', () => {
    const all = missingTags([]);
    assert.ok(all.includes('!Sub sequence') && all.includes('!Ref scalar'));
    assert.deepEqual(missingTags(all), []);
    assert.ok(
      !missingTags(['!Ref', '!Sub   sequence']).some(tag => ['!Ref scalar', '!Sub sequence'].includes(tag)),
    );
    assert.ok(missingTags(['!Ref']).includes('!Sub scalar'));
  });

  it('matter where one is used', () => {
    assert.ok(usesTags('A: !Sub "x"'));
    assert.ok(!usesTags('A: {Ref: B}'));
    assert.ok(!usesTags('A: !Subscribe x'));
  });
});
