import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type DroppedItem, dropText } from '../../../src/core/drop/dropText';

const plain: DroppedItem = {
  kind: 'parameter',
  name: '/a/host',
  type: 'String',
  arn: 'arn:aws:ssm:eu-west-1:123456789012:parameter/a/host',
};
const secure: DroppedItem = { kind: 'parameter', name: '/a/pw', type: 'SecureString' };
const secret: DroppedItem = {
  kind: 'secret',
  name: 'db',
  arn: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf',
};
const key: DroppedItem = { kind: 'key', name: 'alias/app', arn: 'arn:aws:kms:eu-west-1:123456789012:key/x' };

/** `^` is where it is dropped. */
function dropped(text: string, item: DroppedItem, path = 'a.yaml') {
  const offset = text.indexOf('^');
  assert.ok(offset >= 0);
  return dropText({ path, text: text.replace('^', '') }, offset, item);
}

const property = (type: string, line: string) =>
  `Resources:\n  R:\n    Type: ${type}\n    Properties:\n      ${line}\n`;

describe('an item dropped into a template', () => {
  const db = 'AWS::RDS::DBInstance';
  for (const [what, text, item, expected] of [
    ['an empty value', property(db, 'DBName: ^'), plain, "'{{resolve:ssm:/a/host}}'"],
    ['quotes', property(db, "DBName: '^'"), plain, '{{resolve:ssm:/a/host}}'],
    ['double quotes', property(db, 'DBName: "^"'), plain, '{{resolve:ssm:/a/host}}'],
    ['a text', property(db, 'DBName: "x-^-y"'), plain, '{{resolve:ssm:/a/host}}'],
    ['a secure property', property(db, 'MasterUserPassword: ^'), secure, "'{{resolve:ssm-secure:/a/pw}}'"],
    ['a secret anywhere', property(db, 'MasterUserPassword: "^"'), secret, '{{resolve:secretsmanager:db}}'],
    ['a key', property(db, 'KmsKeyId: ^'), key, 'alias/app'],
    [
      'the default of an SSM type',
      `Parameters:\n  P:\n    Type: AWS::SSM::Parameter::Value<String>\n    Default: ^\n${property(db, 'DBName: x')}`,
      plain,
      '/a/host',
    ],
    ['a name that is not written yet', property(db, 'DBName: "{{resolve:ssm:^}}"'), plain, '/a/host'],
  ] as const) {
    it(`becomes ${expected} in ${what}`, () => {
      const drop = dropped(text, item);
      assert.equal(drop.text, expected);
    });
  }

  it('is the name, and said to be refused, where ssm-secure is not resolved', () => {
    for (const line of ['DBName: ^', "DBName: '^'"]) {
      assert.deepEqual(dropped(property(db, line), secure), { text: '/a/pw', refused: true });
    }
  });

  it('becomes a reference in JSON, with quotes where there are none', () => {
    const json = (value: string) => `{"Resources":{"R":{"Type":"${db}","Properties":{"DBName":${value}}}}}`;
    assert.equal(dropped(json('"^"'), plain, 'a.json').text, '{{resolve:ssm:/a/host}}');
    assert.equal(dropped(json('^'), plain, 'a.json').text, '"{{resolve:ssm:/a/host}}"');
  });

  it('is the ARN in an ECS task definition', () => {
    const text =
      '{"family":"a","containerDefinitions":[{"name":"a","image":"b","secrets":[{"name":"A","valueFrom":"/x"},{"name":"B","valueFrom":"^"}]}]}';
    assert.equal(dropped(text, secret, 'task.json').text, secret.arn);
    assert.equal(dropped(text, plain, 'task.json').text, plain.arn);
    assert.equal(dropped(text, secure, 'task.json').text, '/a/pw');
  });

  it('is the plain name in a program, and in what is no file of ours', () => {
    assert.equal(dropped('get("^")', plain, 'a.py').text, '/a/host');
    assert.equal(dropped('# notes ^', secret, 'a.md').text, 'db');
  });

  it('takes no reference apart', () => {
    const drop = dropped(property(db, 'DBName: "{{resolve:ssm:/x^/y}}"'), secret);
    assert.equal(drop.text, 'db');
  });

  it('is always its name, its ARN or a reference to it, wherever it is dropped', () => {
    const text = `Parameters:\n  P:\n    Type: String\n${property(db, 'DBName: !Sub "a-${AWS::Region}" # no')}      Tags: [{Key: a, Value: |\n  x}]\n`;
    fc.assert(
      fc.property(fc.nat(text.length), fc.constantFrom(plain, secure, secret, key), (offset, item) => {
        const drop = dropText({ path: 'a.yaml', text }, offset, item);
        assert.ok(drop.text.includes(item.name) || drop.text === item.arn);
      }),
    );
  });
});
