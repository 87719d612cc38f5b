import assert from 'node:assert/strict';
import { MAX_VALUE_BYTES } from '../../../src/core/facts/parameterLimits';
import { prices } from '../../../src/core/facts/prices';
import { MAX_SECRET_BYTES } from '../../../src/core/facts/secretLimits';
import { type Outcome, questionsLeft, type Step, whereToStore } from '../../../src/core/storing/decision';

type End = readonly [path: string, outcome: string];

const ends: readonly End[] = [
  ['rotated database', 'secret database: rotates'],
  ['rotated apiKey', 'secret apiKey: rotates'],
  ['rotated otherContents', 'secret: rotates'],
  ['notRotated plain upTo4K thisAccount', 'String Standard: plain'],
  ['notRotated plain upTo4K otherAccounts', 'String Advanced: plainShared'],
  ['notRotated plain upTo8K', 'String Advanced: plainOver4K'],
  ['notRotated plain upTo64K', 'secret text: plainOver8K'],
  ['notRotated plain larger', 'String Standard: plainOver64K'],
  ['notRotated secret upTo4K programs', 'SecureString Standard: secret'],
  ['notRotated secret upTo4K templates', 'secret: inTemplates'],
  ['notRotated secret upTo4K otherAccounts', 'secret own key: shared'],
  ['notRotated secret upTo4K otherRegions', 'secret replicated: replicated'],
  ['notRotated secret upTo8K programs', 'SecureString Advanced: secretOver4K'],
  ['notRotated secret upTo8K templates', 'secret: inTemplates'],
  ['notRotated secret upTo8K otherAccounts', 'secret own key: shared'],
  ['notRotated secret upTo8K otherRegions', 'secret replicated: replicated'],
  ['notRotated secret upTo64K programs', 'secret: secretOver8K'],
  ['notRotated secret upTo64K templates', 'secret: inTemplates'],
  ['notRotated secret upTo64K otherAccounts', 'secret own key: shared'],
  ['notRotated secret upTo64K otherRegions', 'secret replicated: replicated'],
  ['notRotated secret larger', 'encrypt: secretOver64K'],
  ['notRotated ownFile', 'encrypt: ownFile'],
];

describe('where a value belongs', () => {
  const found = endsBelow(whereToStore, []);

  for (const [path, outcome] of ends)
    it(`${path}: ${outcome}`, () => assert.equal(new Map(found).get(path), outcome));

  it('has no other end', () =>
    assert.deepEqual(found.map(([path]) => path).sort(), ends.map(([p]) => p).sort()));

  it('takes two to four questions, each of them with answers that differ', () => {
    for (const [path] of found) {
      const { length } = path.split(' ');
      assert.ok(length >= 2 && length <= 4, path);
    }
    assert.equal(questionsLeft(whereToStore), 4);
    for (const question of questionsBelow(whereToStore)) {
      const ids = question.answers.map(({ id }) => id);
      assert.ok(ids.length >= 2);
      assert.equal(new Set(ids).size, ids.length);
    }
  });

  it('never puts a secret where it is not encrypted', () => {
    for (const [path, outcome] of found)
      if (/\bsecret\b|rotated \w+$/.test(path) && !path.includes('plain'))
        assert.doesNotMatch(outcome, /^String /, path);
  });

  it('speaks of the sizes that the services have', () => {
    assert.deepEqual({ ...MAX_VALUE_BYTES }, { Standard: 4 * 1_024, Advanced: 8 * 1_024 });
    assert.equal(MAX_SECRET_BYTES, 64 * 1_024);
  });

  it('knows prices that tell what is cheap from what is dear, and when they held', () => {
    const { secret, advancedParameter, key } = prices;
    assert.ok(advancedParameter.usd < secret.usd && secret.usd < key.usd);
    for (const { asOf } of Object.values(prices)) assert.match(asOf, /^\d{4}-\d{2}$/);
  });
});

function endsBelow(step: Step, path: readonly string[]): readonly End[] {
  return step.kind === 'outcome'
    ? [[path.join(' '), written(step)]]
    : step.answers.flatMap(({ id, then }) => endsBelow(then, [...path, id]));
}

function questionsBelow(step: Step): readonly Extract<Step, { kind: 'question' }>[] {
  return step.kind === 'outcome' ? [] : [step, ...step.answers.flatMap(({ then }) => questionsBelow(then))];
}

function written(outcome: Outcome): string {
  switch (outcome.service) {
    case 'parameter':
      return `${outcome.type} ${outcome.tier}: ${outcome.reason}`;
    case 'secret': {
      const words = [
        'secret',
        outcome.shape,
        outcome.ownKey && 'own key',
        outcome.replicated && 'replicated',
      ];
      return `${words.filter(Boolean).join(' ')}: ${outcome.reason}`;
    }
    case 'encrypt':
      return `encrypt: ${outcome.reason}`;
  }
}
