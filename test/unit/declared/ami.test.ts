import assert from 'node:assert/strict';
import { createAnalyzer } from '../../../src/core/document';
import { lint } from '../../../src/core/lint';
import { applyEdits } from '../../../src/core/text/range';
import { assertFixesMend, lintText } from '../lint/support';
import { choose, forms, NO_VALUE, resource, resources, table } from './support';

const CODE = 'template-parameter/ami';
const REFERENCE = '{{resolve:ssm:/golden-image/web}}';
const PUBLIC = '{{resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64}}';
const ID = 'ami-0ff8a91507f77f867';
const instance = (ImageId: unknown, more: object = {}) => resource('AWS::EC2::Instance', { ImageId }, more);
const found = (text: string) => [`info ${CODE}: ${text}`];
const loop = (variable: string, body: object) => ({ 'Fn::ForEach::Things': [variable, ['a', 'b'], body] });

describe(CODE, () => {
  table(CODE, [
    { name: 'a literal', template: instance(ID), found: found(ID) },
    { name: 'a reference', template: instance(REFERENCE), found: found(REFERENCE) },
    { name: 'a public parameter', template: instance(PUBLIC), found: found(PUBLIC) },
    {
      name: 'a launch configuration',
      template: resource('AWS::AutoScaling::LaunchConfiguration', { ImageId: ID }),
      found: found(ID),
    },
    {
      name: 'a launch template',
      template: resource('AWS::EC2::LaunchTemplate', { LaunchTemplateData: { ImageId: REFERENCE } }),
      found: found(REFERENCE),
    },
    { name: 'one branch', template: instance(choose({ Ref: 'Image' }, ID)), found: found(ID) },
    {
      name: 'a launch template that resolves by itself',
      template: resource('AWS::EC2::LaunchTemplate', {
        LaunchTemplateData: { ImageId: 'resolve:ssm:/golden-image/web' },
      }),
    },
    { name: 'a pinned reference', template: instance('{{resolve:ssm:/golden-image/web:3}}') },
    { name: 'a parameter', template: instance({ Ref: 'Image' }) },
    { name: 'a map', template: instance({ 'Fn::FindInMap': ['Images', { Ref: 'AWS::Region' }, 'web'] }) },
    { name: 'no value', template: instance(NO_VALUE) },
    { name: 'another property', template: resource('AWS::EC2::Instance', { KeyName: ID }) },
    { name: 'another type', template: resource('AWS::Batch::Thing', { ImageId: ID }) },
    {
      name: 'SAM',
      template: instance(ID, { Transform: 'AWS::Serverless-2016-10-31' }),
      found: found(ID),
    },
    {
      name: 'ForEach',
      template: resources(
        loop('X', { 'I${X}': { Type: 'AWS::EC2::Instance', Properties: { ImageId: ID } } }),
      ),
      found: found(ID),
    },
  ]);

  it('converts a reference, in every form', () => {
    const other = { Parameters: { Env: { Type: 'String', Default: 'dev' } } };
    for (const text of [...forms(instance(REFERENCE)), ...forms(instance(REFERENCE, other))]) {
      const titles = lintText(text).flatMap(problem => problem.fixes?.map(fix => fix.title) ?? []);
      assert.deepEqual(titles, ['Convert to the template parameter Image']);
      assertFixesMend(text);
    }
  });

  it('writes what a person would write', () => {
    const text = `Resources:\n  Web:\n    Type: AWS::EC2::Instance\n    Properties:\n      ImageId: !Sub '${REFERENCE}'\n`;
    const [problem] = lintText(text);
    assert.equal(
      applyEdits(text, problem?.fixes?.[0]?.edits ?? []),
      'Parameters:\n  Image:\n    Type: AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>\n    Default: /golden-image/web\nResources:\n  Web:\n    Type: AWS::EC2::Instance\n    Properties:\n      ImageId: !Ref Image\n',
    );
    assertFixesMend(text);
  });

  it('takes a parameter that is there, and no name that is taken', () => {
    const image = { Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>', Default: '/golden-image/web' };
    const titles = (Parameters: object) =>
      forms(instance(REFERENCE, { Parameters })).map(text => {
        assertFixesMend(text);
        return lintText(text)[0]?.fixes?.[0]?.title;
      });
    assert.deepEqual(
      new Set(titles({ Golden: image })),
      new Set(['Convert to the template parameter Golden']),
    );
    assert.deepEqual(
      new Set(titles({ Image: { Type: 'String' } })),
      new Set(['Convert to the template parameter ImageParameter']),
    );
  });

  it('offers nothing where the name is not known', () => {
    for (const template of [instance(ID), instance({ 'Fn::Sub': '{{resolve:ssm:/${Env}/image}}' })]) {
      for (const text of forms(template)) {
        const ours = lintText(text).filter(problem => problem.code === CODE);
        assert.equal(ours.length, 1);
        assert.equal(ours[0]?.fixes, undefined);
      }
    }
  });

  it('keeps its two places while the text around them grows', () => {
    const analyzer = createAnalyzer();
    const rest = `Resources:\n  Web:\n    Type: AWS::EC2::Instance\n    Properties:\n      ImageId: '${REFERENCE}'\n`;
    const parameters = (extra: string) => `Parameters:\n  Env:\n    Type: String\n${extra}`;
    for (const text of [
      `${parameters('')}${rest}`,
      `Description: x\n${parameters('')}${rest}`,
      `Description: x\n${parameters('  More:\n    Type: String\n')}${rest}`,
    ]) {
      const [problem] = lint(analyzer.analyze({ path: 'a.yaml', text }));
      const fixed = applyEdits(text, problem?.fixes?.[0]?.edits ?? []);
      assert.match(fixed, /^Parameters:\n {2}Image:\n {4}Type: /m);
      assert.match(fixed, /ImageId: !Ref Image\n$/);
      assert.deepEqual(lintText(fixed), []);
    }
  });
});
