import assert from 'node:assert/strict';
import { assertFixesMend, lintText } from '../lint/support';
import { type Case, choose, forms, NO_VALUE, resource, resources, shownOf, table } from './support';

const TYPE = 'AWS::SSM::Parameter';
const parameter = (properties: object, more: object = {}) =>
  resource(TYPE, { Type: 'String', Value: 'x', ...properties }, more);
const loop = (variable: string, body: object) => ({ 'Fn::ForEach::Things': [variable, ['a', 'b'], body] });

describe('parameter/name', () => {
  const CODE = 'parameter/name';
  const path = (levels: number) => '/l'.repeat(levels);
  const bad: readonly (readonly [string, unknown, string])[] = [
    ['a blank', '/my app/host', '/my app/host'],
    ['a colon', '/app/host:3', '/app/host:3'],
    ['a letter of another script', '/app/größe', '/app/größe'],
    ['reserved: aws', 'AwsThing', 'AwsThing'],
    ['reserved: /aws/', '/aws/test', '/aws/test'],
    ['reserved: /ssm', '/SSM-app/host', '/SSM-app/host'],
    ['levels without a slash', 'app/host', 'app/host'],
    ['sixteen levels', path(16), path(16)],
    ['too long', `/${'n'.repeat(967)}`, `/${'n'.repeat(967)}`],
    ['Sub: a literal part', { 'Fn::Sub': '/app/${AWS::StackName}/a b' }, '/app/${AWS::StackName}/a b'],
    ['Sub: a prefix', { 'Fn::Sub': 'ssm-${AWS::StackName}' }, 'ssm-${AWS::StackName}'],
    ['If: one branch', choose('app/host', '/app/host'), 'app/host'],
    ['variable without Sub', '/app/${Env}/host', '/app/${Env}/host'],
  ];
  const good: readonly (readonly [string, unknown])[] = [
    ['a path', '/my-app/prod/database_1/host.name'],
    ['a bare name', 'release-channel'],
    ['fifteen levels', path(15)],
    ['blanks at the ends, which are removed', ' /app/host '],
    ['as long as can be', `/${'n'.repeat(960)}`],
    ['aws within', '/my/aws'],
    ['a parameter', { Ref: 'Prefix' }],
    ['a parameter before a slash', { 'Fn::Sub': '${Prefix}/host' }],
    ['a reference', '{{resolve:ssm:/names/host:3}}'],
    ['a reference as the first level', '{{resolve:ssm:/names/prefix}}/host'],
    ['an attribute', { 'Fn::GetAtt': ['Other', 'Name'] }],
    ['no value', NO_VALUE],
    ['a mark of Jinja', '/app/{{ env }}/host'],
    ['a mark of the Serverless Framework', '/app/${self:custom.stage}/${opt:stage, "dev"}'],
  ];
  table(CODE, [
    ...bad.map(([name, Name, marked]) => ({
      name,
      template: parameter({ Name }),
      found: [`error ${CODE}: ${marked}`],
    })),
    ...good.map(([name, Name]) => ({ name, template: parameter({ Name }) })),
    { name: 'another type', template: resource('AWS::S3::Bucket', { Name: 'a b' }) },
    {
      name: 'a macro may rewrite it',
      template: parameter({ Name: 'a b' }, { Transform: ['AWS::LanguageExtensions', 'Mine'] }),
      found: [`warning ${CODE}: a b`],
    },
    {
      name: 'SAM',
      template: parameter({ Name: 'a b' }, { Transform: 'AWS::Serverless-2016-10-31' }),
      found: [`error ${CODE}: a b`],
    },
    {
      name: 'ForEach: found in its body',
      template: resources(
        loop('X', { 'P${X}': { Type: TYPE, Properties: { Name: 'app/${X}', Type: 'String', Value: 'x' } } }),
      ),
      found: [`error ${CODE}: app/\${X}`],
    },
    {
      name: 'ForEach: variables of both loops',
      template: resources(
        loop('X', loop('Y', { P: { Type: TYPE, Properties: { Name: '/${X}/&{Y}', Type: 'String' } } })),
      ),
    },
    {
      name: 'branches of Properties',
      template: resources({
        P: { Type: TYPE, Properties: choose({ Name: 'a b', Type: 'String' }, { Name: 'fine' }) },
      }),
      found: [`error ${CODE}: a b`],
    },
    {
      name: 'a branch the condition of the resource rules out',
      template: resources({
        P: { Type: TYPE, Condition: 'Live', Properties: { Name: choose('fine', 'a b'), Type: 'String' } },
      }),
    },
  ]);

  it('names the resource, the property and what is wrong', () => {
    const [problem] = lintText(forms(parameter({ Name: 'app/host' }))[0] ?? '');
    assert.equal(problem?.logicalId, 'Thing');
    assert.equal(problem?.propertyPath, 'Name');
    assert.match(problem?.message ?? '', /begins with a slash/);
  });
});

