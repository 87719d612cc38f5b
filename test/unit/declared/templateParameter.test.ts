import assert from 'node:assert/strict';
import { PARAMETER_TYPES } from '../../../src/core/declared/parameterTypes';
import { createAnalyzer } from '../../../src/core/document';
import { lint } from '../../../src/core/lint';
import { assertFixesMend, lintText, shown } from '../lint/support';
import { forms, resource, shownOf, table } from './support';

const parameters = (Parameters: object, more: object = {}) =>
  resource('AWS::SNS::Topic', {}, { ...more, Parameters });

describe('template-parameter/type', () => {
  const CODE = 'template-parameter/type';
  const of = (Type: unknown, more: object = {}) => parameters({ P: { Type } }, more);
  const found = (severity: string, type: string) => [`${severity} ${CODE}: ${type}`];
  table(CODE, [
    ...PARAMETER_TYPES.map(type => ({ name: type, template: of(type) })),
    ...['SecureString', 'AWS::SSM::Parameter::Value<SecureString>', 'List<SecureString>'].map(type => ({
      name: type,
      template: of(type),
      found: found('error', type),
    })),
    ...['List<AWS::SSM::Parameter::Value<String>>', 'List<AWS::SSM::Parameter::Value<AWS::EC2::Foo>>'].map(
      type => ({ name: type, template: of(type), found: found('error', type) }),
    ),
    ...['string', 'Boolean', 'AWS::EC2::Vpc::Id', 'AWS::SSM::Parameter::Value<Text>', 'AWS::S3::Bucket'].map(
      type => ({ name: `not documented: ${type}`, template: of(type), found: found('warning', type) }),
    ),
    { name: 'yet to be written', template: of('{{ type }}') },
    { name: 'blanks around it', template: of(' String ') },
    { name: 'no text', template: of({ Ref: 'T' }) },
    { name: 'no type', template: parameters({ P: { Default: 'x' } }) },
    { name: 'a macro may know it', template: of('Boolean', { Transform: 'Mine' }) },
    {
      name: 'a macro may change it',
      template: of('SecureString', { Transform: 'Mine' }),
      found: found('warning', 'SecureString'),
    },
    {
      name: 'SAM',
      template: of('Strin', { Transform: 'AWS::Serverless-2016-10-31' }),
      found: found('warning', 'Strin'),
    },
  ]);

  const fixes: readonly (readonly [string, string | undefined])[] = [
    ['List<AWS::SSM::Parameter::Value<String>>', 'AWS::SSM::Parameter::Value<List<String>>'],
    [
      'List<AWS::SSM::Parameter::Value<AWS::EC2::Subnet::Id>>',
      'AWS::SSM::Parameter::Value<List<AWS::EC2::Subnet::Id>>',
    ],
    ['List<AWS::SSM::Parameter::Value<AWS::EC2::Foo>>', undefined],
    ['AWS::SSM::Parameter::Value<AWS::EC2::Image:Id>', 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>'],
    ['string', 'String'],
    ['Boolean', undefined],
    ['SecureString', undefined],
  ];
  for (const [type, meant] of fixes) {
    it(`${meant === undefined ? 'no fix' : 'fix'}: ${type}`, () => {
      const yaml = `Parameters:\n  P: {Type: ${type}}\nResources:\n  T: {Type: AWS::SNS::Topic}\n`;
      for (const text of [...forms(of(type)), yaml]) {
        const titles = lintText(text).flatMap(problem => problem.fixes?.map(fix => fix.title) ?? []);
        assert.deepEqual(titles, meant === undefined ? [] : [`Change to ${meant}`]);
        assertFixesMend(text);
      }
    });
  }

  it('stays where it is while the text before it grows', () => {
    const analyzer = createAnalyzer();
    const rest =
      'Parameters:\n  A:\n    Type: String\n  P:\n    Type: Strin\nResources:\n  T:\n    Type: AWS::SNS::Topic\n';
    for (const text of [rest, `Description: x\n${rest}`, `Description: xyz\n${rest}`]) {
      const problems = lint(analyzer.analyze({ path: 'a.yaml', text }));
      assert.deepEqual(shown(text, problems), [`warning ${CODE}: Strin`]);
      const [edit] = problems[0]?.fixes?.[0]?.edits ?? [];
      assert.equal(text.slice(edit?.span.start, edit?.span.end), 'Strin');
    }
  });
});

describe('template-parameter/default', () => {
  const CODE = 'template-parameter/default';
  const VALUE = 'AWS::SSM::Parameter::Value<String>';
  const arn = (region: string) => `arn:aws:ssm:${region}:111122223333:parameter/shared/host`;
  const of = (Default: unknown, Type = VALUE) => parameters({ P: { Type, Default } });
  const found = (text: string) => [`warning ${CODE}: ${text}`];
  const reference = '{{resolve:ssm:/shared/host:1}}';
  table(CODE, [
    { name: 'a reference', template: of(reference), found: found(reference) },
    {
      name: 'a reference as a name',
      template: of(reference, 'AWS::SSM::Parameter::Name'),
      found: found(reference),
    },
    ...[
      'arn:aws:ssm:eu-west-1:111122223333:/shared/host',
      'arn:aws:ssm:eu-west-1:1111:parameter/shared/host',
      'arn:aws:secretsmanager:eu-west-1:111122223333:secret:host-AbCdEf',
      'arn:aws:ssm::111122223333:parameter/shared/host',
    ].map(text => ({ name: text, template: of(text), found: found(text) })),
    {
      name: 'ARNs of two Regions',
      template: parameters({
        A: { Type: VALUE, Default: arn('eu-west-1') },
        B: { Type: VALUE, Default: arn('us-east-1') },
        C: { Type: VALUE, Default: arn('eu-west-1') },
      }),
      found: found(arn('us-east-1')),
    },
    { name: 'a name', template: of('/shared/host') },
    { name: 'an ARN', template: of(arn('eu-west-1')) },
    {
      name: 'an ARN of another partition',
      template: of('arn:aws-us-gov:ssm:us-gov-west-1:111122223333:parameter/a'),
    },
    { name: 'empty', template: of('') },
    { name: 'no text', template: of(['a']) },
    { name: 'a String', template: of(reference, 'String') },
    { name: 'an ARN in a String', template: of('arn:aws:s3:::bucket', 'String') },
    {
      name: 'SAM',
      template: parameters(
        { P: { Type: VALUE, Default: reference } },
        { Transform: 'AWS::Serverless-2016-10-31' },
      ),
      found: found(reference),
    },
  ]);

  it('follows what other parameters say', () => {
    const analyzer = createAnalyzer();
    const text = (first: string) =>
      `Parameters:\n  A:\n    Type: ${VALUE}\n    Default: ${arn(first)}\n  B:\n    Type: ${VALUE}\n    Default: ${arn('eu-west-1')}\nResources:\n  T:\n    Type: AWS::SNS::Topic\n`;
    const problems = (region: string) =>
      shownOf(text(region), lint(analyzer.analyze({ path: 'a.yaml', text: text(region) })));
    assert.deepEqual(problems('eu-west-1'), []);
    assert.deepEqual(problems('us-east-1'), found(arn('eu-west-1')));
    assert.deepEqual(problems('eu-west-1'), []);
  });
});
