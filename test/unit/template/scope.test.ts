import assert from 'node:assert/strict';
import { fill, pieceSpan } from '../../../src/core/template/alternatives';
import { valueAt } from '../../../src/core/template/entries';
import { parseJson } from '../../../src/core/template/json';
import { createScope } from '../../../src/core/template/scope';
import type { SymbolicString } from '../../../src/core/template/symbolic';
import { templateOf } from '../../../src/core/template/template';
import { parseYaml } from '../../../src/core/template/yaml';

const HEAD = `Parameters:
  Env:
    Type: String
Mappings:
  Map:
    eu:
      host: "mapped"
      list: [a]
X: `;

/** `text ⟨hole⟩` per alternative, with its conditions before it. */
function shown({ alternatives, unknown }: SymbolicString): string[] {
  const lines = alternatives.map(({ guard, pieces }) => {
    const when = guard.map(({ condition, holds }) => `${holds ? '' : '!'}${condition}`).join('&');
    const text = pieces.map(piece => {
      if (piece.kind === 'text') return piece.text;
      const { hole } = piece;
      if (hole.kind === 'unknown') return '⟨?⟩';
      if (hole.kind !== 'resource') return `⟨${hole.name}⟩`;
      return `⟨${hole.logicalId}${hole.attribute ? `.${hole.attribute}` : ''}⟩`;
    });
    return `${when ? `${when}: ` : ''}${text.join('')}`;
  });
  return unknown === undefined ? lines : [...lines, `… ${unknown}`];
}

function evaluated(yaml: string, loopVariables?: string[]): SymbolicString {
  const template = templateOf(parseYaml(HEAD + yaml));
  const node = valueAt(template.root, 'X');
  assert.ok(node);
  return createScope(template, loopVariables).evaluate(node);
}

