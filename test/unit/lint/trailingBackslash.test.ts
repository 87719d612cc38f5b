import assert from 'node:assert/strict';
import { forms, found, inProperty, mended } from './forms';
import { lintText } from './support';

const CODE = 'reference/trailing-backslash';
const SSM = '{{resolve:ssm:/my-app/prod/host\\}}';

describe(CODE, () => {
  const bad: [string, unknown][] = [
    ['ssm', SSM],
    ['in a longer text', `tcp://${SSM}:5432`],
    ['two of them', '{{resolve:ssm:/my-app/prod/host\\\\}}'],
    ['secretsmanager', '{{resolve:secretsmanager:prod/db:SecretString:password\\}}'],
    ['Sub', { 'Fn::Sub': '{{resolve:ssm:/my-app/${Env}/host\\}}' }],
    ['Join', { 'Fn::Join': ['', ['{{resolve:ssm:/my-app/', { Ref: 'Env' }, '\\', '}}']] }],
    ['If', { 'Fn::If': ['Live', SSM, 'localhost'] }],
  ];
  for (const [name, value] of bad) {
    it(name, () => {
      for (const text of forms(inProperty(value))) {
        const [problem, ...others] = lintText(text);
        assert.deepEqual([problem?.severity, problem?.code, others], ['error', CODE, []]);
        const [after] = mended(text, CODE);
        assert.ok(after !== undefined && !after.includes('\\'), after);
      }
    });
  }

  it('single quotes and plain text of YAML, where a backslash is one', () => {
    for (const value of [`'${SSM}'`, `x-${SSM}`]) {
      const text = `Resources:\n  A:\n    Type: AWS::SNS::Topic\n    Properties:\n      DisplayName: ${value}\n`;
      assert.deepEqual(found(text, CODE), ['error: \\']);
      assert.deepEqual(mended(text, CODE), [text.replace('\\', '')]);
    }
  });

  const good: [string, unknown][] = [
    ['none', '{{resolve:ssm:/my-app/prod/host}}'],
    ['behind the reference', '{{resolve:ssm:/my-app/prod/host}}\\'],
    ['in code that builds references', '"{{resolve:ssm:" + name + "\\}}"'],
    ['UserData', { 'Fn::Base64': SSM }],
  ];
  for (const [name, value] of good) {
    it(`silent: ${name}`, () => {
      for (const text of forms(inProperty(value))) assert.deepEqual(lintText(text), []);
    });
  }

  it('silent: a program', () => {
    const template = {
      Resources: { F: { Type: 'AWS::Lambda::Function', Properties: { Code: { ZipFile: SSM } } } },
    };
    for (const text of forms(template)) assert.deepEqual(lintText(text), []);
  });
});
