import assert from 'node:assert/strict';
import { parser } from '@lezer/yaml';
import fc from 'fast-check';
import { exchangeFormats, formatOfFile } from '../../../src/core/exchange/formats';
import { MAX_ENTRIES } from '../../../src/core/exchange/readFile';
import type { WriteEntry } from '../../../src/core/exchange/writeFile';
import { sensitive } from '../../../src/core/value/sensitive';

function read(id: string, text: string) {
  const format = exchangeFormats.find(each => each.id === id);
  assert.ok(format);
  const { entries, faults } = format.read(text);
  return {
    pairs: entries.map(({ key, value, isList }) => [key, value.reveal(), ...(isList ? ['list'] : [])]),
    lines: entries.map(({ line }) => line),
    faults: faults.map(({ problem, line, key, firstLine }) =>
      [problem, line, key, firstLine].filter(each => each !== undefined).join(' '),
    ),
  };
}

const pairs: readonly (readonly [id: string, text: string, pairs: readonly (readonly string[])[]])[] = [
  [
    'dotenv',
    'A=1\n# no\n\n export B = x y # z\nC=#\nD=a#b\n',
    [
      ['A', '1'],
      ['B', 'x y'],
      ['D', 'a#b'],
    ],
  ],
  [
    'dotenv',
    `A='a\\n$X "b"'\r\nB="x\\ny\\t\\"\\\\\\$Z\\q"\r\nC=\`'"\` # c`,
    [
      ['A', 'a\\n$X "b"'],
      ['B', 'x\ny\t"\\$Z\\q'],
      ['C', `'"`],
    ],
  ],
  [
    'dotenv',
    '\uFEFFKEY="-----BEGIN\r\nabc\r\n-----END"\nB=2',
    [
      ['KEY', '-----BEGIN\nabc\n-----END'],
      ['B', '2'],
    ],
  ],
  [
    'dotenv',
    'db/host=x\nURL=postgres://u:p@h/d?a=b&c',
    [
      ['db/host', 'x'],
      ['URL', 'postgres://u:p@h/d?a=b&c'],
    ],
  ],
  [
    'dotenv',
    'A=x # a\u2028b\nB=~/y\n',
    [
      ['A', 'x'],
      ['B', '~/y'],
    ],
  ],
  [
    'json',
    '{"a": "x", "n": 0.10, "t": true, "big": 12345678901234567890}',
    [
      ['a', 'x'],
      ['n', '0.10'],
      ['t', 'true'],
      ['big', '12345678901234567890'],
    ],
  ],
  [
    'json',
    '{"db": {"host": "h", "deep": {"er": 1}}, "/abs/x": "y", "1": "n", "__proto__": "p"}',
    [
      ['db/host', 'h'],
      ['db/deep/er', '1'],
      ['abs/x', 'y'],
      ['1', 'n'],
      ['__proto__', 'p'],
    ],
  ],
  [
    'json',
    '// c\n{"l": ["a", 2, ""], "u": "\\u00e9\\n",}',
    [
      ['l', 'a,2,', 'list'],
      ['u', 'é\n'],
    ],
  ],
  [
    'yaml',
    'a: 0123\nb: yes\nc: "x\\ny"\nd:\n  e: |\n    l1\n    l2\nf: [x, y]\n',
    [
      ['a', '0123'],
      ['b', 'yes'],
      ['c', 'x\ny'],
      ['d/e', 'l1\nl2\n'],
      ['f', 'x,y', 'list'],
    ],
  ],
  [
    'yaml',
    '---\na: &x\n  b: 1\nc: *x\n...\n# end\n',
    [
      ['a/b', '1'],
      ['c/b', '1'],
    ],
  ],
  [
    'yaml',
    'a: !!str null\nb: ! ~\nc: [!!str null]\nd: "\\x41\\/\\\n  x"\n',
    [
      ['a', 'null'],
      ['b', '~'],
      ['c', 'null', 'list'],
      ['d', 'A/x'],
    ],
  ],
  [
    'properties',
    '# c\n! c\na=1\nb : 2\nc 3\n  d\\ e = x\\\n    y\nf=\\u00e9\\t\\q\ng==:\n',
    [
      ['a', '1'],
      ['b', '2'],
      ['c', '3'],
      ['d e', 'xy'],
      ['f', 'é\tq'],
      ['g', '=:'],
    ],
  ],
];

