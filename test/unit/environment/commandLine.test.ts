import assert from 'node:assert/strict';
import fc from 'fast-check';
import { childEnvironment } from '../../../src/core/environment/childEnvironment';
import { commandLineWords } from '../../../src/core/environment/commandLine';

describe('a command line without a shell', () => {
  for (const [text, words] of [
    ['npm start', ['npm', 'start']],
    ['  a  "b c"  \'d "e"\' ', ['a', 'b c', 'd "e"']],
    ['a --b="c d"e \'\'', ['a', '--b=c de', '']],
    ['"a \\"b\\" \\\\ \\n"', ['a "b" \\ \\n']],
    ['C:\\x\\y.exe z\\', ['C:\\x\\y.exe', 'z\\']],
    ['a "$HOME" \'|\' a&b', ['a', '$HOME', '|', 'a&b']],
  ] as const) {
    it(`${text} is ${words.length} words`, () => assert.deepEqual(commandLineWords(text), { words }));
  }

  for (const text of ['a | b', 'a && b', 'a > f', 'a 2>f', 'a $B', 'a; b', 'a < f', 'a &']) {
    it(`refuses ${text}, which means something to a shell`, () => {
      const read = commandLineWords(text);
      assert.ok('fault' in read && read.fault === 'shell');
    });
  }

  for (const [text, fault] of [
    ['', 'empty'],
    ['  ', 'empty'],
    ['""', 'empty'],
    ['a "b', 'quote'],
    ["a 'b", 'quote'],
  ] as const) {
    it(`says ${fault} of ${JSON.stringify(text)}`, () => assert.deepEqual(commandLineWords(text), { fault }));
  }

  it('gives back whatever was quoted', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), given => {
        const words = ['x', ...given];
        const text = words.map(word => `"${word.replace(/["\\]/g, '\\$&')}"`).join(' ');
        assert.deepEqual(commandLineWords(text), { words });
      }),
    );
  });
});

describe('the environment of a program', () => {
  it('has what it inherits, and values instead of what has their name', () => {
    assert.deepEqual(childEnvironment({ A: '1', Path: 'x' }, { A: '2', PATH: 'y' }, 'linux'), {
      A: '2',
      Path: 'x',
      PATH: 'y',
    });
  });

  it('has one of Path and PATH on Windows', () => {
    assert.deepEqual(childEnvironment({ Path: 'x', B: '1' }, { PATH: 'y' }, 'win32'), { B: '1', PATH: 'y' });
  });
});
