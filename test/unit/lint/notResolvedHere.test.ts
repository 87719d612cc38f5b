import assert from 'node:assert/strict';
import { forms, found, inProperty } from './forms';
import { lintText, shown } from './support';

const CODE = 'reference/not-resolved-here';
const SSM = '{{resolve:ssm:/my-app/host}}';
const SECRET = '{{resolve:secretsmanager:prod/db}}';
const SECURE = '{{resolve:ssm-secure:/my-app/key}}';

const resource = (attribute: string, value: unknown, type = 'AWS::EC2::Instance') => ({
  Resources: { Thing: { Type: type, [attribute]: value } },
});
const init = (content: unknown) =>
  resource('Metadata', { 'AWS::CloudFormation::Init': { config: { files: { '/etc/app': { content } } } } });
const userData = (value: unknown) => resource('Properties', { UserData: value });

describe(CODE, () => {
  const script = (text: string) => ({ 'Fn::Base64': { 'Fn::Sub': `#!/bin/bash\nHOST="${text}"\n` } });
  const bad: [string, object, string][] = [
    ['cfn-init', init(SSM), SSM],
    ['cfn-init through Join', init({ 'Fn::Join': ['', ['host=', SSM]] }), SSM],
    ['cfn-init, secure', init(SECURE), SECURE],
    ['UserData', userData(script(SSM)), SSM],
    [
      'UserData with a variable',
      userData(script('{{resolve:ssm:/${AWS::Region}/host}}')),
      '{{resolve:ssm:/${AWS::Region}/host}}',
    ],
    ['UserData, secret', userData(script(SECRET)), SECRET],
    ['UserData, secure', userData(script(SECURE)), SECURE],
    ['UserData as it is', userData(SSM), SSM],
    [
      'UserData of a launch template',
      resource(
        'Properties',
        { LaunchTemplateData: { UserData: { 'Fn::Base64': SSM } } },
        'AWS::EC2::LaunchTemplate',
      ),
      SSM,
    ],
    ['DependsOn', resource('DependsOn', [SSM]), SSM],
    ['DeletionPolicy', resource('DeletionPolicy', SSM), SSM],
    ['Export', inProperty('x', { Outputs: { A: { Value: 'x', Export: { Name: SSM } } } }), SSM],
    [
      'Export, secret',
      inProperty('x', { Outputs: { A: { Value: 'x', Export: { Name: { 'Fn::Sub': SECRET } } } } }),
      SECRET,
    ],
    ['condition', inProperty('x', { Conditions: { C: { 'Fn::Equals': [SSM, 'on'] } } }), SSM],
    [
      'rule',
      inProperty('x', { Rules: { R: { Assertions: [{ Assert: { 'Fn::Equals': [SSM, 'on'] } }] } } }),
      SSM,
    ],
    ['ImportValue', inProperty({ 'Fn::ImportValue': SSM }), SSM],
    ['ImportValue of a Sub', inProperty({ 'Fn::ImportValue': { 'Fn::Sub': `\${Env}-${SSM}` } }), SSM],
  ];
  for (const [name, template, marked] of bad) {
    it(name, () => {
      for (const text of forms(template)) {
        if (text.includes('\\n')) assert.equal(found(text, CODE).length, 1);
        else assert.deepEqual(found(text, CODE), [`warning: ${marked}`]);
        assert.equal(lintText(text).length, 1, 'said once');
      }
    });
  }

  it('a script in a block scalar', () => {
    const text = `Resources:\n  A:\n    Type: AWS::EC2::Instance\n    Properties:\n      UserData: !Base64 |\n        #!/bin/bash\n        export HOST=${SSM}\n`;
    assert.deepEqual(found(text, CODE), [`warning: ${SSM}`]);
  });

  it('says once of a secure one that is not supported either', () => {
    for (const text of forms(userData(SECURE))) {
      assert.deepEqual(shown(text, lintText(text)), [`error reference/secure-not-supported-here: ${SECURE}`]);
    }
  });

  const good: [string, object][] = [
    ['a property', inProperty(SSM)],
    ['an output', inProperty('x', { Outputs: { A: { Value: SSM } } })],
    ['other metadata', resource('Metadata', { Note: SSM })],
    ['a script that builds references', userData(script("{{resolve:ssm:' + name + '}}"))],
    ['a custom resource with UserData', resource('Properties', { UserData: SSM }, 'Custom::Thing')],
    ['a mapping', inProperty('x', { Mappings: { M: { a: { b: SSM } } } })],
    ['a description', { ...inProperty('x'), Description: SSM }],
    ['allowed values', inProperty('x', { Parameters: { P: { Type: 'String', AllowedValues: [SSM] } } })],
    ['a transform', inProperty({ 'Fn::Transform': { Name: 'Mine', Parameters: { P: SSM } } })],
    ['Base64 elsewhere', inProperty({ 'Fn::Base64': SSM })],
  ];
  for (const [name, template] of good) {
    it(`silent: ${name}`, () => {
      for (const text of forms(template)) assert.deepEqual(shown(text, lintText(text)), []);
    });
  }
});
