import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createAnalyzer } from '../../../src/core/document';
import { lint } from '../../../src/core/lint';

const kindOf = (text: string, more: { path?: string; languageId?: string } = {}) =>
  createAnalyzer().analyze({ path: 'file', ...more, text }).kind;

describe('the kind of a document', () => {
  const templates: [string, string][] = [
    ['version', 'AWSTemplateFormatVersion: "2010-09-09"'],
    ['quoted keys', '"AWSTemplateFormatVersion": "2010-09-09"\n'],
    ['SAM', 'Transform: AWS::Serverless-2016-10-31\nGlobals: {}\n'],
    ['SAM in a list', 'Transform:\n  - AWS::Serverless-2016-10-31\n'],
    ['typed resources', 'Resources:\n  A:\n    Type: AWS::SNS::Topic\n'],
    ['custom resources', 'Resources:\n  A: { Type: "Custom::Thing" }\n'],
    ['third-party resources', 'Resources:\n  A: { Type: Org::Thing::Type }\n'],
    ['JSON', '{"Resources": {"A": {"Type": "AWS::SNS::Topic"}}}'],
    ['minified', '{"AWSTemplateFormatVersion":"2010-09-09"}'],
    [
      'a byte order mark',
      '\uFEFFAWSTemplateFormatVersion: 2010-09-09\r\nResources:\r\n  A:\r\n    Type: AWS::SNS::Topic\r\n',
    ],
    ['after a comment and ---', '# stack\n---\nAWSTemplateFormatVersion: 2010-09-09\n'],
    ['broken YAML', 'AWSTemplateFormatVersion: 2010-09-09\nResources:\n  A: [\n'],
    ['broken YAML by quotes', 'Resources:\n  A:\n    Type: AWS::SNS::Topic\n    X: "a\nOutputs: }\n'],
    ['broken JSON', '{"AWSTemplateFormatVersion": "2010-09-09", "Resources": {'],
    [
      'JSON after comments',
      '// stack {\n/* of "things" */ {"Resources": {"A": {"Type": "AWS::SNS::Topic"}}}',
    ],
    ['broken JSON after a comment', '// stack\n{"AWSTemplateFormatVersion": "2010-09-09", "Resources": {'],
    ['JSON with a broken begin', '{, "AWSTemplateFormatVersion": "2010-09-09"'],
  ];
  for (const [name, text] of templates) {
    it(`cloudformation: ${name}`, () => assert.equal(kindOf(text), 'cloudformation'));
  }

  const policy =
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"kms:*","Resource":"*"}]}';
  const nothing: [string, string][] = [
    ['empty', ''],
    ['blank', ' \n\t\n'],
    ['binary', `AWSTemplateFormatVersion: 2010-09-09\n\u0000`],
    [
      'docker-compose',
      'services:\n  web:\n    image: nginx\n    environment:\n      TYPE: AWS::SNS::Topic\n',
    ],
    [
      'GitHub workflow',
      'on: push\njobs:\n  a:\n    steps:\n      - run: |\n          cat <<EOF\n          Resources:\n            A: {Type: AWS::SNS::Topic}\n          EOF\n',
    ],
    [
      'Kubernetes',
      'apiVersion: v1\nkind: ConfigMap\ndata:\n  template.yaml: |\n    AWSTemplateFormatVersion: 2010-09-09\n    Resources:\n      A:\n        Type: AWS::SNS::Topic\n',
    ],
    [
      'OpenAPI',
      'openapi: 3.0.0\npaths:\n  /Resources:\n    get:\n      x-amazon-apigateway-integration: {Type: aws_proxy, uri: "AWS::x"}\n',
    ],
    ['package.json', '{"name":"x","scripts":{"Resources":"Type: AWS::A::B"}}'],
    ['serverless.yml', 'service: a\nresources:\n  Resources:\n    A:\n      Type: AWS::SNS::Topic\n'],
    ['an answer that holds a template', '{"TemplateBody": {"AWSTemplateFormatVersion": "2010-09-09"}}'],
    ['a template in a string', '{"TemplateBody": "{\\"AWSTemplateFormatVersion\\": \\"2010-09-09\\"}"}'],
    ['Resources without types', 'Resources:\n  - a\n  - b\n'],
    [
      'JSON that holds a template, after a comment',
      '// x\n{"TemplateBody": {"AWSTemplateFormatVersion": "2010-09-09"}}',
    ],
    ['other statements', '{"Statement":"none"}'],
    [
      "another cloud's policy, Version a plain number",
      '{"Version":"1","Statement":[{"Effect":"Allow","Action":["kms:DescribeKeyVersion"],"Resource":"acs:kms:*:*:*"}]}',
    ],
    [
      "another cloud's policy without resources",
      'Version: "1.1"\nStatement:\n  - Effect: Allow\n    Action: ["kms:cmk:list"]\n',
    ],
    ['prose', 'AWSTemplateFormatVersion and Resources with a Type: AWS::SNS::Topic'],
  ];
  for (const [name, text] of nothing) {
    it(`none: ${name}`, () => assert.equal(kindOf(text), 'none'));
  }

  it('policy: a Version that AWS does not know, beside an ARN of AWS', () => {
    const mistaken =
      '{"Version":"1.0","Statement":[{"Effect":"Allow","Principal":{"AWS":["arn:aws:iam::111122223333:root"]},"Action":"kms:*","Resource":"*"}]}';
    assert.equal(kindOf(mistaken), 'policy');
    assert.equal(kindOf(policy.replace('2012-10-17', '2012-10-16')), 'policy');
  });

  it('none: prose with headers and a policy quoted in it', () => {
    const prose = `    "Version": "2012-10-17",\n    "Statement": {\n\nThat is all: really: so.\n`;
    assert.equal(createAnalyzer().analyze({ path: 'PKG-INFO', text: prose }).kind, 'none');
    assert.equal(createAnalyzer().analyze({ path: 'notes.txt', text: prose }).kind, 'none');
    assert.equal(createAnalyzer().analyze({ path: 'policy.yaml', text: prose }).kind, 'policy');
  });

  it('policy: a bare policy, also while it is typed', () => {
    assert.equal(kindOf(policy), 'policy');
    assert.equal(kindOf(policy.slice(0, -4)), 'policy');
  });

  it('none: other languages and file types, whatever they hold', () => {
    const text = 'AWSTemplateFormatVersion: 2010-09-09\n';
    for (const name of ['README.md', 'a/b/stack.ts', 'x.py'])
      assert.equal(kindOf(text, { path: name }), 'none');
    for (const name of ['stack.template', 'a.yml', '-', '.cfn', 'stack', 'C:\\a.b\\stack'])
      assert.equal(kindOf(text, { path: name }), 'cloudformation');
    assert.equal(kindOf(text, { path: 'a.yaml', languageId: 'markdown' }), 'none');
    assert.equal(kindOf(text, { path: 'a.ts', languageId: 'yaml' }), 'cloudformation');
  });

  it('counts no byte order mark', () => {
    const text =
      '\uFEFFResources: { A: { Type: AWS::SNS::Topic, Properties: { TopicName: "{{resolve:ssm:}}" } } }';
    const model = createAnalyzer().analyze({ path: 'a.yaml', text });
    const [problem] = lint(model);
    assert.equal(model.text, text.slice(1));
    assert.equal(problem && model.text.slice(problem.span.start, problem.span.end), '{{resolve:ssm:}}');
  });
});

describe('the sample workspace', () => {
  const folder = path.resolve('media/sample');
  const expected: Record<string, readonly string[]> = {
    'template.yaml': [
      'error policy/reachable-from-any-account',
      'error reference/secure-not-supported-here',
      'info reference/exposed',
    ],
    'api.json': ['error reference/syntax', 'info reference/exposed', 'info reference/exposed'],
    'live.yaml': [],
    'sam.yaml': ['info reference/exposed'],
    'key-policy.json': ['error policy/reachable-from-any-account'],
    'key-policy-bounded.json': [],
    'README.md': [],
  };
  it('is all there', () => assert.deepEqual(readdirSync(folder).sort(), Object.keys(expected).sort()));
  for (const [name, codes] of Object.entries(expected)) {
    it(`${name} shows what it should and no more`, () => {
      const text = readFileSync(path.join(folder, name), 'utf8');
      const problems = lint(createAnalyzer().analyze({ path: name, text }));
      assert.deepEqual(problems.map(problem => `${problem.severity} ${problem.code}`).sort(), codes);
    });
  }
});
