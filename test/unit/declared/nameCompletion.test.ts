import assert from 'node:assert/strict';
import { plainNameAt } from '../../../src/core/declared/nameCompletion';
import { createAnalyzer } from '../../../src/core/document';

/** What is completed at the `|` of a text. */
function at(marked: string) {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const { template } = createAnalyzer().analyze({ path: 'a.yaml', text });
  assert.ok(template);
  const context = plainNameAt(text, template, offset);
  return context && [context.prefix, text.slice(context.replaceSpan.start, context.replaceSpan.end)];
}

const parameter = (type: string, value: string) =>
  `Parameters:\n  P:\n    Type: ${type}\n    Default: ${value}\nResources:\n  A: {Type: AWS::SQS::Queue}\n`;
const container = (value: string) =>
  `Resources:\n  T:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      ContainerDefinitions:\n        - Secrets:\n            - Name: A\n              ValueFrom: ${value}\n`;

describe('names that a template gives without a reference', () => {
  it('are completed in defaults of SSM-typed parameters', () => {
    assert.deepEqual(at(parameter('AWS::SSM::Parameter::Value<String>', '/app/|')), ['/app/', '/app/']);
    assert.deepEqual(at(parameter('AWS::SSM::Parameter::Value<String>', "'/app/ho|st'")), [
      '/app/ho',
      '/app/host',
    ]);
    assert.deepEqual(at(parameter('AWS::SSM::Parameter::Name', '"|"')), ['', '']);
    assert.equal(at(parameter('String', '/app/|')), undefined);
    assert.equal(at(parameter('AWS::SSM::Parameter::Value<String>', 'a b|')), undefined);
  });

  it('are completed where ECS reads them', () => {
    assert.deepEqual(at(container('/app/ho|st')), ['/app/ho', '/app/host']);
    assert.equal(at(container('!Sub "/app/|"')), undefined);
    assert.equal(at(container('arn:aws:ssm|')), undefined);
    assert.equal(at(container('x').replace('Name: A', 'Name: A|')), undefined);
  });

  it('in JSON', () => {
    const text = JSON.stringify({
      Parameters: { P: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/app/|' } },
      Resources: { A: { Type: 'AWS::SQS::Queue' } },
    });
    assert.deepEqual(at(text), ['/app/', '/app/']);
  });
});
