import assert from 'node:assert/strict';
import type { PolicyFacts } from '../../../src/core/policy/lint';
import { brief, fixed, keyTemplate, lintFile, lintTemplate } from './support';

const key = (action: string, element = 'Action') =>
  `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"111122223333"},"${element}":${action},"Resource":"*"}}`;
const identity = (action: string) =>
  `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":${action},"Resource":"*"}}`;
const ACTION = 'policy/unknown-action';

describe('policy/unknown-action', () => {
  const cases: [string, string, string[], PolicyFacts?][] = [
    ['sound', key('["kms:Decrypt","KMS:DESCRIBE*","kms:GenerateDataKeyWithout?laintext"]'), []],
    ['no valid action left', key('"kms:Decript"'), [`error ${ACTION} "kms:Decript"`]],
    ['others are valid', key('["kms:Decript","kms:Encrypt"]'), [`warning ${ACTION} "kms:Decript"`]],
    ['wildcard that matches none', key('["kms:Dekrypt*"]'), [`error ${ACTION} "kms:Dekrypt*"`]],
    ['empty name', key('"kms:"'), [`error ${ACTION} "kms:"`]],
    ['none of several', key('["kms:A","kms:B"]'), [`error ${ACTION} "kms:A"`, `error ${ACTION} "kms:B"`]],
    ['NotAction is a warning', key('"kms:Decript"', 'NotAction'), [`warning ${ACTION} "kms:Decript"`]],
    ['no prefix', key('"Decrypt"'), [`error ${ACTION} "Decrypt"`], { kind: 'key' }],
    [
      'other services',
      key('["s3:NoSuchThing","kms:Decrypt"]'),
      ['warning policy/foreign-service-action "s3:NoSuchThing"'],
      { kind: 'key' },
    ],
    [
      'other service beside an unknown one',
      key('["s3:GetObject","kms:X"]'),
      [`error ${ACTION} "kms:X"`, 'error policy/foreign-service-action "s3:GetObject"'],
      { kind: 'key' },
    ],
    ['every action', key('"*"'), [], { kind: 'key' }],
    ['wildcard in the prefix', key('"k*:Decript"'), [], { kind: 'key' }],
    ['identity policy: IAM takes it', identity('"kms:Decript"'), [`warning ${ACTION} "kms:Decript"`]],
    [
      'secret actions',
      identity('["secretsmanager:GetSecretValu","secretsmanager:Get*"]'),
      [`warning ${ACTION} "secretsmanager:GetSecretValu"`],
    ],
    [
      'parameter actions',
      identity('["ssm:GetParameter","ssm:GetParameterz"]'),
      [`warning ${ACTION} "ssm:GetParameterz"`],
    ],
    ['unknown kind', key('["kms:Decript","s3:GetObject"]'), [`warning ${ACTION} "kms:Decript"`]],
  ];
  for (const [name, text, expected, facts] of cases) {
    it(name, () => assert.deepEqual(brief(text, lintFile(text, facts)), expected));
  }

  it('a text that does not parse gives no error of this kind', () => {
    const text = key('"kms:Decript"').slice(0, -1);
    assert.deepEqual(brief(text, lintFile(text, { kind: 'key' })), [
      'error policy/syntax {',
      `warning ${ACTION} "kms:Decript"`,
    ]);
  });

  describe('fixes', () => {
    const fixes: [string, string, string][] = [
      ['misspelt', '"kms:Decript"', '"kms:Decrypt"'],
      ['keeps the prefix as written', '"KMS:Encript"', '"KMS:Encrypt"'],
      ['the beginning of several', '"kms:ReEncrypt"', '"kms:ReEncrypt*"'],
      ['a misspelt wildcard', '["kms:Dekrypt*"]', '["kms:Decrypt*"]'],
      ['no prefix', '"decrypt"', '"kms:decrypt"'],
      ['through an escape', '"kms:Decr\\u0069pt"', '"kms:Decrypt"'],
    ];
    for (const [name, before, expected] of fixes) {
      it(name, () => {
        const text = key(before);
        const after = fixed(text, lintFile(text, { kind: 'key' }), ACTION);
        assert.equal(after, key(expected));
        assert.deepEqual(lintFile(after, { kind: 'key' }), []);
      });
    }

    it('none where nothing is near', () => {
      const [problem] = lintFile(key('"kms:Qqqqqqqqq"'));
      assert.equal(problem?.fixes, undefined);
    });
  });

  describe('in templates', () => {
    const statement = (action: string) => `          - Effect: Allow
            Principal: {AWS: !Ref AWS::AccountId}
            Action: ${action}
            Resource: '*'`;
    const yaml: [string, string, string[]][] = [
      ['a parameter', '!Ref Env', []],
      ['open in the name', '!Sub "kms:${Env}"', []],
      ['open in the list', '[kms:Decript, !Ref Env]', [`warning ${ACTION} kms:Decript`]],
      ['a function without holes', '!Sub "kms:Decript"', [`error ${ACTION} "kms:Decript"`]],
      ['joined', '!Join [":", [kms, Decript]]', [`error ${ACTION} [":", [kms, Decript]]`]],
      ['a branch of a list', '[!If [IsProd, kms:Decript, kms:Decrypt]]', [`warning ${ACTION} kms:Decript`]],
      [
        'a list in a branch',
        '!If [IsProd, [kms:Decript], [kms:Encript]]',
        [`error ${ACTION} kms:Decript`, `error ${ACTION} kms:Encript`],
      ],
      ['a list from a function', '!Split [",", "kms:A,kms:B"]', []],
      ['a block scalar', '|-\n              kms:Decript', [`error ${ACTION} |-\n              kms:Decript`]],
    ];
    for (const [name, action, expected] of yaml) {
      it(name, () => {
        const text = keyTemplate(statement(action));
        assert.deepEqual(brief(text, lintTemplate(text)), expected);
      });
    }

    for (const action of [
      'kms:Decript',
      "'kms:Decript'",
      '!Sub "kms:Decript"',
      '[!If [IsProd, kms:Decript, kms:Encrypt]]',
    ]) {
      it(`fix: ${action}`, () => {
        const text = keyTemplate(statement(action));
        const after = fixed(text, lintTemplate(text), ACTION);
        assert.equal(after, keyTemplate(statement(action.replace('Decript', 'Decrypt'))));
        assert.deepEqual(lintTemplate(after), []);
      });
    }
  });
});
