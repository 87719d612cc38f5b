import assert from 'node:assert/strict';
import { forms, found, inProperty, mended } from './forms';
import { lintText } from './support';

const CODE = 'reference/missing-sub';
const REFERENCE = '{{resolve:ssm:/my-app/${Env}/host}}';

const yaml = (value: string) => `Parameters:
  Env: { Type: String, Default: prod }
Resources:
  Worker:
    Type: AWS::Lambda::Function
    Properties:
      Description: ${value}
`;

describe(CODE, () => {
  const values = [
    REFERENCE,
    `tcp://${REFERENCE}:5432`,
    '{{resolve:secretsmanager:${Env}/db:SecretString:password}}',
    '{{resolve:ssm:/${AWS::StackName}/host}}',
  ];
  for (const value of values) {
    it(value, () => {
      for (const text of forms(inProperty(value))) {
        assert.deepEqual(
          lintText(text).map(problem => `${problem.severity} ${problem.code}`),
          [`error ${CODE}`],
        );
        assert.ok(found(text, CODE)[0]?.includes('{{resolve:'));
        const [after, ...others] = mended(text, CODE);
        const quoted = JSON.stringify(value);
        const inSub = text.startsWith('{') ? `{ "Fn::Sub": ${quoted} }` : `!Sub ${quoted}`;
        assert.deepEqual([after, others], [text.replace(quoted, inSub), []]);
      }
    });
  }

  const styles: [string, string, string][] = [
    ['single quotes', `'${REFERENCE}'`, `!Sub '${REFERENCE}'`],
    ['plain', `x-${REFERENCE}`, `!Sub x-${REFERENCE}`],
    ['literal block', `|\n        ${REFERENCE}`, `!Sub |\n        ${REFERENCE}`],
    ['folded block', `>-\n        ${REFERENCE}`, `!Sub >-\n        ${REFERENCE}`],
    ['anchor', `&a '${REFERENCE}'`, `&a !Sub '${REFERENCE}'`],
    ['a branch of If', `!If [A, "${REFERENCE}", b]`, `!If [A, !Sub "${REFERENCE}", b]`],
    ['an element of Join', `!Join ["", [a, !If [B, "${REFERENCE}", c]]]`, ''],
  ];
  for (const [name, value, expected] of styles) {
    it(name, () => {
      assert.deepEqual(found(yaml(value), CODE), [`error: ${REFERENCE}`]);
      // Of a Join only an element would have to change.
      assert.deepEqual(mended(yaml(value), CODE), expected === '' ? [] : [yaml(expected)]);
    });
  }

  it('offers no Sub that would replace more, nor one in a default', () => {
    const more = `${REFERENCE} \${HOME}`;
    const inDefault = { Parameters: { Env: { Type: 'String' }, P: { Type: 'String', Default: REFERENCE } } };
    for (const template of [inProperty(more), inProperty('x', inDefault)]) {
      for (const text of forms(template)) {
        assert.deepEqual(found(text, CODE), [`error: ${REFERENCE}`]);
        assert.deepEqual(mended(text, CODE), []);
      }
    }
  });

  it('is a warning where a tool or a macro may fill the variable', () => {
    const other = '{{resolve:ssm:/my-app/${STAGE}/host}}';
    for (const text of forms(inProperty(other))) {
      assert.deepEqual(found(text, CODE), [`warning: ${other}`]);
      assert.deepEqual(mended(text, CODE), []);
    }
    for (const text of forms(inProperty(REFERENCE, { Transform: ['Mine'] }))) {
      assert.deepEqual(found(text, CODE), [`warning: ${REFERENCE}`]);
    }
    for (const text of forms(inProperty(other, { Transform: ['Mine'] })))
      assert.deepEqual(found(text, CODE), []);
  });

  const properties = (type: string, of: object) => ({
    Parameters: { Env: { Type: 'String' } },
    Resources: { Thing: { Type: type, Properties: of } },
  });
  const good: [string, object][] = [
    ['Sub', inProperty({ 'Fn::Sub': REFERENCE })],
    ['a literal variable of Sub', inProperty({ 'Fn::Sub': REFERENCE.replace('${', '${!') })],
    ['variables of other tools', inProperty('{{resolve:ssm:/${self:custom.stage}/${env:HOST}/x}}')],
    ['a default of a shell', inProperty('{{resolve:ssm:/${STAGE:-dev}/x}}')],
    ['UserData', inProperty({ 'Fn::Base64': REFERENCE })],
    ['UserData as it is', properties('AWS::EC2::Instance', { UserData: REFERENCE })],
    ['a program', properties('AWS::Lambda::Function', { Code: { ZipFile: `x = "${REFERENCE}"` } })],
    ['code that builds references', inProperty('"{{resolve:ssm:" + `${Env}` + "}}"')],
    ['a state machine', properties('AWS::StepFunctions::StateMachine', { DefinitionString: REFERENCE })],
    ['a build specification', properties('AWS::CodeBuild::Project', { Source: { BuildSpec: REFERENCE } })],
    [
      'a template in a template',
      properties('AWS::CloudFormation::StackSet', { TemplateBody: `X: !Sub "${REFERENCE}"` }),
    ],
    ['a description', { ...inProperty('x'), Description: REFERENCE }],
    [
      'ForEach',
      {
        Transform: 'AWS::LanguageExtensions',
        Resources: {
          'Fn::ForEach::Topics': [
            'Name',
            ['a', 'b'],
            {
              'Topic${Name}': {
                Type: 'AWS::SNS::Topic',
                Properties: { DisplayName: '{{resolve:ssm:/${Name}/x}}' },
              },
            },
          ],
        },
      },
    ],
  ];
  for (const [name, template] of good) {
    it(`silent: ${name}`, () => {
      for (const text of forms(template)) assert.deepEqual(found(text, CODE), []);
    });
  }
});
