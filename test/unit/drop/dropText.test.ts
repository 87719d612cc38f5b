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
function dropped(text: string, item: DroppedItem | readonly DroppedItem[], path = 'a.yaml') {
  const offset = text.indexOf('^');
  assert.ok(offset >= 0);
  return dropText({ path, text: text.replace('^', '') }, offset, [item].flat());
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
      assert.deepEqual(dropped(property(db, line), secure), { text: '/a/pw', refused: 1 });
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

  it('leaves alone what is written already, and gives its name where a reference would break it', () => {
    for (const line of [
      '^DBName: x',
      'DBName:^ x',
      'DBName^: x',
      'DBName: ^x',
      "DBName: ^'x'",
      "DBName: 'x'^",
      'DBName: ^!Ref P',
      'DBName: !R^ef P',
      'DBName: !Ref ^P',
      'DBName: ^|\n        x',
      'DBName: |^\n        x',
      "DBSecurityGroups: [^a, 'b']",
      "DBSecurityGroups: [a, 'b'^]",
      'DBSecurityGroups: ^[a]',
      'DBSecurityGroups:\n        ^- a',
      'Tags: [{Key: a, Value: b}^, {Key: c, Value: d}]',
      'DBName: x # ^',
    ]) {
      for (const text of [property(db, line), property(db, line).replaceAll('\n', '\r\n')])
        assert.deepEqual(dropped(text, secret), { text: 'db', refused: 1 }, line);
    }
  });

  for (const [line, expected] of [
    ['DBName: x^', '{{resolve:ssm:/a/host}}'],
    ['DBName: |\n        x^', '{{resolve:ssm:/a/host}}'],
    ['DBName: !Sub "x-^-${AWS::Region}"', '{{resolve:ssm:/a/host}}'],
    ['DBName: !Sub ^', "'{{resolve:ssm:/a/host}}'"],
    ['DBSecurityGroups: [^]', "'{{resolve:ssm:/a/host}}'"],
    ['DBSecurityGroups: [a, ^]', "'{{resolve:ssm:/a/host}}'"],
    ['DBSecurityGroups:\n        - a\n        - ^\n        - b', "'{{resolve:ssm:/a/host}}'"],
    ['DBSecurityGroups:\n        - a\n        - ^ # note', "'{{resolve:ssm:/a/host}}'"],
  ] as const) {
    it(`becomes ${expected} in ${line.replaceAll('\n', ' ')}, whatever ends the lines`, () => {
      for (const text of [property(db, line), property(db, line).replaceAll('\n', '\r\n')])
        assert.deepEqual(dropped(text, plain), { text: expected, refused: 0 });
    });
  }

  it('stands off what it is the value of, where a line ends with that', () => {
    for (const [line, item, expected] of [
      ['DBName:^', plain, " '{{resolve:ssm:/a/host}}'"],
      ['"DBName":^', plain, " '{{resolve:ssm:/a/host}}'"],
      ['DBName:^ # note', plain, " '{{resolve:ssm:/a/host}}'"],
      ['DBName: !Sub^', plain, " '{{resolve:ssm:/a/host}}'"],
      ['DBSecurityGroups:\n        -^', plain, " '{{resolve:ssm:/a/host}}'"],
      ['MasterUserPassword:^', secure, " '{{resolve:ssm-secure:/a/pw}}'"],
      ['DBName:^', secure, ' /a/pw'],
      ['KmsKeyId:^', key, ' alias/app'],
      ['DBName: arn:aws:^', key, 'alias/app'],
    ] as const) {
      for (const text of [property(db, line), property(db, line).replaceAll('\n', '\r\n')])
        assert.equal(dropped(text, item).text, expected, line);
    }
    assert.equal(dropped('environment:\n  HOST:^\n', plain, 'compose.yml').text, ' /a/host');
    assert.equal(dropped('else:^\n', plain, 'a.py').text, '/a/host');
  });

  it('is one of several: items of a list, or one text with commas', () => {
    const [one, other] = ['{{resolve:ssm:/a/host}}', '{{resolve:ssm:/a/port}}'];
    const port: DroppedItem = { kind: 'parameter', name: '/a/port', type: 'String' };
    for (const [line, expected] of [
      ['DBSecurityGroups:\n        - ^', `'${one}'\n        - '${other}'`],
      ['DBSecurityGroups:\n        - a\n        - ^\n        - b', `'${one}'\n        - '${other}'`],
      ['DBSecurityGroups: [^]', `'${one}','${other}'`],
      ['DBSecurityGroups: [a, ^, b]', `'${one}','${other}'`],
      ['DBSecurityGroups:\n        -^', ` '${one}'\n        - '${other}'`],
      ['DBName: ^', `'${one},${other}'`],
      ['DBName: "^"', `${one},${other}`],
    ] as const) {
      assert.deepEqual(dropped(property(db, line), [plain, port]), { text: expected, refused: 0 }, line);
    }
    const json = (value: string) => `{"Resources":{"R":{"Type":"${db}","Properties":{"Tags":${value}}}}}`;
    assert.equal(dropped(json('[^]'), [plain, port], 'a.json').text, `"${one}","${other}"`);
    assert.deepEqual(dropped(property(db, 'DBName: "^"'), [plain, secure]), {
      text: `${one},/a/pw`,
      refused: 1,
    });
    assert.deepEqual(dropped(property(db, 'DBName: ^x'), [plain, port]), {
      text: '/a/host,/a/port',
      refused: 2,
    });
    assert.equal(dropped('  a ^', [plain, port], 'a.py').text, '/a/host\n  /a/port');
  });

  it('holds the server up for many items hardly longer than for one', () => {
    const resources = Array.from(
      { length: 100 },
      (_, index) => `  R${index}:\n    Type: ${db}\n    Properties:\n      DBName: x${index}\n`,
    );
    const text = `Resources:\n${resources.join('')}  L:\n    Type: ${db}\n    Properties:\n      DBSecurityGroups:\n        - ^\n`;
    const took = (count: number) => {
      const names = Array.from({ length: count }, (_, index) => `/a/p${index}`);
      const items = names.map((name): DroppedItem => ({ kind: 'parameter', name, type: 'String' }));
      const begun = performance.now();
      assert.equal(dropped(text, items).refused, 0);
      return performance.now() - begun;
    };
    took(1);
    const [one, many] = [took(1), took(30)];
    assert.ok(many < 10 * one + 200, `${one} ms for one, ${many} ms for 30`);
  });

  it('is always its name, its ARN or a reference to it, wherever it is dropped', () => {
    const text = `Parameters:\n  P:\n    Type: String\n${property(db, 'DBName: !Sub "a-${AWS::Region}" # no')}      Tags: [{Key: a, Value: |\n  x}]\n`;
    fc.assert(
      fc.property(fc.nat(text.length), fc.constantFrom(plain, secure, secret, key), (offset, item) => {
        const drop = dropText({ path: 'a.yaml', text }, offset, [item]);
        assert.ok(drop.text.includes(item.name) || drop.text === item.arn);
      }),
    );
  });
});
