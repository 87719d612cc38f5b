import assert from 'node:assert/strict';
import { parse } from 'smol-toml';
import { createAnalyzer } from '../../../src/core/document';
import { fileFault, placeOfTomlError } from '../../../src/core/parameters/fileFault';
import { overridesOf } from '../../../src/core/parameters/overrides';
import { readParameterFile } from '../../../src/core/parameters/parameterFile';
import type { ParameterSet } from '../../../src/core/parameters/parameterSet';
import { setsOfSamconfig } from '../../../src/core/parameters/samconfig';

const plain = (sets: readonly ParameterSet[]) =>
  sets.map(({ name, values }) => [name, Object.fromEntries(values)]);

describe('parameter files', () => {
  const files: Readonly<
    Record<string, readonly [text: string, values: Readonly<Record<string, string>> | undefined]>
  > = {
    'the list of the AWS CLI': [
      '[{"ParameterKey": "Env", "ParameterValue": "dev"}, {"ParameterKey": "Size", "ParameterValue": 3}]',
      { Env: 'dev', Size: '3' },
    ],
    'a value that the stack keeps': [
      '[{"ParameterKey": "Env", "ParameterValue": "dev"}, {"ParameterKey": "Key", "UsePreviousValue": true}]',
      { Env: 'dev' },
    ],
    'a list of overrides': ['["Env=dev", "Name=a b"]', { Env: 'dev', Name: 'a' }],
    'the form of CodePipeline': [
      '{"Parameters": {"Env": "dev", "On": true}, "Tags": {"team": "x"}, "StackPolicy": {}}',
      { Env: 'dev', On: 'true' },
    ],
    'a byte order mark': ['\uFEFF{"Parameters": {"Env": "dev"}}', { Env: 'dev' }],
    'a template': ['{"Parameters": {"Env": {"Type": "String"}}, "Resources": {}}', undefined],
    'other JSON': ['{"name": "x"}', undefined],
    'other lists': ['[1, 2]', undefined],
    'lists of other texts': ['["a", "b"]', undefined],
    'no value': ['null', undefined],
    'nothing in it': ['[]', undefined],
  };
  for (const [name, [text, values]] of Object.entries(files)) {
    it(name, () => {
      const read = readParameterFile('dev.json', text);
      assert.ok(read.kind === 'sets');
      assert.deepEqual(plain(read.sets), values === undefined ? [] : [['dev.json', values]]);
    });
  }

  it('says where a file is no JSON', () => {
    const read = readParameterFile('dev.json', '{"Parameters": {\n  "Env": "a" "B": 1}}');
    assert.ok(read.kind === 'fault');
    assert.match(read.message, /^dev\.json: not JSON at line 2, column \d+$/);
  });

  it('quotes nothing of a file that is no JSON or no TOML: it may hold passwords', () => {
    const secret = 'hunter2secret';
    const messages: string[] = [];
    for (const text of [
      `{"Parameters": {"Password": ${secret}}}`,
      `{"Parameters": {"Password": "${secret}" "Other": 1}}`,
      `{"Parameters": {"Password": "${secret}",}}`,
      `Password=${secret}`,
      `["Password=${secret}\n"]`,
    ]) {
      const read = readParameterFile('dev.json', text);
      assert.ok(read.kind === 'fault', text);
      messages.push(read.message);
    }
    for (const text of [`a = ${secret}`, `Password = "${secret}\n`, `${secret}`, `[x]\na = "b" ${secret}`]) {
      assert.throws(
        () => parse(text),
        thrown => messages.push(fileFault('samconfig.toml', 'TOML', placeOfTomlError(thrown))) > 0,
      );
    }
    for (const message of messages) {
      assert.match(
        message,
        /^(?:dev\.json: not JSON|samconfig\.toml: not TOML)(?: at line \d+, column \d+)?$/,
      );
    }
  });

  it('reads overrides with quotes as a shell does', () => {
    const cases: Readonly<Record<string, Readonly<Record<string, string>>>> = {
      'Env=dev Size=3': { Env: 'dev', Size: '3' },
      'Name="two words" Other=\'it is\'': { Name: 'two words', Other: 'it is' },
      'Quote="a \\"b\\"" Path=a\\ b': { Quote: 'a "b"', Path: 'a b' },
      'ParameterKey=Env,ParameterValue=dev ParameterKey=B,ParameterValue="x=y"': { Env: 'dev', B: 'x=y' },
      'Empty= Url=https://a/?b=c': { Empty: '', Url: 'https://a/?b=c' },
      'no override': {},
      '': {},
      'Open="x': { Open: '' },
    };
    for (const [text, values] of Object.entries(cases)) {
      assert.deepEqual(Object.fromEntries(overridesOf(text)), values, text);
    }
  });

  it('reads every environment of samconfig.toml', () => {
    const tree = parse(`version = 0.1
[default.global.parameters]
stack_name = "app"
parameter_overrides = "Env=dev Team=web"
[default.deploy.parameters]
parameter_overrides = "Env=\\"test\\""
[prod.deploy.parameters]
parameter_overrides = ["Env=prod", "Size=3"]
[table.deploy.parameters.parameter_overrides]
Env = "other"
Count = 2
[empty.deploy.parameters]
region = "eu-west-1"
`);
    assert.deepEqual(plain(setsOfSamconfig('samconfig.toml', tree)), [
      ['samconfig.toml: default', { Env: 'test', Team: 'web' }],
      ['samconfig.toml: prod', { Env: 'prod', Size: '3' }],
      ['samconfig.toml: table', { Env: 'other', Count: '2' }],
    ]);
    for (const other of [undefined, 1, [], { a: 1 }, { a: { deploy: 1 } }])
      assert.deepEqual(setsOfSamconfig('x', other), []);
  });
});

describe('a template under a parameter set', () => {
  const text = `Parameters:
  Env: {Type: String, Default: dev}
  Team: {Type: String}
  Key: {Type: String, NoEcho: true}
  Path: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /a}
Resources:
  T:
    Type: AWS::SNS::Topic
    Properties:
      DisplayName: !Sub '{{resolve:ssm:/\${Env}/\${Team}/a}} {{resolve:ssm:/\${Key}/b}} {{resolve:ssm:/\${Path}/c}}'
`;
  const set = (values: Readonly<Record<string, string>>): ParameterSet => ({
    name: 'prod.json',
    values: new Map(Object.entries(values)),
  });
  const names = (analyzer: ReturnType<typeof createAnalyzer>, parameters?: ParameterSet) =>
    analyzer
      .analyze({ path: 'a.yaml', text, ...(parameters && { parameters }) })
      .references.map(({ id, filled }) => [
        id?.kind === 'parameter' ? id.name : undefined,
        filled.map(({ from, set: by }) => by ?? from).join(),
      ]);

  it('knows names under its values, never those that rest on NoEcho or on another parameter', () => {
    const analyzer = createAnalyzer();
    const given = { Env: 'prod', Team: 'web', Key: 'hidden', Path: 'x' };
    assert.deepEqual(names(analyzer), [
      [undefined, 'default'],
      [undefined, ''],
      [undefined, ''],
    ]);
    assert.deepEqual(names(analyzer, set(given)), [
      ['/prod/web/a', 'prod.json,prod.json'],
      [undefined, ''],
      [undefined, ''],
    ]);
    assert.deepEqual(names(analyzer, set({ Team: 'web' })), [
      ['/dev/web/a', 'default,prod.json'],
      [undefined, ''],
      [undefined, ''],
    ]);
    // And back again: nothing of it is kept.
    assert.deepEqual(names(analyzer)[0], [undefined, 'default']);
  });
});
