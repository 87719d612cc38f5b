import assert from 'node:assert/strict';
import { forms, found, inProperty, mended } from './forms';

const CODE = 'reference/public-parameter';
const NAME = '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-6.1-arm64';

describe(CODE, () => {
  const bad: [string, unknown, string][] = [
    ['whole', `{{resolve:ssm:${NAME}}}`, NAME],
    ['with a version', `{{resolve:ssm:${NAME}:3}}`, NAME],
    ['Sub', { 'Fn::Sub': '{{resolve:ssm:/aws/service/x/${AWS::Region}}}' }, '/aws/service/x/${AWS::Region}'],
    ['Join', { 'Fn::Join': ['', ['{{resolve:ssm:', NAME, '}}']] }, NAME],
    ['by a default', { 'Fn::Sub': '{{resolve:ssm:${Image}}}' }, '${Image}'],
    ['If', { 'Fn::If': ['Live', `{{resolve:ssm:${NAME}}}`, 'x'] }, NAME],
  ];
  for (const [name, value, marked] of bad) {
    it(name, () => {
      const more = { Parameters: { Image: { Type: 'String', Default: NAME } } };
      for (const text of forms(inProperty(value, more)))
        assert.deepEqual(found(text, CODE), [`info: ${marked}`]);
    });
  }

  const good: [string, object][] = [
    ['an own parameter', inProperty('{{resolve:ssm:/my-app/aws/service}}')],
    ['a secret through Parameter Store', inProperty('{{resolve:ssm:/aws/reference/secretsmanager/x}}')],
    ['the form of EC2', inProperty(`resolve:ssm:${NAME}`)],
    [
      'the documented way',
      inProperty(
        { Ref: 'P' },
        { Parameters: { P: { Type: 'AWS::SSM::Parameter::Value<String>', Default: NAME } } },
      ),
    ],
    ['not resolved', inProperty({ 'Fn::Base64': `{{resolve:ssm:${NAME}}}` })],
  ];
  for (const [name, template] of good) {
    it(`silent: ${name}`, () => {
      for (const text of forms(template)) assert.deepEqual(found(text, CODE), []);
    });
  }

  it('converts to a template parameter', () => {
    const REGION = '/aws/service/global-infrastructure/current-region/longName';
    const text = (value: string) =>
      `Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Properties:\n      DisplayName: ${value}\n`;
    const declared = `Parameters:\n  CurrentRegionLongName:\n    Type: AWS::SSM::Parameter::Value<String>\n    Default: ${REGION}\n`;
    assert.deepEqual(mended(text(`'{{resolve:ssm:${REGION}}}'`), CODE), [
      `${declared}${text('!Ref CurrentRegionLongName')}`,
    ]);
    assert.deepEqual(mended(text(`!Sub '\${AWS::Region} is {{resolve:ssm:${REGION}}}'`), CODE), [
      `${declared}${text("!Sub '${AWS::Region} is ${CurrentRegionLongName}'")}`,
    ]);
    for (const json of forms(inProperty({ 'Fn::Join': ['', ['a', `{{resolve:ssm:${NAME}}}`]] }))) {
      assert.deepEqual(found(mended(json, CODE)[0] ?? '', CODE), []);
    }
  });

  it('offers nothing for a version, or for a name that is not known', () => {
    const more = { Parameters: { Image: { Type: 'String', Default: NAME } } };
    for (const value of [`{{resolve:ssm:${NAME}:3}}`, { 'Fn::Sub': '{{resolve:ssm:${Image}}}' }]) {
      for (const text of forms(inProperty(value, more))) assert.deepEqual(mended(text, CODE), []);
    }
  });

  it('leaves an image to template-parameter/ami, unless it is pinned', () => {
    const image = (ImageId: string) => ({
      Resources: { Web: { Type: 'AWS::EC2::Instance', Properties: { ImageId } } },
    });
    for (const text of forms(image(`{{resolve:ssm:${NAME}}}`))) {
      assert.deepEqual(found(text, CODE), []);
      assert.equal(found(text, 'template-parameter/ami').length, 1);
    }
    for (const text of forms(image(`{{resolve:ssm:${NAME}:3}}`))) {
      assert.equal(found(text, CODE).length, 1);
      assert.deepEqual(found(text, 'template-parameter/ami'), []);
    }
  });
});