describe('createScope().evaluate', () => {
  const cases: [string, string[]][] = [
    ['plain', ['plain']],
    ['""', ['']],
    ['!Ref Env', ['⟨Env⟩']],
    ['{Ref: Env}', ['⟨Env⟩']],
    ['!Ref AWS::Region', ['⟨AWS::Region⟩']],
    ['!Ref Queue', ['⟨Queue⟩']],
    ['!Ref AWS::NoValue', []],
    ['!GetAtt Db.Endpoint.Address', ['⟨Db.Endpoint.Address⟩']],
    ['!GetAtt [Db, Endpoint.Address]', ['⟨Db.Endpoint.Address⟩']],
    ['!Sub "{{resolve:ssm:/${Env}/db}}"', ['{{resolve:ssm:/⟨Env⟩/db}}']],
    ['{"Fn::Sub": "${AWS::StackName}-${Q.Arn}"}', ['⟨AWS::StackName⟩-⟨Q.Arn⟩']],
    ['!Sub "a${!Literal}b${ Env }${open"', ['a${Literal}b⟨Env⟩${open']],
    ['!Sub ["${a}/${Env}", {a: !Ref Queue}]', ['⟨Queue⟩/⟨Env⟩']],
    ['!Sub\n  - "${a}"\n  - a: !If [P, x, y]', ['P: x', '!P: y']],
    ['!Join ["", ["{{resolve:", "ssm:", !Ref Env, "}}"]]', ['{{resolve:ssm:⟨Env⟩}}']],
    ['!Join ["-", [a, !Ref AWS::NoValue, b]]', ['a-b']],
    ['!Join ["-", [a, !If [P, b, !Ref AWS::NoValue]]]', ['P: a-b', '!P: a']],
    ['!Join ["-", !If [P, [a, b], [c]]]', ['P: a-b', '!P: c']],
    ['!Join ["-", !Ref List]', ['⟨?⟩']],
    ['!Join [!Ref Env, [a]]', ['⟨?⟩']],
    ['!If [P, a, !If [Q, b, c]]', ['P: a', '!P&Q: b', '!P&!Q: c']],
    ['!If [P, a, !If [P, b, c]]', ['P: a', '!P: c']],
    ['!Join ["", [!If [P, a, b], !If [P, c, d]]]', ['P: ac', '!P: bd']],
    ['!FindInMap [Map, eu, host]', ['mapped']],
    ['!FindInMap [Map, !Ref AWS::Region, host]', ['⟨?⟩']],
    ['!FindInMap [Map, eu, none]', ['⟨?⟩']],
    ['!FindInMap [Map, eu, list]', ['⟨?⟩']],
    ['!Sub ["${m}!", {m: !FindInMap [Map, eu, host]}]', ['mapped!']],
    ['!Select [1, [a, b]]', ['b']],
    ['!Select ["0", [a, b]]', ['a']],
    ['!Select [5, [a, b]]', ['⟨?⟩']],
    ['!Select [1, !Split ["/", "a/bc/d"]]', ['bc']],
    ['!Select [1, !Split ["/", !Sub "a/${Env}/c"]]', ['⟨?⟩']],
    ['!Select [0, !GetAZs ""]', ['⟨?⟩']],
    ['!ImportValue x', ['⟨?⟩']],
    ['!Base64 x', ['⟨?⟩']],
    ['{a: b}', ['⟨?⟩']],
    ['[a]', ['⟨?⟩']],
    ['!Unknown x', ['x']],
    ['!Sub', ['']],
    ['!Sub [', ['⟨?⟩']],
    ['!Join', ['⟨?⟩']],
    ['!If [P]', []],
  ];
  for (const [yaml, expected] of cases) {
    it(yaml, () => assert.deepEqual(shown(evaluated(yaml)), expected));
  }

  it('leaves loop variables open', () => {
    assert.deepEqual(shown(evaluated('!Sub "${Name}"', ['Name'])), ['⟨?⟩']);
  });

  it('stops at 64 alternatives and says so', () => {
    const parts = Array.from({ length: 8 }, (_, i) => `!If [C${i}, a, b]`).join(', ');
    const value = evaluated(`!Join ["", [${parts}]]`);
    assert.equal(value.alternatives.length, 64);
    assert.equal(value.unknown, 'too many combinations of conditions');
  });

  it('ends where aliases multiply', () => {
    const lines = ['&a0 !Sub "lol"'];
    for (let i = 1; i < 40; i++) lines.push(`&a${i} !Join ["", [*a${i - 1}, *a${i - 1}]]`);
    const value = evaluated(`!Join ["", [${lines.join(', ')}]]`);
    assert.ok(value.alternatives.length <= 1);
  });

  it('knows where each piece stands, through a block scalar, a list and escapes', () => {
    const text = `${HEAD}!Join
  - ''
  - - "\\x41{{resolve"
    - !Sub |-
      :ssm:
      \${Env}}}
`;
    const template = templateOf(parseYaml(text));
    const node = valueAt(template.root, 'X');
    assert.ok(node);
    const [alternative] = createScope(template).evaluate(node).alternatives;
    const sources = alternative?.pieces.map(pieceSpan).map(({ start, end }) => text.slice(start, end));
    assert.deepEqual(sources, ['\\x41{{resolve', ':ssm:\n      ', '${Env}', '}}']);
  });

  it('fills parameters in where the hole stood', () => {
    const text = `${HEAD}!Sub "/\${Env}/\${AWS::Region}"`;
    const template = templateOf(parseYaml(text));
    const node = valueAt(template.root, 'X');
    assert.ok(node);
    const open = createScope(template).evaluate(node);
    const value = fill(open, hole => (hole.kind === 'parameter' ? 'prod' : undefined));
    assert.deepEqual(shown(value), ['/prod/⟨AWS::Region⟩']);
    const piece = value.alternatives[0]?.pieces[1];
    assert.ok(piece);
    const span = pieceSpan(piece);
    assert.equal(text.slice(span.start, span.end), '${Env}');
  });

  it('reads JSON alike', () => {
    const template = templateOf(
      parseJson('{"Parameters": {"P": {"Type": "String"}}, "X": {"Fn::Join": ["/", ["a", {"Ref": "P"}]]}}'),
    );
    const node = valueAt(template.root, 'X');
    assert.ok(node);
    assert.deepEqual(shown(createScope(template).evaluate(node)), ['a/⟨P⟩']);
  });
});

describe('createScope().branches', () => {
  const cases: [string, string[]][] = [
    ['a', ['a']],
    ['!If [P, a, b]', ['P: a', '!P: b']],
    ['!If [P, {x: y}, !Ref AWS::NoValue]', ['P: mapping']],
    ['!If [P, !If [P, a, b], c]', ['P: a', '!P: c']],
    ['!Ref AWS::NoValue', []],
  ];
  for (const [yaml, expected] of cases) {
    it(yaml, () => {
      const template = templateOf(parseYaml(HEAD + yaml));
      const node = valueAt(template.root, 'X');
      assert.ok(node);
      const found = createScope(template).branches(node);
      const lines = found.map(({ guard, node: branch }) => {
        const when = guard.map(({ condition, holds }) => `${holds ? '' : '!'}${condition}`).join('&');
        return `${when ? `${when}: ` : ''}${branch.kind === 'scalar' ? branch.value : branch.kind}`;
      });
      assert.deepEqual(lines, expected);
    });
  }
});