describe('parameter/size', () => {
  const CODE = 'parameter/size';
  const of = (bytes: number) => 'v'.repeat(bytes);
  const value = (severity: string, text: string) => [`${severity} ${CODE}: ${text}`];
  const cases: readonly Case[] = [
    { name: 'standard, at the limit', template: parameter({ Tier: 'Standard', Value: of(4096) }) },
    {
      name: 'standard, one more',
      template: parameter({ Tier: 'Standard', Value: of(4097) }),
      found: value('error', of(4097)),
    },
    {
      name: 'bytes, not characters',
      template: parameter({ Tier: 'Standard', Value: 'ä'.repeat(2049) }),
      found: value('error', 'ä'.repeat(2049)),
    },
    {
      name: 'four bytes a character',
      template: parameter({ Tier: 'Standard', Value: '😀'.repeat(1025) }),
      found: value('error', '😀'.repeat(1025)),
    },
    { name: 'advanced, at the limit', template: parameter({ Tier: 'Advanced', Value: of(8192) }) },
    {
      name: 'advanced, one more',
      template: parameter({ Tier: 'Advanced', Value: of(8193) }),
      found: value('error', of(8193)),
    },
    {
      name: 'intelligent, one more',
      template: parameter({ Tier: 'Intelligent-Tiering', Value: of(8193) }),
      found: value('error', of(8193)),
    },
    { name: 'intelligent', template: parameter({ Tier: 'Intelligent-Tiering', Value: of(5000) }) },
    { name: 'no tier', template: parameter({ Value: of(4097) }), found: value('warning', of(4097)) },
    {
      name: 'no tier, too large for any',
      template: parameter({ Value: of(9000) }),
      found: value('error', of(9000)),
    },
    { name: 'a tier known later', template: parameter({ Tier: { Ref: 'Tier' }, Value: of(5000) }) },
    {
      name: 'a tier by conditions',
      template: parameter({ Tier: choose('Standard', 'Advanced'), Value: of(5000) }),
      found: value('error', of(5000)),
    },
    {
      name: 'a value of the other branch',
      template: parameter({ Tier: choose('Standard', 'Advanced'), Value: choose('x', of(5000)) }),
    },
    {
      name: 'conditions that may exclude each other',
      template: parameter({ Tier: choose('Standard', 'Advanced'), Value: choose(of(5000), 'x', 'Large') }),
    },
    {
      name: 'holes and references count nothing',
      template: parameter({ Tier: 'Standard', Value: { 'Fn::Sub': `\${A}{{resolve:ssm:/b}}${of(4090)}` } }),
    },
    { name: 'a value that is known later', template: parameter({ Tier: 'Standard', Value: { Ref: 'A' } }) },
  ];
  table(CODE, cases);

  it('Join of known parts', () => {
    const Value = { 'Fn::Join': ['', [of(4000), of(97), { Ref: 'A' }]] };
    const template = parameter({ Tier: 'Standard', Value });
    for (const text of forms(template)) {
      assert.deepEqual(
        lintText(text).map(({ code, severity }) => `${severity} ${code}`),
        [`error ${CODE}`],
      );
    }
  });

  it('sets the tier, or changes it', () => {
    const templates = [
      parameter({ Value: of(5000) }),
      parameter({ Tier: 'Standard', Value: of(5000) }),
      parameter({ Tier: choose('Standard', 'Advanced'), Value: of(5000) }),
    ];
    for (const text of templates.flatMap(forms)) {
      const [problem] = lintText(text);
      assert.deepEqual(
        problem?.fixes?.map(fix => fix.title),
        ['Set Tier to Advanced, which is charged for'],
      );
      assertFixesMend(text);
    }
  });

  it('has no fix for what no tier holds', () => {
    const [problem] = lintText(forms(parameter({ Value: of(9000) }))[0] ?? '');
    assert.equal(problem?.fixes, undefined);
  });

  it('does not count a missing tier in a text that is being typed', () => {
    const text = `Resources:\n  P:\n    Type: ${TYPE}\n    Properties:\n      Value: ${of(5000)}\n      Tags: {a: [\n`;
    assert.deepEqual(
      lintText(text).filter(problem => problem.code === CODE),
      [],
    );
  });
});

