import assert from 'node:assert/strict';
import type { SyntaxNode } from '@lezer/common';
import { parser } from '@lezer/yaml';
import fc from 'fast-check';
import { parseJson } from '../../../src/core/template/json';
import { type Node, type ScalarNode, sourceSpan } from '../../../src/core/template/node';
import { parseYaml } from '../../../src/core/template/yaml';

/** The tree as plain data: mappings as lists of pairs, a tag as `[tag, value]`. */
function plain(node: Node | undefined): unknown {
  if (node === undefined) return null;
  const bare = () => {
    switch (node.kind) {
      case 'scalar':
        return node.value;
      case 'sequence':
        return node.items.map(plain);
      case 'mapping':
        return node.entries.map(entry => [plain(entry.key), plain(entry.value)]);
      case 'alias':
        return `*${node.name}${node.target ? '' : '?'}`;
    }
  };
  return node.tag ? [node.tag.name, bare()] : bare();
}

function scalars(node: Node | undefined, found: ScalarNode[] = []): ScalarNode[] {
  if (node?.kind === 'scalar') found.push(node);
  if (node?.kind === 'sequence') for (const item of node.items) scalars(item, found);
  if (node?.kind === 'mapping') {
    for (const { key, value } of node.entries) {
      scalars(key, found);
      scalars(value, found);
    }
  }
  return found;
}

describe('parseYaml on valid text', () => {
  const cases: [string, unknown][] = [
    [
      'a: b\nc: d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a:\n- b\n-  c: d\n   e: f\n- - g\ng: h',
      [
        [
          'a',
          [
            'b',
            [
              ['c', 'd'],
              ['e', 'f'],
            ],
            ['g'],
          ],
        ],
        ['g', 'h'],
      ],
    ],
    [
      '? a\n: b\n? c\n',
      [
        ['a', 'b'],
        ['c', null],
      ],
    ],
    [
      'a: |\n  x\n   y\n\n  z\n\n\nb: c',
      [
        ['a', 'x\n y\n\nz\n'],
        ['b', 'c'],
      ],
    ],
    [
      'a: |-\n  x\n\nb: |+\n  y\n\n\nc: |2\n    z\n',
      [
        ['a', 'x'],
        ['b', 'y\n\n\n'],
        ['c', '  z\n'],
      ],
    ],
    ['a: >\n  x\n  y\n\n  z\n   more\n  w\n', [['a', 'x y\nz\n more\nw\n']]],
    ['a: >-\n\n  lead\n  b\n\n\n  c\n', [['a', '\nlead b\n\nc']]],
    [
      "a: 'it''s'\nb: 'm\n  n\n\n  o'",
      [
        ['a', "it's"],
        ['b', 'm n\no'],
      ],
    ],
    ['a: "\\x41\\u00e9\\U0001F600\\n\\/\\\n   joined"', [['a', 'Aé😀\n/joined']]],
    [
      'a: plain\n  more # no\nb: x#y',
      [
        ['a', 'plain more'],
        ['b', 'x#y'],
      ],
    ],
    [
      'a: "under\nindented"\nb: {\n"c": "d"\n}',
      [
        ['a', 'under indented'],
        ['b', [['c', 'd']]],
      ],
    ],
    [
      'a: !Sub x\nb: !If [c, !Ref d, {e: f}]\nc: !T\n  - g',
      [
        ['a', ['!Sub', 'x']],
        ['b', ['!If', ['c', ['!Ref', 'd'], [['e', 'f']]]]],
        ['c', ['!T', ['g']]],
      ],
    ],
    [
      'a: &x b\nc: *x',
      [
        ['a', 'b'],
        ['c', '*x'],
      ],
    ],
    ['k: [a: b, "c":d, {e}, f g]', [['k', [[['a', 'b']], [['c', 'd']], [['e', null]], 'f g']]]],
    [
      'a:\r\n  - |\r\n    x\r\n    y\r\nc: d\r\n',
      [
        ['a', ['x\ny\n']],
        ['c', 'd'],
      ],
    ],
    ['%YAML 1.1\n# c\n---\na: b\n...\nc: d', [['a', 'b']]],
    [
      'a: http://x:80/y\nb: -c\nc: a:b',
      [
        ['a', 'http://x:80/y'],
        ['b', '-c'],
        ['c', 'a:b'],
      ],
    ],
    ['a: {{resolve:ssm:a}}', [['a', [[[['resolve:ssm:a', null]], null]]]]],
    ['a: x-{{resolve:ssm:a:1}}', [['a', 'x-{{resolve:ssm:a:1}}']]],
    ['', null],
    ['# only', null],
    ['plain', 'plain'],
    ['|\n text\n', 'text\n'],
  ];
  for (const [text, expected] of cases) {
    it(JSON.stringify(text), () => {
      const { root, faults } = parseYaml(text);
      assert.deepEqual(plain(root), expected);
      assert.deepEqual(faults, []);
    });
  }
});

