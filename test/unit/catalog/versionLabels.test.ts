import assert from 'node:assert/strict';
import { type LabelProblem, labelProblem, labelsIn } from '../../../src/core/catalog/versionLabels';

describe('labels of a version as they are typed', () => {
  const texts: readonly (readonly [text: string, labels: readonly string[], problem?: LabelProblem])[] = [
    ['', []],
    ['live', ['live']],
    ['live, prod-1 ,Blue_2.0', ['live', 'prod-1', 'Blue_2.0']],
    ['live live', ['live', 'live'], 'twice'],
    ['1st', ['1st'], 'first'],
    ['a/b', ['a/b'], 'characters'],
    ['größe', ['größe'], 'characters'],
    ['awsome', ['awsome'], 'reserved'],
    ['SSM-x', ['SSM-x'], 'reserved'],
    ['x'.repeat(101), ['x'.repeat(101)], 'too-long'],
    ['a b c d e f g h i j k', [...'abcdefghijk'], 'too-many'],
  ];
  for (const [text, labels, problem] of texts)
    it(`${text.slice(0, 30) || 'nothing'}: ${problem ?? 'fits'}`, () => {
      assert.deepEqual(labelsIn(text), labels);
      assert.equal(labelProblem(labels), problem);
    });
});
