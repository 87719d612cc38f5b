import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createLineIndex } from '../../../src/core/text/lineIndex';
import { applyEdits } from '../../../src/core/text/range';

describe('createLineIndex', () => {
  const cases: [string, number, { line: number; character: number }][] = [
    ['', 0, { line: 0, character: 0 }],
    ['ab\ncd', 3, { line: 1, character: 0 }],
    ['ab\r\ncd', 4, { line: 1, character: 0 }],
    ['ab\rcd', 3, { line: 1, character: 0 }],
    ['a😀b', 3, { line: 0, character: 3 }],
    ['ab', 99, { line: 0, character: 2 }],
  ];
  for (const [text, offset, position] of cases) {
    it(`${JSON.stringify(text)} at ${offset}`, () => {
      assert.deepEqual(createLineIndex(text).positionAt(offset), position);
    });
  }

  it('gives back every offset it was asked for, whatever the line ends', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', '😀', '\n', '\r\n', '\r')), parts => {
        const text = parts.join('');
        const index = createLineIndex(text);
        for (let offset = 0; offset <= text.length; offset++) {
          assert.equal(index.offsetAt(index.positionAt(offset)), offset);
        }
      }),
    );
  });
});

describe('applyEdits', () => {
  it('applies edits in any order and refuses overlap', () => {
    const edit = (start: number, end: number, newText: string) => ({ span: { start, end }, newText });
    assert.equal(applyEdits('abcdef', [edit(4, 5, 'E'), edit(0, 2, '')]), 'cdEf');
    assert.throws(() => applyEdits('abc', [edit(0, 2, 'x'), edit(1, 3, 'y')]), RangeError);
  });
});