describe('parseYaml on text being typed', () => {
  const cases: [string, unknown][] = [
    [
      'a:\n  b: "open\n  c: d\ne: f',
      [
        [
          'a',
          [
            ['b', 'open'],
            ['c', 'd'],
          ],
        ],
        ['e', 'f'],
      ],
    ],
    [
      'a:\n  b: [x, "y\n  c: d',
      [
        [
          'a',
          [
            ['b', ['x', 'y']],
            ['c', 'd'],
          ],
        ],
      ],
    ],
    [
      'a: {b: c\nd: e',
      [
        ['a', [['b', 'c']]],
        ['d', 'e'],
      ],
    ],
    [
      'a:\n  b\n  c: d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a:\n  x: y\n  b\n  c: d',
      [
        [
          'a',
          [
            ['x', 'y'],
            ['b', null],
            ['c', 'd'],
          ],
        ],
      ],
    ],
    [
      'a: b\n    c: d\ne: f',
      [
        ['a', 'b'],
        ['c', 'd'],
        ['e', 'f'],
      ],
    ],
    [
      'a: {{resolve:ssm:a}}-x\nb: c',
      [
        ['a', [[[['resolve:ssm:a', null]], null]]],
        ['b', 'c'],
      ],
    ],
    [
      'a: b\n  c\nd: e',
      [
        ['a', 'b c'],
        ['d', 'e'],
      ],
    ],
    [
      'x:\n  a: b\n  \tc\n  d: e',
      [
        [
          'x',
          [
            ['a', 'b c'],
            ['d', 'e'],
          ],
        ],
      ],
    ],
    [
      'a: b\n\n  c\nd: e',
      [
        ['a', 'b\nc'],
        ['d', 'e'],
      ],
    ],
    [
      'a: b\n \t\n  c\nd: e',
      [
        ['a', 'b\nc'],
        ['d', 'e'],
      ],
    ],
    [
      "a: 'b\n  c: d'\ne: 'f''g'\nh: ''",
      [
        ['a', 'b c: d'],
        ['e', "f'g"],
        ['h', ''],
      ],
    ],
    [
      'a: b: c\nd: e',
      [
        ['a', 'b: c'],
        ['d', 'e'],
      ],
    ],
    [
      'a: "b"c\nd: e',
      [
        ['a', 'b'],
        ['d', 'e'],
      ],
    ],
    [
      'a: !Sub\nb: [!Ref',
      [
        ['a', ['!Sub', '']],
        ['b', [['!Ref', '']]],
      ],
    ],
    ['- a\n- "b\n- c', ['a', 'b', 'c']],
    ['a: *none', [['a', '*none?']]],
    ['a: [b}', [['a', ['b']]]],
  ];
  for (const [text, expected] of cases) {
    it(JSON.stringify(text), () => assert.deepEqual(plain(parseYaml(text).root), expected));
  }

  it('takes anything many times over', () => {
    const unit = [
      '[',
      '{',
      '- ',
      '? ',
      'a: ',
      '&a\n',
      '*a ',
      "'\n",
      '"',
      '|\n',
      '[,',
      '{a:',
      '---\n',
      'a: |\n',
      '\n',
      '{"a":"b"},',
      '- [\n',
      'a: "x\n',
      'é: ',
    ];
    for (const each of unit) {
      for (const head of ['', 'x: [\n', 'x: "\n'])
        assert.ok(parseYaml(head + each.repeat(5_000)).faults.length >= 0);
    }
  });
});