const faults: readonly (readonly [id: string, text: string, faults: readonly string[]])[] = [
  ['dotenv', 'A=1\nhunter2\nB=2', ['syntax 2']],
  ['dotenv', 'A=1\nB="hunter2\nC=3', ['syntax 2']],
  ['dotenv', 'A="\n\n" hunter2\nB C=2', ['syntax 1', 'syntax 4']],
  ['dotenv', 'A=1\nB=2\nA=3\nC=', ['duplicate 3 A 1', 'no-value 4 C']],
  ['json', '{"a": "x",\n "b" "hunter2"}', ['syntax 2']],
  ['json', '{"a": "x",\n "b": "\\q"}', ['syntax 2']],
  ['json', '{"a": "x",\n "b\\q": "x"}', ['syntax 2']],
  ['json', '{"a":\n ["\\q"]}', ['syntax 1']],
  ['json', '["hunter2"]', ['no-pairs 1']],
  ['json', '', ['no-pairs 1']],
  [
    'json',
    '{"a": {"b": 1},\n"a/b": 2, "c": null, "d": [],\n"e": [[1]], "f": ["x,y"], "g": {}}',
    [
      'duplicate 2 a/b 1',
      'no-value 2 c',
      'no-value 2 d',
      'unsupported 3 e',
      'unsupported 3 f',
      'no-value 3 g',
    ],
  ],
  ['yaml', 'a: x\nb: "hunter2\nc: y\n', ['syntax 2']],
  ['yaml', 'a: 1\n---\nb: hunter2\n', ['several-documents 2']],
  ['yaml', 'a: x\nb: "C:\\hunter2"\n', ['syntax 2']],
  ['yaml', 'a: x\nb: ["C:\\Users"]\n', ['syntax 2']],
  ['yaml', 'a: [x, !vault hunter2]\nb: !vault [x]\n', ['unsupported 1 a', 'unsupported 2 b']],
  ['yaml', 'a:\n  b: 1\na:\n  c: 2\na: 3\n', ['duplicate 3 a 1', 'duplicate 5 a 1']],
  ['json', '{"a": 1,\n"a": {"b": 1},\n"c": 2}', ['duplicate 2 a 1']],
  ['yaml', 'hunter2', ['no-pairs 1']],
  [
    'yaml',
    'a: ~\nb: !Ref X\n<<: {c: 1}\n? [d]\n: 1\ne:\n',
    ['no-value 1 a', 'unsupported 2 b', 'unsupported 3', 'unsupported 4', 'no-value 6 e'],
  ],
  ['properties', 'a=1\nb=\\u12\n', ['syntax 2']],
  ['properties', 'a=1\n=hunter2\n', ['syntax 2']],
  ['properties', 'a=\nb=1\\\n 2\nb=3', ['no-value 1 a', 'duplicate 4 b 2']],
];

