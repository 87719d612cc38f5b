import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import * as oniguruma from 'vscode-oniguruma';
import * as textmate from 'vscode-textmate';

const scopeName = 'keyhole.references.injection';

/** As little of YAML and JSON as the injection meets: strings that end at their quote, comments. Plain text has no rule. */
const hosts = {
  'source.yaml': [
    { begin: '"', end: '"', name: 'string.quoted.double.yaml', patterns: [{ match: '\\\\.' }] },
    { begin: "'", end: "'", name: 'string.quoted.single.yaml' },
    { match: '(?:^|(?<=\\s))#.*$', name: 'comment.line.number-sign.yaml' },
  ],
  'source.json': [
    {
      begin: '"',
      end: '"',
      name: 'string.quoted.double.json',
      patterns: [{ match: '\\\\.', name: 'constant.character.escape.json' }],
    },
    { match: '\\d+', name: 'constant.numeric.json' },
  ],
};

async function createRegistry() {
  const require = createRequire(path.join(process.cwd(), 'package.json'));
  const wasm = readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm'));
  await oniguruma.loadWASM(Uint8Array.from(wasm).buffer);
  const grammars: Readonly<Record<string, string>> = {
    ...Object.fromEntries(
      Object.entries(hosts).map(([name, patterns]) => [name, JSON.stringify({ scopeName: name, patterns })]),
    ),
    [scopeName]: readFileSync('syntaxes/references.tmLanguage.json', 'utf8'),
  };
  return new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: sources => new oniguruma.OnigScanner(sources),
      createOnigString: text => new oniguruma.OnigString(text),
    }),
    async loadGrammar(name) {
      const text = grammars[name];
      return text ? textmate.parseRawGrammar(text, `${name}.json`) : null;
    },
    getInjections: name => (name in hosts ? [scopeName] : undefined),
  });
}

/** Each coloured piece with the part of its scope before `.keyhole`: `ssm=service`. */
async function pieces(host: keyof typeof hosts, text: string): Promise<readonly string[]> {
  const grammar = await (await registry).loadGrammar(host);
  assert.ok(grammar);
  let stack = textmate.INITIAL;
  const found: string[] = [];
  for (const line of text.split('\n')) {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, stack);
    stack = ruleStack;
    for (const { startIndex, endIndex, scopes } of tokens) {
      const [owner, name = ''] = (scopes.at(-1) ?? '').split('.').reverse();
      if (owner === 'keyhole' && roles.includes(name))
        found.push(`${line.slice(startIndex, endIndex)}=${name}`);
    }
  }
  return found;
}

const roles = ['resolve', 'service', 'name', 'version', 'field', 'key', 'stage', 'substitution'];
let registry: ReturnType<typeof createRegistry>;

describe('grammar of references', () => {
  before(() => {
    registry = createRegistry();
  });

  const cases: readonly (readonly [what: string, text: string, expected: readonly string[]])[] = [
    [
      'a parameter with a version, in double quotes',
      'a: "{{resolve:ssm:/app/host:3}}"',
      ['resolve=resolve', 'ssm=service', '/app/host=name', '3=version'],
    ],
    ['in single quotes', "a: '{{resolve:ssm:/a}}'", ['resolve=resolve', 'ssm=service', '/a=name']],
    [
      'in a plain scalar',
      'a: {{resolve:ssm-secure:a.b-c:1}}',
      ['resolve=resolve', 'ssm-secure=service', 'a.b-c=name', '1=version'],
    ],
    [
      'a secret with key and stage',
      'a: "{{resolve:secretsmanager:prod/db:SecretString:password:AWSCURRENT}}"',
      [
        'resolve=resolve',
        'secretsmanager=service',
        'prod/db=name',
        'SecretString=field',
        'password=key',
        'AWSCURRENT=stage',
      ],
    ],
    [
      'a substitution inside Fn::Sub',
      'a: !Sub "{{resolve:ssm:/${Env}/host}}"',
      ['resolve=resolve', 'ssm=service', '/=name', 'Env=substitution', '/host=name'],
    ],
    [
      'in a block scalar, several in a line',
      'a: |\n  {{resolve:ssm:/a}} and {{resolve:ssm:/b}}',
      ['resolve=resolve', 'ssm=service', '/a=name', 'resolve=resolve', 'ssm=service', '/b=name'],
    ],
  ];
  for (const [what, text, expected] of cases) {
    it(`colours ${what}`, async () => {
      assert.deepEqual(await pieces('source.yaml', text), expected);
    });
  }

  it('colours references in JSON strings', async () => {
    assert.deepEqual(await pieces('source.json', '{"a": "x {{resolve:ssm:/a:1}}", "b": 1}'), [
      'resolve=resolve',
      'ssm=service',
      '/a=name',
      '1=version',
    ]);
  });

  it('leaves comments and other text alone', async () => {
    assert.deepEqual(
      await pieces('source.yaml', '# {{resolve:ssm:/a}}\na: "{{other:ssm:/a}} resolve:ssm:/a"'),
      [],
    );
  });

  it('ends an unclosed reference at the quote, so that the rest keeps its colours', async () => {
    const grammar = await (await registry).loadGrammar('source.json');
    const { tokens } = grammar?.tokenizeLine('{"a": "{{resolve:ssm", "b": 12}', textmate.INITIAL) ?? {
      tokens: [],
    };
    assert.equal(
      tokens.some(({ scopes }) => scopes.includes('constant.numeric.json')),
      true,
    );
  });

  it('ends an unclosed reference at the end of its line', async () => {
    assert.deepEqual(await pieces('source.yaml', 'a: {{resolve:ssm\nb: /c'), ['resolve=resolve']);
  });
});