describe('parseYaml', () => {
  it('agrees with another parser on the structure of valid text', () => {
    const word = fc.constantFrom(
      'a',
      'b c',
      'resolve:ssm:x',
      '"q: \\" r"',
      "'s '' t'",
      '!Sub "u"',
      '!Ref v',
      '[x, {y: z}]',
      '{{k: l}: m}',
      '|\n@  text\n@   more',
      '>-\n@  fold\n@  ed',
      '&w w',
    );
    const { tree } = fc.letrec<{ tree: Shape }>(tie => ({
      tree: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        word,
        fc.array(tie('tree'), { minLength: 1, maxLength: 3 }),
        fc.dictionary(fc.constantFrom('K', 'L', '"M n"', 'Fn::If'), tie('tree'), { minKeys: 1, maxKeys: 3 }),
      ),
    }));
    fc.assert(
      fc.property(tree, fc.constantFrom('\n', '\r\n'), (shape, eol) => {
        const text = written(shape, 0).replace(/\n/g, eol);
        const { root, faults } = parseYaml(text);
        assert.deepEqual(faults, []);
        assert.deepEqual(outline(root), theirs(text));
      }),
      { numRuns: 150 },
    );
  });

  for (const [name, parse] of [
    ['parseYaml', parseYaml],
    ['parseJson', parseJson],
  ] as const) {
    it(`${name} never throws, and every unit maps into its scalar and back`, () => {
      const piece = fc.oneof(
        fc.constantFrom(
          '[',
          ']',
          '{',
          '}',
          '"',
          "'",
          '|',
          '>',
          '#',
          '- ',
          ': ',
          ':',
          ',',
          '\n',
          '\r\n',
          '\r',
          '  ',
          '\t',
          '&a',
          '*a',
          '!Sub ',
          '? ',
          '---',
          '\\',
          '\\u00e9',
          '\\n',
          '{{resolve:ssm:a}}',
          'Key: ',
          '\uFEFF',
          '|2-\n',
        ),
        fc.string({ unit: 'binary', maxLength: 5 }),
      );
      fc.assert(
        fc.property(fc.array(piece, { maxLength: 40 }), pieces => {
          const text = pieces.join('');
          const { root, faults } = parse(text);
          for (const { span } of faults) assertInside(span, { start: 0, end: text.length });
          for (const scalar of scalars(root)) {
            assertInside(scalar.span, { start: 0, end: text.length });
            for (let unit = 0; unit < scalar.value.length; unit++) {
              const span = sourceSpan(scalar.source, unit, unit + 1);
              assertInside(span, scalar.span);
              if (
                span.end - span.start === 1 &&
                text.charCodeAt(span.start) > 32 &&
                scalar.source.kind === 'shift'
              ) {
                assert.equal(text.slice(span.start, span.end), scalar.value[unit]);
              }
            }
          }
        }),
        { numRuns: 300 },
      );
    });
  }
});

function assertInside(span: { start: number; end: number }, outer: { start: number; end: number }): void {
  assert.ok(
    outer.start <= span.start && span.start <= span.end && span.end <= outer.end,
    'a span leaves its text',
  );
}

type Shape = string | Shape[] | { [key: string]: Shape };

/** A shape as block YAML; `@` in a word stands for the indentation. */
function written(shape: Shape, indent: number): string {
  const pad = ' '.repeat(indent);
  if (typeof shape === 'string') return `${shape.replace(/@/g, pad)}\n`;
  const lines = Array.isArray(shape)
    ? shape.map(item => ['-', item] as const)
    : Object.entries(shape).map(([key, value]) => [`${key}:`, value] as const);
  return lines
    .map(([head, value]) => {
      if (typeof value === 'string') return `${pad}${head} ${written(value, indent)}`;
      return `${pad}${head}\n${written(value, indent + 2)}`;
    })
    .join('');
}

/** Structure with the source text of scalars' beginnings: what two parsers must agree on. */
function outline(node: Node | undefined): unknown {
  if (node === undefined) return null;
  if (node.kind === 'sequence') return node.items.map(outline);
  if (node.kind === 'mapping')
    return { pairs: node.entries.map(({ key, value }) => [outline(key), outline(value)]) };
  return node.span.start;
}

function theirs(text: string): unknown {
  const content = (node: SyntaxNode | null): unknown => {
    if (node === null) return null;
    switch (node.name) {
      case 'Stream':
      case 'Document':
      case 'Tagged':
      case 'Anchored':
      case 'Item':
      case 'Key':
        return content(node.lastChild);
      case 'BlockSequence':
      case 'FlowSequence':
        return node.getChildren('Item').map(content);
      case 'BlockMapping':
      case 'FlowMapping':
        return {
          pairs: node.getChildren('Pair').map(pair => {
            const key = pair.getChild('Key');
            const last = pair.lastChild;
            return [
              content(key),
              last === null || last.name === 'Key' || last.name === ':' ? null : content(last),
            ];
          }),
        };
      default:
        return node.from;
    }
  };
  return content(parser.parse(text).topNode);
}
