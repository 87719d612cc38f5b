import assert from 'node:assert/strict';
import { forms, found, mended } from './forms';
import { lintText } from './support';

const CODE = 'reference/split';
const LIST = '{{resolve:ssm:/network/subnets}}';
const SECRET = '{{resolve:secretsmanager:prod/hosts}}';
const splitAt = (delimiter: unknown, source: unknown) => ({ 'Fn::Split': [delimiter, source] });
const select = (index: unknown, list: unknown) => ({ 'Fn::Select': [index, list] });
const sub = (text: string) => ({ 'Fn::Sub': text });
const branch = (a: unknown, b: unknown) => ({ 'Fn::If': ['Live', a, b] });
const group = (value: unknown, more: object = {}) => ({
  Parameters: { Env: { Type: 'String' } },
  ...more,
  Resources: {
    Group: {
      Type: 'AWS::RDS::DBSubnetGroup',
      Properties: { DBSubnetGroupDescription: 'x', SubnetIds: value },
    },
  },
});

describe(CODE, () => {
  const bad: [string, object, string, string][] = [
    ['one whole reference', group(splitAt(',', LIST)), 'warning', LIST],
    ['the first of one', group([select(0, splitAt(',', LIST))]), 'warning', LIST],
    ['the second of one', group([select(1, splitAt(',', LIST))]), 'error', LIST],
    ['the second as text', group([select('1', splitAt(',', LIST))]), 'error', LIST],
    ['a secret', group([select(1, splitAt(',', SECRET))]), 'error', SECRET],
    ['a computed index', group([select({ Ref: 'Env' }, splitAt(',', LIST))]), 'warning', LIST],
    ['a joined list of one', group([{ 'Fn::Join': ['|', splitAt(',', LIST)] }]), 'warning', LIST],
    ['cut at a colon', group(splitAt(':', LIST)), 'error', LIST],
    ['cut, a part taken', group([select(1, splitAt('/', LIST))]), 'error', LIST],
    [
      'cut through Sub',
      group([select(0, splitAt('/', sub('{{resolve:ssm:/${Env}/subnets}}')))]),
      'error',
      '{{resolve:ssm:/${Env}/subnets}}',
    ],
    ['cut behind other text', group([select(1, splitAt(':', `a${LIST}`))]), 'error', LIST],
    ['beyond what stands around it', group([select(2, splitAt(',', `a,${LIST}`))]), 'error', LIST],
    ['through Sub', group([select(1, splitAt(',', sub(LIST)))]), 'error', LIST],
    [
      'a name of a parameter',
      group([select(1, splitAt(',', sub('{{resolve:ssm:/${Env}}}')))]),
      'warning',
      '{{resolve:ssm:/${Env}}}',
    ],
    ['through If', group([select(1, splitAt(',', branch(LIST, 'a,b')))]), 'error', LIST],
    ['in If', group(branch(splitAt(',', LIST), ['a'])), 'warning', LIST],
    [
      'a macro may change it',
      group([select(1, splitAt(',', LIST))], { Transform: ['Mine'] }),
      'warning',
      LIST,
    ],
  ];
  for (const [name, template, severity, marked] of bad) {
    it(name, () => {
      for (const text of forms(template)) {
        assert.deepEqual(found(text, CODE), [`${severity}: ${marked}`], text);
        mended(text, CODE);
      }
    });
  }

  const good: [string, object][] = [
    ['between references', group(splitAt(',', `${LIST},${LIST}`))],
    ['one of several references', group([select(1, splitAt(',', sub(`${LIST},{{resolve:ssm:/\${Env}}}`)))])],
    ['a list of references', group([select(1, [LIST, LIST])])],
    ['a parameter', group(splitAt(',', { Ref: 'Env' }))],
    [
      'another name made of its parts',
      group([{ 'Fn::Join': ['/', splitAt('.', sub('{{resolve:ssm:/a.${Env}}}'))] }]),
    ],
    ['text before the reference taken', group([select(0, splitAt('-', `a-${LIST}-b`))])],
    ['a delimiter of a parameter', group(splitAt({ Ref: 'Env' }, LIST))],
    [
      'where no reference is resolved',
      { ...group('x'), Conditions: { C: { 'Fn::Equals': [select(0, splitAt(',', LIST)), 'x'] } } },
    ],
  ];
  for (const [name, template] of good) {
    it(`silent: ${name}`, () => {
      for (const text of forms(template)) assert.deepEqual(found(text, CODE), []);
    });
  }

  it('converts to a list of Parameter Store', () => {
    const text = (value: string) =>
      `Resources:\n  Group:\n    Type: AWS::RDS::DBSubnetGroup\n    Properties:\n      SubnetIds: ${value}\n`;
    const declared = (value: string) =>
      `Parameters:\n  NetworkSubnets:\n    Type: AWS::SSM::Parameter::Value<List<String>>\n    Default: /network/subnets\n${text(value)}`;
    assert.deepEqual(mended(text(`!Split [',', '${LIST}']`), CODE), [declared('!Ref NetworkSubnets')]);
    assert.deepEqual(mended(text(`[!Select [1, !Split [',', '${LIST}']]]`), CODE), [
      declared('[!Select [1, !Ref NetworkSubnets]]'),
    ]);
    for (const json of forms(group(splitAt(',', LIST)))) {
      const [after = ''] = mended(json, CODE);
      assert.deepEqual(lintText(after), []);
      assert.match(after, /Value<List<String>>/);
    }
  });

  it('offers nothing where a list of Parameter Store is something else', () => {
    for (const value of [
      splitAt(';', LIST),
      splitAt(',', SECRET),
      splitAt(',', '{{resolve:ssm:/network/subnets:3}}'),
      splitAt(',', sub('{{resolve:ssm:/${Env}/subnets}}')),
      splitAt(',', branch(LIST, 'a,b')),
    ]) {
      for (const text of forms(group(value))) {
        assert.equal(found(text, CODE).length, 1);
        assert.deepEqual(mended(text, CODE), []);
      }
    }
  });
});
