import assert from 'node:assert/strict';
import { forms, found, inProperty, mended } from './forms';
import { lintText } from './support';

const CODE = 'reference/cross-account';
const ARN = 'arn:aws:ssm:eu-west-1:210987654321:parameter/shared/host';

describe(CODE, () => {
  /** Whether a template parameter is offered, and whether the name alone. */
  const bad: [string, unknown, boolean, boolean][] = [
    ['ssm', `{{resolve:ssm:${ARN}}}`, true, true],
    ['with a version', `{{resolve:ssm:${ARN}:3}}`, false, true],
    ['in a longer text', `tcp://{{resolve:ssm:${ARN}}}:80`, true, true],
    [
      'one level, with or without a slash',
      '{{resolve:ssm:arn:aws:ssm:eu-west-1:210987654321:parameter/host}}',
      true,
      false,
    ],
    [
      'Sub',
      { 'Fn::Sub': '{{resolve:ssm:arn:aws:ssm:${AWS::Region}:${AWS::AccountId}:parameter/a/b}}' },
      false,
      false,
    ],
    [
      'Join',
      { 'Fn::Join': ['', ['{{resolve:ssm:arn:aws:ssm:', { Ref: 'Env' }, ':1:parameter/a/b}}']] },
      false,
      false,
    ],
    ['If', { 'Fn::If': ['Live', `{{resolve:ssm:${ARN}}}`, 'x'] }, true, true],
  ];
  for (const [name, value, converts, renames] of bad) {
    it(name, () => {
      for (const text of forms(inProperty(value))) {
        assert.deepEqual(
          lintText(text).map(problem => `${problem.severity} ${problem.code}`),
          [`error ${CODE}`],
        );
        const after = mended(text, CODE);
        assert.equal(after.length, Number(converts) + Number(renames));
        if (renames) assert.equal(after.at(-1), text.replace(ARN, '/shared/host'));
        if (converts)
          assert.match(after[0] ?? '', /Value<String>.*arn:aws:ssm:.*(Ref.*Host|\$\{SharedHost\})/s);
      }
    });
  }

  it('ssm-secure', () => {
    const template = (value: string) => ({
      Resources: { Db: { Type: 'AWS::RDS::DBInstance', Properties: { MasterUserPassword: value } } },
    });
    for (const text of forms(template(`{{resolve:ssm-secure:${ARN}}}`))) {
      assert.deepEqual(found(text, CODE), [`error: ${ARN}`]);
      assert.equal(mended(text, CODE).length, 1);
    }
  });

  it('converts to a template parameter, and takes the one that is there', () => {
    const text = (value: string) =>
      `Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Properties:\n      DisplayName: ${value}\n`;
    const declared = `Parameters:\n  SharedHost:\n    Type: AWS::SSM::Parameter::Value<String>\n    Default: ${ARN}\n`;
    const [first] = mended(text(`'{{resolve:ssm:${ARN}}}'`), CODE);
    assert.equal(first, `${declared}${text('!Ref SharedHost')}`);
    const [again] = mended(`${declared}${text(`'at {{resolve:ssm:${ARN}}}'`)}`, CODE);
    assert.equal(again, `${declared}${text("!Sub 'at ${SharedHost}'")}`);
  });

  const good: [string, object][] = [
    ['a name', inProperty('{{resolve:ssm:/shared/host}}')],
    ['a variable that may hold an ARN', inProperty({ 'Fn::Sub': '{{resolve:ssm:${Env}}}' })],
    [
      'the ARN of a secret',
      inProperty('{{resolve:secretsmanager:arn:aws:secretsmanager:eu-west-1:210987654321:secret:s}}'),
    ],
    [
      'a parameter of type Value',
      inProperty('x', { Parameters: { P: { Type: 'AWS::SSM::Parameter::Value<String>', Default: ARN } } }),
    ],
    ['not resolved', inProperty({ 'Fn::Base64': `{{resolve:ssm:${ARN}}}` })],
  ];
  for (const [name, template] of good) {
    it(`silent: ${name}`, () => {
      for (const text of forms(template)) assert.deepEqual(found(text, CODE), []);
    });
  }
});
