import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseEnvFile } from '../../../src/core/environment/envFile';
import { readDotenv } from '../../../src/core/exchange/formats/dotenv';

describe('an env file', () => {
  const valuesOf = (text: string) =>
    parseEnvFile(text).entries.map(({ name, value, line }) => [name, value, line]);

  const readings: readonly [what: string, text: string, expected: ReturnType<typeof valuesOf>][] = [
    [
      'plain lines',
      'A=1\nB=two words\n',
      [
        ['A', '1', 1],
        ['B', 'two words', 2],
      ],
    ],
    [
      'comments, blank lines and a byte order mark',
      '\uFEFF# no\n\n  # no\nA=1 # no\nB=a#b\n',
      [
        ['A', '1', 4],
        ['B', 'a#b', 5],
      ],
    ],
    [
      'an empty value, and one that is a comment alone',
      'A=\nB= # no\n',
      [
        ['A', '', 1],
        ['B', '', 2],
      ],
    ],
    ['export, and blanks around the sign', 'export A = 1\r\n', [['A', '1', 1]]],
    ['single quotes as they stand', `A='a # \\n $B "'`, [['A', 'a # \\n $B "', 1]]],
    ['backquotes as they stand', 'A=`a "b" \'c\'`', [['A', `a "b" 'c'`, 1]]],
    ['double quotes with escapes', 'A="a\\n\\"b\\" \\$C \\x" # no', [['A', 'a\n"b" $C \\x', 1]]],
    [
      'quotes over lines, and counts on after them',
      'A="one\ntwo"\nB=3',
      [
        ['A', 'one\ntwo', 1],
        ['B', '3', 3],
      ],
    ],
    ['nothing expanded', 'A=$HOME${HOME}`id`', [['A', '$HOME${HOME}`id`', 1]]],
    ['a reference', 'A={{resolve:ssm:/a}}', [['A', '{{resolve:ssm:/a}}', 1]]],
  ];
  for (const [what, text, expected] of readings) {
    it(`reads ${what}`, () => {
      assert.deepEqual(valuesOf(text), expected);
      assert.deepEqual(parseEnvFile(text).faults, []);
    });
  }

  for (const [text, line] of [
    ['A=1\ncanary', 2],
    ['1A=canary', 1],
    ['A-B=canary', 1],
    ['A="canary', 1],
    ["A='canary' more", 1],
  ] as const) {
    it(`tells the line of ${JSON.stringify(text)}, and nothing of the value`, () => {
      const { faults } = parseEnvFile(text);
      assert.deepEqual(
        faults.map(each => each.line),
        [line],
      );
      assert.doesNotMatch(JSON.stringify(faults), /canary/);
    });
  }

  it('gives back every value that was quoted', () => {
    fc.assert(
      fc.property(fc.array(fc.string().map(each => each.replace(/\r/g, ''))), values => {
        const text = values
          .map((value, index) => `V${index}="${value.replace(/[\\"$]/g, '\\$&')}"`)
          .join('\n');
        assert.deepEqual(
          parseEnvFile(text).entries.map(({ value }) => value),
          values,
        );
      }),
    );
  });

  it('reads what the import of parameters reads', () => {
    const text = fc.string({
      unit: fc.constantFrom('A', 'B', '=', '"', "'", '`', '\\', 'n', '\n', '#', ' '),
    });
    fc.assert(
      fc.property(text, each => {
        const { entries, faults } = parseEnvFile(each);
        const imported = readDotenv(each);
        for (const { key, value, line } of imported.entries)
          assert.deepEqual(
            entries.filter(({ name }) => name === key),
            [{ name: key, value: value.reveal(), line }],
          );
        assert.equal(
          imported.faults.some(({ problem }) => problem === 'syntax'),
          faults.length > 0,
        );
      }),
    );
  });

  it('reads whatever text there is, to its end', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('A', '=', '"', "'", '\\', '\n', '#', ' ', '$') }),
        text => {
          const { entries, faults } = parseEnvFile(text);
          const lines = text.split('\n').length;
          for (const { line } of [...entries, ...faults]) assert.ok(line >= 1 && line <= lines);
        },
      ),
    );
  });
});
