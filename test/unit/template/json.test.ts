import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseJson } from '../../../src/core/template/json';
import { type Node, sourceSpan } from '../../../src/core/template/node';

/** The tree as plain data; duplicate keys would be lost, so mappings are lists of pairs. */
function plain(node: Node | undefined): unknown {
  if (node === undefined || node.kind === 'alias') return undefined;
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'sequence') return node.items.map(plain);
  return node.entries.map(entry => [plain(entry.key), plain(entry.value)]);
}

describe('parseJson', () => {
  const cases: [string, unknown, number][] = [
    [
      '{"a": "b", "c": [1, true, null]}',
      [
        ['a', 'b'],
        ['c', ['1', 'true', 'null']],
      ],
      0,
    ],
    [
      '{"a": 1, "a": 2}',
      [
        ['a', '1'],
        ['a', '2'],
      ],
      0,
    ],
    ['// c\n{/* d */"a": 1}', [['a', '1']], 0],
    ['{"a": [1, 2,],}', [['a', ['1', '2']]], 0],
    ['{"a": ', [['a', undefined]], 1],
    ['{"a"', [['a', undefined]], 1],
    ['{"a": }', [['a', undefined]], 0],
    [
      '{"a": {"b": 1, "c": [2',
      [
        [
          'a',
          [
            ['b', '1'],
            ['c', ['2']],
          ],
        ],
      ],
      1,
    ],
    [
      '{"a": "b\n "c": "d"}',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
      2,
    ],
    [
      '{"a": "b" "c": "d"}',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
      1,
    ],
    ['{"a": [1, {"b": 2}, "c": 3}', [['a', ['1', [['b', '2']], 'c', '3']]], 3],
    ['{a: b}', [['a', 'b']], 2],
    [
      '{"a" "b"}',
      [
        ['a', undefined],
        ['b', undefined],
      ],
      1,
    ],
    ['{"a": 1} {"b": 2}', [['a', '1']], 1],
    ['"\\u00e9\\ud83d\\ude00\\n\\/\\q"', 'é😀\n/q', 0],
    ['"\\u12', 'u12', 1],
    ['"\\', '\\', 1],
    ['', undefined, 0],
    ['  // nothing', undefined, 0],
    [']', undefined, 1],
    [',:', undefined, 2],
  ];
  for (const [text, expected, faults] of cases) {
    it(JSON.stringify(text), () => {
      const result = parseJson(text);
      assert.deepEqual(plain(result.root), expected);
      assert.equal(result.faults.length, faults);
    });
  }

  it('reads every valid JSON value as JSON.parse does', () => {
    const data = fc.jsonValue({ maxDepth: 5 });
    fc.assert(
      fc.property(data, fc.constantFrom(0, 1, 2), (value, indent) => {
        const { root, faults } = parseJson(JSON.stringify(value, undefined, indent));
        assert.deepEqual(faults, []);
        assert.deepEqual(plain(root), pairs(value));
      }),
    );
  });

  it('keeps 1,000 levels, and 100,000 do not crash', () => {
    let depth = 0;
    for (let node = parseJson('['.repeat(1000) + ']'.repeat(1000)).root; node?.kind === 'sequence'; depth++) {
      node = node.items[0];
    }
    assert.equal(depth, 1000);
    for (const text of ['['.repeat(100_000), '{"a":'.repeat(100_000), '[{"a":'.repeat(100_000)]) {
      assert.ok(parseJson(text).faults.length > 0);
    }
    const closed = parseJson(`{"x": ${'['.repeat(100_000)}${']'.repeat(100_000)}, "y": 1}`);
    assert.equal(closed.root?.kind === 'mapping' && closed.root.entries.length, 2);
  });

  it('maps each decoded unit to the text it came from', () => {
    const text = '{"k": "a\\u00e9\\ud83d\\ude00\\tz"}';
    const { root } = parseJson(text);
    const value = root?.kind === 'mapping' ? root.entries[0]?.value : undefined;
    assert.ok(value?.kind === 'scalar');
    const sources = [...value.value.split('').keys()].map(i => {
      const span = sourceSpan(value.source, i, i + 1);
      return text.slice(span.start, span.end);
    });
    assert.deepEqual(sources, ['a', '\\u00e9', '\\ud83d', '\\ude00', '\\t', 'z']);
  });
});

function pairs(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(pairs);
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).map(([k, v]) => [k, pairs(v)]);
  return typeof value === 'string' ? value : JSON.stringify(value);
}