describe('files of keys and values', () => {
  for (const [id, text, expected] of pairs)
    it(`${id}: ${JSON.stringify(text).slice(0, 60)}`, () => {
      assert.deepEqual(read(id, text).pairs, expected);
      assert.deepEqual(
        read(id, text).faults.filter(fault => !fault.startsWith('no-value')),
        [],
      );
    });

  for (const [id, text, expected] of faults)
    it(`${id}, not right: ${JSON.stringify(text).slice(0, 60)}`, () => {
      const found = read(id, text);
      assert.deepEqual(found.faults, expected);
      assert.doesNotMatch(JSON.stringify(found.faults), /hunter2/);
    });

  it('takes nothing of a file that may be misread, and neither of two with one key', () => {
    assert.deepEqual(read('dotenv', 'A=1\nhunter2').pairs, []);
    assert.deepEqual(read('dotenv', 'A=1\nA=2\nB=3').pairs, [['B', '3']]);
    assert.deepEqual(read('yaml', 'a:\n  b: 1\na:\n  c: 2\nd: 3').pairs, [['d', '3']]);
    assert.deepEqual(read('json', '{"a": 1, "a": {"b": 1}, "c": 2}').pairs, [['c', '2']]);
  });

  it('tells the lines of entries', () => {
    assert.deepEqual(read('dotenv', 'A="1\n2"\n\nB=1').lines, [1, 4]);
    assert.deepEqual(read('properties', 'a=1\\\n 2\nb=1').lines, [1, 3]);
    assert.deepEqual(read('yaml', 'a:\n  b: 1\n\nc: 2').lines, [2, 4]);
  });

  it('ends with too many, and with aliases that stand for more than there is room for', () => {
    const many = Array.from({ length: MAX_ENTRIES + 1 }, (_, at) => `K${at}=1`).join('\n');
    assert.deepEqual(read('dotenv', many).faults, [`too-many ${MAX_ENTRIES + 1}`]);
    const level = (name: string, of: string) =>
      `${name}: &${name}\n${Array.from({ length: 10 }, (_, at) => `  k${at}: *${of}\n`).join('')}`;
    const bomb = `a: &a {x: 1}\n${'bcdefghi'
      .split('')
      .map((name, at) => level(name, 'abcdefghi'[at] ?? ''))
      .join('')}`;
    assert.equal(read('yaml', bomb).faults[0]?.startsWith('too-many'), true);
  });

  it('ends where more is wrong than anybody reads, and leaves out nothing silently', () => {
    const empty = Array.from({ length: MAX_ENTRIES + 1 }, (_, at) => `K${at}:`).join('\n');
    assert.deepEqual(read('yaml', `${empty}\nlast: 1\n`), {
      pairs: [],
      lines: [],
      faults: [`too-many ${MAX_ENTRIES + 1}`],
    });
  });

  it('ends with aliases that stand for more text than there is room for', () => {
    const list = `a: &a [${`${'x'.repeat(60_000)},`.repeat(8)}x]\n`;
    const aliases = Array.from({ length: 200 }, (_, at) => `k${at}: *a\n`).join('');
    const { pairs: taken, faults: found } = read('yaml', list + aliases);
    assert.deepEqual([taken, found.length, found[0]?.startsWith('too-many')], [[], 1, true]);
  });

  // What takes the square of its length takes minutes.
  const long: readonly (readonly [id: string, text: string])[] = [
    ['dotenv', `A=${' #'.repeat(100_000)}\u2028`],
    ['properties', `a=${'\\'.repeat(200_000)}x`],
  ];
  for (const [id, text] of long)
    it(`${id}: reads a long line of ${JSON.stringify(text.slice(2, 4))} at once`, () =>
      assert.equal(read(id, text).lines.length + read(id, text).faults.length, 1));

  const names: readonly (readonly [name: string, id: string | undefined])[] = [
    ['.env', 'dotenv'],
    ['.env.production', 'dotenv'],
    ['prod.env', 'dotenv'],
    ['x.JSON', 'json'],
    ['x.yml', 'yaml'],
    ['application.properties', 'properties'],
    ['x.txt', undefined],
    ['json', 'json'],
  ];
  for (const [name, id] of names)
    it(`${name} is ${id ?? 'of no format'}`, () => assert.equal(formatOfFile(name)?.id, id));
});

const key = fc.stringMatching(/^[A-Za-z_][\w.-]{0,8}(?:\/[\w.-]{1,6}){0,3}$/);
const value = fc.oneof(
  fc.string({ minLength: 1, unit: 'binary' }),
  fc.string({
    minLength: 1,
    unit: fc.constantFrom(...'\'"\\`$#=:!, \n\r\t\f-{}[]&*?|>%@~é\u2028\u0085\uFEFF', 'no', '\\n'),
  }),
);
const entries = fc
  .uniqueArray(fc.record({ key, value, isList: fc.boolean() }), { selector: each => each.key, maxLength: 12 })
  .map(all => all.map((each): WriteEntry => ({ ...each, value: sensitive(each.value) })));

describe('files that are written', () => {
  for (const format of exchangeFormats)
    for (const [how, write] of [
      ['flat', format.write],
      ['nested', format.writeNested],
    ] as const) {
      if (write === undefined) continue;
      const { keyOf = (each: string) => each, read: readBack } = format;
      it(`${format.label}, ${how}: read again they hold the same`, () => {
        fc.assert(
          fc.property(entries, all => {
            const written = write(all);
            if (written.kind === 'collision') {
              const [a, b] = written.keys;
              assert.ok(keyOf(a) === keyOf(b) || a.startsWith(`${b}/`) || b.startsWith(`${a}/`));
              return;
            }
            const again = readBack(written.text.reveal());
            assert.deepEqual(
              again.faults.filter(({ problem }) => problem !== 'no-pairs' || all.length > 0),
              [],
            );
            const hasLists = format.keyOf === undefined;
            assert.deepEqual(
              again.entries.map(each => [each.key, each.value.reveal(), each.isList]).sort(),
              all.map(each => [keyOf(each.key), each.value.reveal(), hasLists && each.isList]).sort(),
            );
          }),
          { numRuns: 80 },
        );
      });
    }

  it('are YAML to another parser too, and JSON to JavaScript', () => {
    fc.assert(
      fc.property(entries, all => {
        for (const { id, write, writeNested } of exchangeFormats)
          for (const written of [write(all), writeNested?.(all)]) {
            if (written?.kind !== 'written') continue;
            if (id === 'json') JSON.parse(written.text.reveal());
            if (id === 'yaml') assert.doesNotMatch(String(parser.parse(written.text.reveal())), /⚠/);
          }
      }),
    );
  });
});