describe('parameter/secure-string-in-template', () => {
  const CODE = 'parameter/secure-string-in-template';
  table(CODE, [
    {
      name: 'SecureString',
      template: parameter({ Type: 'SecureString' }),
      found: [`error ${CODE}: SecureString`],
    },
    {
      name: 'in one branch',
      template: parameter({ Type: choose('String', 'SecureString') }),
      found: [`error ${CODE}: SecureString`],
    },
    { name: 'String', template: parameter({ Type: 'String' }) },
    { name: 'StringList', template: parameter({ Type: 'StringList' }) },
    { name: 'known later', template: parameter({ Type: { Ref: 'Type' } }) },
    { name: 'another type', template: resource('AWS::SSM::Document', { Type: 'SecureString' }) },
    {
      name: 'ForEach',
      template: resources(loop('X', { 'P${X}': { Type: TYPE, Properties: { Type: 'SecureString' } } })),
      found: [`error ${CODE}: SecureString`],
    },
  ]);

  it('through a map: at the look-up', () => {
    const Mappings = { M: { a: { b: 'SecureString' } } };
    for (const text of forms(parameter({ Type: { 'Fn::FindInMap': ['M', 'a', 'b'] } }, { Mappings }))) {
      const [problem, ...others] = lintText(text);
      assert.deepEqual([problem?.code, others], [CODE, []]);
      assert.match(text.slice(problem?.span.start, problem?.span.end), /FindInMap/);
    }
  });

  it('in YAML as people write it', () => {
    const text = `Resources:\n  P:\n    Type: ${TYPE}\n    Properties: {Name: !Sub '/\${AWS::StackName}/p', Type: SecureString, Value: x}\n`;
    assert.deepEqual(shownOf(text, lintText(text)), [`error ${CODE}: SecureString`]);
  });
});

describe('parameter/policies-need-advanced-tier', () => {
  const CODE = 'parameter/policies-need-advanced-tier';
  const Policies = '[{"Type":"Expiration"}]';
  const of = (properties: object, more: object = {}) =>
    resource('AWS::SSM::Parameter', { Type: 'String', Value: 'x', ...properties }, more);
  const count = (text: string) => lintText(text).filter(({ code }) => code === CODE).length;

  it('a standard parameter, or one whose tier nobody says', () => {
    for (const properties of [{ Policies }, { Policies, Tier: 'Standard' }])
      for (const text of forms(of(properties))) assert.equal(count(text), 1);
  });

  it('silent: advanced, intelligent, filled in, no policies, a macro', () => {
    for (const template of [
      of({ Policies, Tier: 'Advanced' }),
      of({ Policies, Tier: 'Intelligent-Tiering' }),
      of({ Policies, Tier: { Ref: 'Tier' } }),
      of({ Tier: 'Standard' }),
      of({ Policies: '', Tier: 'Standard' }),
      of({ Policies }, { Transform: 'Mine' }),
    ])
      for (const text of forms(template)) assert.equal(count(text), 0, text);
  });

  it('is mended by the tier', () => {
    for (const properties of [{ Policies }, { Policies, Tier: 'Standard' }])
      for (const text of forms(of(properties))) assertFixesMend(text);
  });
});
