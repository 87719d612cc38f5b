import assert from 'node:assert/strict';
import { SECURE_PROPERTIES } from '../../../src/core/facts/secureProperties';
import { forms } from './forms';
import { lintText, shown } from './support';

const REFERENCE = '{{resolve:ssm-secure:/my-app/key}}';
const CODE = 'reference/secure-not-supported-here';

const resource = (type: string, properties: object, more: object = {}) => ({
  ...more,
  Resources: { Thing: { Type: type, Properties: properties } },
});

function nest(path: readonly string[], value: unknown): object {
  const [step, ...rest] = path;
  const inner = rest.length === 0 ? value : nest(rest, value);
  return step === '*' ? [inner] : { [step ?? '']: inner };
}

describe(CODE, () => {
  for (const { resourceType, path } of SECURE_PROPERTIES) {
    it(`silent: ${resourceType} ${path.join('.')}`, () => {
      for (const text of forms(resource(resourceType, nest(path, REFERENCE)))) {
        assert.deepEqual(shown(text, lintText(text)), []);
      }
    });
  }

  const sub = { 'Fn::Sub': '{{resolve:ssm-secure:/${AWS::StackName}/key}}' };
  const join = { 'Fn::Join': ['', ['{{resolve:ssm-secure:', { Ref: 'AWS::StackName' }, '}}']] };
  const lambda = (value: unknown) => ({ Environment: { Variables: { API_KEY: value } } });
  const found: [string, object, string, string][] = [
    ['Lambda environment', resource('AWS::Lambda::Function', lambda(REFERENCE)), 'error', REFERENCE],
    ['Sub', resource('AWS::Lambda::Function', lambda(sub)), 'error', sub['Fn::Sub']],
    ['Join', resource('AWS::Lambda::Function', lambda(join)), 'error', '{{resolve:ssm-secure:'],
    [
      'If',
      resource('AWS::Lambda::Function', lambda({ 'Fn::If': ['Live', REFERENCE, 'x'] })),
      'error',
      REFERENCE,
    ],
    [
      'FindInMap',
      {
        Mappings: { Keys: { all: { Key: REFERENCE } } },
        ...resource('AWS::Lambda::Function', lambda({ 'Fn::FindInMap': ['Keys', 'all', 'Key'] })),
      },
      'error',
      REFERENCE,
    ],
    ['other property', resource('AWS::RDS::DBInstance', { MasterUsername: REFERENCE }), 'error', REFERENCE],
    ['in a list', resource('AWS::EC2::Instance', { SecurityGroups: ['x', REFERENCE] }), 'error', REFERENCE],
    ['custom resource', resource('Custom::Thing', { Password: REFERENCE }), 'error', REFERENCE],
    [
      'SAM',
      resource('AWS::Serverless::Function', lambda(REFERENCE), { Transform: 'AWS::Serverless-2016-10-31' }),
      'error',
      REFERENCE,
    ],
    [
      'SAM Globals',
      { ...resource('AWS::Serverless::Function', {}), Globals: { Function: lambda(REFERENCE) } },
      'error',
      REFERENCE,
    ],
    [
      'a macro may move it',
      resource('AWS::Lambda::Function', lambda(REFERENCE), { Transform: ['Mine'] }),
      'warning',
      REFERENCE,
    ],
    ['third-party type', resource('Org::Thing::Type', { Password: REFERENCE }), 'warning', REFERENCE],
    [
      'output',
      { ...resource('AWS::SNS::Topic', {}), Outputs: { Key: { Value: REFERENCE } } },
      'warning',
      REFERENCE,
    ],
  ];
  for (const [name, template, severity, marked] of found) {
    it(name, () => {
      for (const text of forms(template)) {
        assert.deepEqual(shown(text, lintText(text)), [`${severity} ${CODE}: ${marked}`]);
      }
    });
  }

  it('names the type and the path', () => {
    const text = JSON.stringify(resource('AWS::Lambda::Function', lambda(REFERENCE)));
    const [problem] = lintText(text);
    assert.match(problem?.message ?? '', /: AWS::Lambda::Function Environment\.Variables\.API_KEY$/);
    assert.equal(problem?.fixes, undefined);
  });

  const silent: [string, object][] = [
    ['a type half typed', resource('AWS::RDS::DBI', { MasterUserPassword: REFERENCE })],
    ['a type that only begins', resource('AWS::R', { MasterUserPassword: REFERENCE })],
    ['module', resource('Org::Web::Service::MODULE', { Password: REFERENCE })],
    [
      'no type',
      {
        ...resource('AWS::SNS::Topic', {}),
        Resources: { A: { Type: 'AWS::SNS::Topic' }, B: { Properties: { P: REFERENCE } } },
      },
    ],
    ['metadata', { Resources: { A: { Type: 'AWS::SNS::Topic', Metadata: { P: REFERENCE } } } }],
    [
      'parameter default',
      { ...resource('AWS::SNS::Topic', {}), Parameters: { P: { Type: 'String', Default: REFERENCE } } },
    ],
    ['mapping', { ...resource('AWS::SNS::Topic', {}), Mappings: { M: { a: { b: REFERENCE } } } }],
    [
      'inside a transform',
      resource('AWS::SNS::Topic', { 'Fn::Transform': { Name: 'Mine', Parameters: { P: REFERENCE } } }),
    ],
    [
      'right through If and Sub',
      resource('AWS::RDS::DBInstance', { MasterUserPassword: { 'Fn::If': ['Live', sub, REFERENCE] } }),
    ],
  ];
  for (const [name, template] of silent) {
    it(`silent: ${name}`, () => {
      for (const text of forms(template)) assert.deepEqual(shown(text, lintText(text)), []);
    });
  }
});
