import assert from 'node:assert/strict';
import { parseJson } from '../../../src/core/template/json';
import { textOf } from '../../../src/core/template/symbolic';
import { templateOf } from '../../../src/core/template/template';
import { type TemplateValue, templateValues } from '../../../src/core/template/values';
import { parseYaml } from '../../../src/core/template/yaml';

function lineOf({ value, place }: TemplateValue): string {
  const text = value.alternatives.map(({ pieces }) => textOf(pieces)).join(' | ');
  const where = [place.section, place.logicalId, place.attribute, ...place.path].filter(x => x !== undefined);
  const inside = place.inside.length > 0 ? ` in ${place.inside.join(' ')}` : '';
  const loop = place.loopVariables.length > 0 ? ` over ${place.loopVariables.join(' ')}` : '';
  return `${where.join('.')}${inside}${loop} = ${text}`;
}

function lines(yaml: string): string[] {
  return [...templateValues(templateOf(parseYaml(yaml)))].filter(value => !value.isKey).map(lineOf);
}

describe('templateValues', () => {
  it('finds strings everywhere, with their places', () => {
    const text = `Description: d
Transform: [AWS::Serverless-2016-10-31]
Parameters:
  P: {Type: String, Default: x, AllowedValues: [x, y]}
Mappings: {M: {a: {b: c}}}
Conditions:
  C: !Equals [!Ref P, prod]
Globals:
  Function:
    Environment: {Variables: {A: g}}
Resources:
  R:
    Type: T
    DependsOn: [Q]
    Metadata: {m: n}
    Properties:
      Name: !Sub "\${P}-x"
      List:
        - Key: k
Outputs:
  O: {Value: !Ref P, Export: {Name: e}}
Other: {z: w}
`;
    assert.deepEqual(lines(text), [
      'Description = d',
      'Transform.0 = AWS::Serverless-2016-10-31',
      'Parameters.P.Type = String',
      'Parameters.P.Default = x',
      'Parameters.P.AllowedValues.0 = x',
      'Parameters.P.AllowedValues.1 = y',
      'Mappings.M.a.b = c',
      'Conditions.C.1 in Fn::Equals = prod',
      'Globals.Function.Environment.Variables.A = g',
      'Resources.R.Type = T',
      'Resources.R.DependsOn.0 = Q',
      'Resources.R.Metadata.m = n',
      'Resources.R.Properties.Name = \uFFFC-x',
      'Resources.R.Properties.List.0.Key = k',
      'Outputs.O.Export.Name = e',
      'Other.z = w',
    ]);
  });

  const resource = (property: string) =>
    `Resources:\n  R:\n    Type: T\n    Properties:\n      P: ${property}\n`;
  const cases: [string, string[]][] = [
    ['!If [C, a, !If [D, {x: b}, c]]', ['P = a', 'P.x = b', 'P = c']],
    ['{"Fn::If": [C, a, b]}', ['P = a', 'P = b']],
    ['!Split [",", "{{resolve:ssm:l}}"]', ['P.0 in Fn::Split = ,', 'P.1 in Fn::Split = {{resolve:ssm:l}}']],
    ['!Base64 {"Fn::Sub": "u${A}"}', ['P in Fn::Base64 = u\uFFFC']],
    ['!Join ["", [a, !Base64 b, !Sub "c"]]', ['P = a\uFFFCc', 'P in Fn::Join Fn::Base64 = b']],
    [
      '!Join [",", !Split ["-", s]]',
      ['P = \uFFFC', 'P.0 in Fn::Join Fn::Split = -', 'P.1 in Fn::Join Fn::Split = s'],
    ],
    ['!Join ["", [!If [C, x, !Cidr [y]]]]', ['P = x | \uFFFC', 'P.0 in Fn::Join Fn::Cidr = y']],
    ['!Sub ["${a}", {a: u, b: v}]', ['P = u', 'P in Fn::Sub = v']],
    ['!FindInMap [M, !Ref A, k, {DefaultValue: d}]', ['P = \uFFFC', 'P.DefaultValue in Fn::FindInMap = d']],
    ['!Ref x', []],
    ['!GetAtt a.b', []],
    ['{{resolve:ssm:a}}', []],
  ];
  for (const [property, expected] of cases) {
    it(property, () => {
      const found = lines(resource(property)).slice(1);
      assert.deepEqual(
        found.map(line => line.replace('Resources.R.Properties.', '')),
        expected,
      );
    });
  }

  it('gives keys too, the inner one of an unquoted reference included', () => {
    const keys = [...templateValues(templateOf(parseYaml(resource('{{resolve:ssm:a}}'))))]
      .filter(value => value.isKey)
      .map(lineOf);
    assert.ok(keys.includes('Resources.R.Properties.P = P'));
    assert.ok(keys.some(line => line.endsWith('= resolve:ssm:a')));
  });

  it('walks loops, in resources and below them', () => {
    const text = `Resources:
  Fn::ForEach::Each:
    - Name
    - [a, !Ref L]
    - Q\${Name}:
        Type: T
        Properties:
          Fn::ForEach::Inner: [I, [x], {"K\${I}": !Sub "\${Name}\${I}"}]
`;
    assert.deepEqual(lines(text), [
      'Resources.0 = a',
      'Resources.Q${Name}.Type over Name = T',
      'Resources.Q${Name}.Properties.0 over Name = x',
      'Resources.Q${Name}.Properties.K${I} over Name I = \uFFFC\uFFFC',
    ]);
  });

  it('does not follow aliases, and takes JSON', () => {
    assert.deepEqual(lines('A: &x {b: c}\nD: *x\n'), ['A.b = c']);
    const template = templateOf(parseJson('{"Resources": {"R": {"Properties": {"P": ["v"]}}}}'));
    assert.deepEqual([...templateValues(template)].filter(v => !v.isKey).map(lineOf), [
      'Resources.R.Properties.P.0 = v',
    ]);
  });

  it('ends on a text nested as deep as the parser lets it', () => {
    const depth = 1000;
    const text = `{"Resources": ${'{"Fn::Join": ["", ['.repeat(depth)}"x"${']]}'.repeat(depth)}}`;
    assert.ok([...templateValues(templateOf(parseJson(text)))].length > 0);
  });
});
